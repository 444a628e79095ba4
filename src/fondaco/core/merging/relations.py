"""What points at a record, read from the models themselves: nothing is listed here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, QuerySet, UniqueConstraint

from fondaco.core.models import Citation

# What differs between two rows that say the same.
_OWN = {"uid", "slug", "created_at", "modified_at"}
Key = Callable[[Any], object]
_KEYS: dict[type[Model], Key] = {}


def known_by(model: type[Model], key: Key) -> None:
    """Declare by what two rows of a model on one record are the same."""
    _KEYS[model] = key


@dataclass(frozen=True)
class Relation:
    """A field by which rows of a model point at a record."""

    model: type[Model]
    name: str
    # The field that holds the type of the record, where it may be of any.
    type_name: str = ""

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    @property
    def is_loose(self) -> bool:
        """Whether it may point at any record, and is not a source's words."""
        return bool(self.type_name) and self.model is not Citation

    def rows(self, *records: Model, among: Any = None) -> "QuerySet[Any]":
        known = self.model._base_manager.all() if among is None else among
        found: dict[str, Any] = {f"{self.name}__in": [record.pk for record in records]}
        if self.type_name:
            found[self.type_name] = ContentType.objects.get_for_model(records[0])
        rows: QuerySet[Any] = known.filter(**found)
        return rows.order_by("pk")

    def key(self, row: Any) -> Any:
        return getattr(row, self.attname)

    def point(self, row: Any, record: Model | None) -> None:
        if self.type_name:
            setattr(row, self.name, record and record.pk)
        else:
            setattr(row, self.name, record)

    @property
    def attname(self) -> str:
        field: Any = self.model._meta.get_field(self.name)
        return str(field.attname)


def is_history(model: type[Model]) -> bool:
    """What was said of a record stays said of that one."""
    return hasattr(model, "instance_type")


@cache
def relations_of(model: type[Model]) -> tuple[Relation, ...]:
    entries: list[Any] = list(model._meta.get_fields(include_hidden=True))
    found = [
        Relation(entry.related_model, entry.field.name)
        for entry in entries
        if entry.auto_created
        and not entry.concrete
        and (entry.one_to_many or entry.one_to_one)
        and not is_history(entry.related_model)
    ]
    return (*found, *_generic_relations())


@cache
def _generic_relations() -> tuple[Relation, ...]:
    return tuple(
        Relation(model, field.fk_field, field.ct_field)
        for model in apps.get_models(include_auto_created=True)
        if not is_history(model)
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    )


def pair_up(
    relation: Relation, gone: list[Any], kept: list[Any]
) -> list[tuple[Any, Any]]:
    """Each row of the one given up with the row kept that leaves no place for it."""
    met = _Met(relation.model, [row.pk for row in (*gone, *kept)])
    return [
        (row, next((twin for twin in kept if _is_twin(relation, row, twin, met)), None))
        for row in gone
    ]


class _Met:
    """Which of some rows meet the condition of a constraint: asked of all at once."""

    def __init__(self, model: type[Model], keys: list[Any]) -> None:
        self._rows = model._base_manager.filter(pk__in=keys)
        self._found: dict[str, set[Any]] = {}

    def by_both(self, condition: Any, row: Any, twin: Any) -> bool:
        if condition is None:
            return True
        name = str(condition)
        if name not in self._found:
            rows = self._rows.filter(condition)
            self._found[name] = set(rows.values_list("pk", flat=True))
        return {row.pk, twin.pk} <= self._found[name]


def _is_twin(relation: Relation, row: Any, twin: Any, met: _Met) -> bool:
    if row.pk == twin.pk:
        return False
    if _says_the_same(relation, row, twin):
        return True
    return any(
        _agree(row, twin, names) and met.by_both(condition, row, twin)
        for names, condition in _unique_together(relation)
    )


def _says_the_same(relation: Relation, row: Any, twin: Any) -> bool:
    if key := _KEYS.get(relation.model):
        return key(row) == key(twin)
    fields = [
        field.attname
        for field in relation.model._meta.concrete_fields
        if not field.primary_key
        and field.name not in _OWN | {relation.name, relation.type_name}
    ]
    # A preview reads no columns such as JSON: it does not tell then.
    if row.get_deferred_fields():
        return False
    return all(getattr(row, name) == getattr(twin, name) for name in fields)


def _agree(row: Any, twin: Any, names: list[str]) -> bool:
    return all(
        getattr(row, name) is not None and getattr(row, name) == getattr(twin, name)
        for name in names
    )


def _unique_together(relation: Relation) -> list[tuple[list[str], Any]]:
    """The other columns that must not repeat for one record, with their condition."""
    meta = relation.model._meta
    sets: list[tuple[tuple[str, ...], Any]] = [
        (tuple(names), None) for names in meta.unique_together
    ]
    sets += [
        (tuple(constraint.fields), constraint.condition)
        for constraint in meta.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    own: Field[Any, Any] = meta.get_field(relation.name)  # type: ignore[assignment]
    if own.unique:
        sets.append(((relation.name,), None))
    return [
        (
            [
                meta.get_field(name).attname  # type: ignore[union-attr]
                for name in names
                if name not in {relation.name, relation.type_name}
            ],
            condition,
        )
        for names, condition in sets
        if relation.name in names
    ]
