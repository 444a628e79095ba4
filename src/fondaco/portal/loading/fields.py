"""What an entry may say of a record, and its values in the types of the fields."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from fondaco.core.partial_dates import PartialDate
from fondaco.portal.loading.files import Entry
from fondaco.portal.loading.shapes import Shape

# What the program gives, never a file.
GIVEN = {"id", "uid", "slug", "created_at", "modified_at", "sequence", "user"} | {
    "latitude",
    "longitude",
}
DATE_PARTS = ("earliest", "latest", "precision")
TYPES: "Mapping[type[models.Field[Any, Any]], type]" = {
    models.BooleanField: bool,
    models.IntegerField: int,
    models.DecimalField: int,
    models.DateField: dt.date,
    models.TimeField: dt.time,
}


def names_of(shape: Shape) -> set[str]:
    """Fields, and partial dates as one."""
    meta = shape.model._meta
    names = {field.name for field in (*meta.concrete_fields, *meta.many_to_many)}
    dates = {
        name.removesuffix("_precision") for name in names if name.endswith("_precision")
    }
    parts = {f"{date}_{part}" for date in dates for part in DATE_PARTS}
    return names - GIVEN - parts - {shape.parent, *shape.inherited} | dates


def has_field(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def read_date(name: str, value: object, entry: Entry) -> PartialDate:
    if not isinstance(value, str):
        raise entry.problem(f"{name} should be a date between quotation marks.")
    try:
        return PartialDate.parse(value)
    except ValueError as error:
        raise entry.problem(f"{name}: {error}") from error


def read_value(field: Any, value: Any, entry: Entry) -> object:
    expected = next(
        (kind for base, kind in TYPES.items() if isinstance(field, base)), str
    )
    if type(value) is not expected:
        raise entry.problem(
            f"{field.name} should be of type {expected.__name__}, not {value!r}."
        )
    return Decimal(str(value)) if isinstance(field, models.DecimalField) else value
