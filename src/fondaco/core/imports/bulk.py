"""Many rows at once: plain statements where building each by itself takes minutes.

`bulk_create` prepares every column of every row on its own, and a history does it once
more: of 100,000 organisations that is most of the time. Here the rows go in as they
are, and the database itself copies what it has into the history.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, router, transaction
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)
from django.utils import timezone

from fondaco.core.changes import tell

_BATCH = 5000
# What the driver takes as it is, by the kind of field that holds it: to ask each field
# about each value takes longer than to write them.
_AS_THEY_ARE: dict[type, tuple[type, ...]] = {
    str: (CharField, TextField),
    bool: (BooleanField,),
    int: (IntegerField, ForeignKey),
}
_KEYS = 500


def insert_parts(
    model: type[Model],
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
    together: int = 1,
) -> int:
    """Insert rows without history, given by the names of their columns.

    `together` is how many a statement writes, which counts where triggers follow it.
    """
    known = {one.attname: one for one in model._meta.concrete_fields}
    return _insert(
        model,
        [known[name] for name in columns],
        (tuple(row[name] for name in columns) for row in rows),
        together,
    )


def insert_records(
    records: Sequence[Any], *, actor: Any, reason: str, now: dt.datetime | None = None
) -> None:
    """Insert records of one table, whose identifiers give them their keys; history."""
    model, now = type(records[0]), now or timezone.now()
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    stamps = [
        getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False)
        for one in fields
    ]
    for record in records:
        for one, is_stamp in zip(fields, stamps, strict=True):
            if is_stamp:
                setattr(record, one.attname, now)
    names = [one.attname for one in fields]
    _insert(
        model,
        fields,
        (tuple(getattr(record, name) for name in names) for record in records),
    )
    by_uid = {record.uid: record for record in records}
    for uids in batches(by_uid, _KEYS):
        found = model._default_manager.filter(uid__in=uids)
        for uid, key in found.values_list("uid", "pk"):
            by_uid[uid].pk = key
            by_uid[uid]._state.adding = False
    copy_to_history(
        model,
        [record.pk for record in records],
        kind="+",
        actor=actor,
        reason=reason,
        now=now,
    )


def copy_to_history(
    model: Any,
    keys: Iterable[int],
    *,
    kind: str,
    actor: Any,
    reason: str,
    now: dt.datetime | None = None,
) -> None:
    """Write into the history what the table says now of these rows."""
    history = model.history.model
    quote = connection.ops.quote_name
    columns = [quote(one.column) for one in history.tracked_fields]
    table, own = quote(history._meta.db_table), quote(model._meta.db_table)
    key = quote(model._meta.pk.column)
    date = history._meta.get_field("history_date")
    moment = date.get_db_prep_save(now or timezone.now(), connection)
    user = actor.pk if actor is not None else None
    names = ("history_date", "history_type", "history_change_reason", "history_user_id")
    for chunk in batches(keys, _KEYS):
        marks = ", ".join(["%s"] * len(chunk))
        # Every name comes from the models, every value goes as a parameter.
        statement = (
            f"INSERT INTO {table} ({', '.join([*columns, *map(quote, names)])}) "  # noqa: S608
            f"SELECT {', '.join(columns)}, %s, %s, %s, %s FROM {own} "
            f"WHERE {key} IN ({marks}) ORDER BY {key}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [moment, kind, reason, user, *chunk])
        tell(model, kind, chunk)


def _insert(
    model: type[Model],
    fields: "Sequence[Field[Any, Any]]",
    rows: Iterable[tuple[Any, ...]],
    together: int = 1,
) -> int:
    quote, using = connection.ops.quote_name, router.db_for_write(model)
    columns = ", ".join(quote(str(one.column)) for one in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608
    count = 0
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for batch in batches(rows, _BATCH):
            count += len(batch)
            prepared = _prepared(batch, fields)
            if together == 1:
                cursor.executemany(statement + marks, prepared)
                continue
            for some in batches(prepared, together):
                values = [value for row in some for value in row]
                cursor.execute(statement + ", ".join([marks] * len(some)), values)
    return count


def _prepared(
    batch: Iterable[tuple[Any, ...]], fields: "Sequence[Field[Any, Any]]"
) -> list[list[Any]]:
    prepare = [(one.get_db_prep_save, _as_it_is(one)) for one in fields]
    return [
        [
            value if value is None or type(value) is plain else ready(value, connection)
            for (ready, plain), value in zip(prepare, row, strict=True)
        ]
        for row in batch
    ]


def _as_it_is(field: "Field[Any, Any]") -> type | None:
    found = (kind for kind, of in _AS_THEY_ARE.items() if isinstance(field, of))
    return next(found, None)


def batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
