"""Rows as they stand, in words that a database keeps: what a merge changed, exactly."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from simple_history.utils import get_history_manager_for_model

from fondaco.core.merging.relations import relations_of

# By “app.model:number”, the columns of each row.
Rows = dict[str, dict[str, Any]]


def read_rows(*records: Model) -> Rows:
    """The records and all that hangs on them, and on that."""
    found: Rows = {}
    waiting: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for record in records:
        waiting[type(record)][record.pk] = record
    while waiting:
        model, rows = waiting.popitem()
        new = {pk: row for pk, row in rows.items() if _key(row) not in found}
        if not new:
            continue
        found |= {_key(row): columns(row) for row in new.values()}
        for relation in relations_of(model):
            for row in relation.rows(*new.values()):
                waiting[relation.model][row.pk] = row
    return found


def read_again(keys: Iterable[str]) -> Rows:
    """The same rows as they are now; those that are gone are missing."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        label, _, pk = key.rpartition(":")
        wanted[label].append(pk)
    return {
        _key(row): columns(row)
        for label, pks in wanted.items()
        for row in apps.get_model(label)._base_manager.filter(pk__in=pks)
    }


def columns(row: Model) -> dict[str, Any]:
    return {
        field.attname: None
        if getattr(row, field.attname) is None
        else field.value_to_string(row)
        for field in row._meta.concrete_fields
    }


def differences(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Of two states, only the rows and columns in which they differ."""
    old: Rows = {}
    new: Rows = {}
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            old |= {key: one} if one else {}
            new |= {key: other} if other else {}
            continue
        changed = [name for name in one if one[name] != other[name]]
        if changed:
            old[key] = {name: one[name] for name in changed}
            new[key] = {name: other[name] for name in changed}
    return old, new


def model_of(key: str) -> type[Model]:
    return apps.get_model(key.rpartition(":")[0])


def pk_of(key: str) -> str:
    return key.rpartition(":")[2]


def write_columns(key: str, values: dict[str, Any], actor: Any) -> None:
    """Set some columns of a row that is there, with an entry in its history."""
    model = model_of(key)
    row = model._base_manager.get(pk=pk_of(key))
    python = _python(model, values)
    model._base_manager.filter(pk=row.pk).update(**python)
    for name, value in python.items():
        setattr(row, name, value)
    _remember(row, actor, is_new=False)


def create_row(key: str, values: dict[str, Any], actor: Any) -> None:
    """Put a row back as it was, under its own number."""
    model = model_of(key)
    row = model(**_python(model, values))
    row.save_base(raw=True, force_insert=True)
    _remember(row, actor, is_new=True)


def _python(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: None if value is None else fields[name].to_python(value)
        for name, value in values.items()
    }


def _remember(row: Model, actor: Any, *, is_new: bool) -> None:
    if hasattr(type(row), "history"):
        get_history_manager_for_model(type(row)).bulk_history_create(
            [row],
            update=not is_new,
            default_user=actor,
            default_change_reason="unmerge",
            default_date=timezone.now(),
        )


def _key(row: Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"
