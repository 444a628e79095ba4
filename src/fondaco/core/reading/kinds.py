"""What kind of value a column holds: columns of one kind share a place in a query."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Field, QuerySet

Slot = tuple[str, int]
Row = tuple[Any, ...]

# Columns that hold the same kind of value share a place in the row of the whole.
KINDS: dict[str, Callable[[], "Field[Any, Any]"]] = {
    "text": models.TextField,
    "integer": models.BigIntegerField,
    "boolean": models.BooleanField,
    "date": models.DateField,
    "datetime": models.DateTimeField,
    "time": models.TimeField,
    "float": models.FloatField,
    "decimal": partial(models.DecimalField, max_digits=20, decimal_places=2),
}
KIND_OF: tuple[tuple[type["Field[Any, Any]"], str], ...] = (
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.FloatField, "float"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "integer"),
    (models.CharField, "text"),
    (models.TextField, "text"),
    (models.FileField, "text"),
)


def kind_of(rows: "QuerySet[Any, Any]", column: str) -> str:
    if column in rows.query.annotations:
        found = F(column).resolve_expression(rows.query.clone()).output_field
        return _kind_of_field(found, column)
    return _kind_of_column(rows.model._meta.label, column)


@lru_cache(maxsize=2000)
def _kind_of_column(label: str, column: str) -> str:
    """Along the models: to have the ORM resolve it takes twenty times as long."""
    model: Any = apps.get_model(label)
    for name in column.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = field.related_model
    return _kind_of_field(field, column)


def _kind_of_field(field: Any, column: str) -> str:
    while field.is_relation:
        # A relation of many is read as the keys of what it leads to.
        many = not field.concrete
        field = field.related_model._meta.pk if many else field.target_field
    for known, kind in KIND_OF:
        if isinstance(field, known):
            return kind
    raise TypeError(f"{column} holds what has no place here: {type(field).__name__}.")


def slots_of(rows: "QuerySet[Any, Any]", columns: Iterable[str]) -> list[Slot]:
    """For each column the next free place of its kind."""
    used: dict[str, int] = {}
    slots = []
    for column in columns:
        kind = kind_of(rows, column)
        used[kind] = used.get(kind, 0) + 1
        slots.append((kind, used[kind]))
    return slots


def cells_at(places: list[int]) -> Callable[[Row], Row]:
    """What takes the cells at some places out of a wide row."""
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)
