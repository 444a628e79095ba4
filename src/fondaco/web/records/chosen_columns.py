"""Which columns a list has: those declared, and any field worth showing."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import BooleanField, Field, ForeignKey, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.core.forms import DATE_LABELS
from fondaco.web.records.columns import choice_column, date_column
from fondaco.web.records.types import Column, RecordType

_NEVER = {"id", "uid", "slug", "created_at", "is_superuser", "is_staff", "password"}


@cache
def all_columns(record_type: RecordType) -> dict[str, Column]:
    """By the name that addresses call them: the declared ones first."""
    declared = {
        column.name or str(number): column
        for number, column in enumerate(record_type.columns, 1)
    }
    return declared | {
        name: column
        for name, column in _of_fields(record_type).items()
        if name not in declared
    }


def choose(record_type: RecordType, asked: Sequence[str]) -> dict[str, Column]:
    """The columns asked for, in the list's own order; the first is always there."""
    known = all_columns(record_type)
    wanted = {name for name in asked if name in known}
    if not wanted:
        names = list(known)[: len(record_type.columns)]
    else:
        first = next(iter(known))
        names = [name for name in known if name in wanted or name == first]
    return {name: known[name] for name in names}


def _of_fields(record_type: RecordType) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for field in record_type.fields:
        if part := re.fullmatch(r"(\w+)_(earliest|latest|precision)", field.name):
            name = part[1]
            label = DATE_LABELS.get(name, name)
            found.setdefault(name, date_column(name, label))
        elif field.name == "modified_at" or (
            field.editable and field.name not in _NEVER
        ):
            if isinstance(field, ForeignKey) and field.name not in record_type.related:
                # Its name would cost a query a line, and may be for other eyes.
                continue
            found[field.name] = _of_field(record_type, field)
    return found


def _of_field(record_type: RecordType, field: "Field[Any, Any]") -> Column:
    name, label = field.name, field.verbose_name
    order = () if isinstance(field, TextField | ForeignKey) else (name,)
    if field.choices:
        return choice_column(record_type.model, name)
    if isinstance(field, BooleanField):
        return Column(
            label, lambda one: _("yes") if getattr(one, name) else _("no"), order, name
        )
    return Column(label, lambda one: getattr(one, name), order, name)


def label_of(column: Column) -> str:
    return capfirst(str(column.label))
