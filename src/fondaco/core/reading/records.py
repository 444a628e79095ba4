"""A read: some columns of a queryset, or its records with what they point to."""

import json
from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.db import models
from django.db.models import F, Field, Model, QuerySet
from django.db.models.functions import Cast

from fondaco.core.reading.kinds import KIND_OF


@dataclass(frozen=True)
class Read:
    """Some columns of a queryset; relations of many give a row for each of them.

    The rows come in no order: whoever reads them sorts them. `build` makes of each what
    is wanted; without it they have the columns as attributes.
    """

    rows: "QuerySet[Any, Any]"
    columns: tuple[str, ...]
    build: Callable[[tuple[Any, ...]], Any] | None = None


def records(
    rows: "QuerySet[Any, Any]", *related: str, also: tuple[str, ...] = ()
) -> Read:
    """The records of a queryset themselves, with those that they point to.

    `also` are annotations, kept as attributes. Columns that have no place in a query of
    many tables are read when somebody asks for them.
    """
    model = rows.model
    paths = sorted({whole for name in related for whole in _steps(name)})
    owners = [("", model), *((path, _related(model, path)) for path in paths)]
    parts = [_Part(path, owner) for path, owner in owners]
    columns, as_text = [], {}
    for part in parts:
        for name, decode in part.columns.items():
            column = f"{part.path}__{name}" if part.path else name
            if decode:
                as_text[f"text_of_{column}"] = Cast(F(column), models.TextField())
                column = f"text_of_{column}"
            columns.append(column)

    def build(row: tuple[Any, ...]) -> Any:
        made: dict[str, Any] = {}
        start = 0
        for part in parts:
            end = start + len(part.columns)
            path, one = part.path, part.build(row[start:end])
            start = end
            made[path] = one
            holder, _, name = path.rpartition("__")
            if path and made[holder] is not None:
                setattr(made[holder], name, one)
        for name, value in zip(also, row[start:], strict=True):
            setattr(made[""], name, value)
        return made[""]

    return Read(rows.annotate(**as_text), (*columns, *also), build)


class _Part:
    """A record in the row of a read: what its columns are is worked out once."""

    def __init__(self, path: str, owner: Any) -> None:
        self.path, self.owner = path, owner
        self.columns = {one.attname: _decoder(one) for one in _readable(owner)}
        self._names = list(self.columns)
        self._key = self._names.index(owner._meta.pk.attname)
        self._texts = [
            (place, decode)
            for place, decode in enumerate(self.columns.values())
            if decode
        ]

    def build(self, row: tuple[Any, ...]) -> Any:
        if row[self._key] is None:
            return None
        values = list(row)
        for place, decode in self._texts:
            if values[place] is not None:
                values[place] = decode(values[place])
        return self.owner.from_db("default", self._names, values)


def _steps(path: str) -> list[str]:
    """“participation__activity” is two steps, the first of which comes first."""
    names = path.split("__")
    return ["__".join(names[: end + 1]) for end in range(len(names))]


def is_readable(model: Any) -> bool:
    """Whether all its columns have a place in a query of many tables."""
    return len(_readable(model)) == len(model._meta.concrete_fields)


def _readable(model: Any) -> "list[Field[Any, Any]]":
    kinds = tuple(kind for kind, _ in KIND_OF)
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation or isinstance(field, kinds) or _decoder(field)
    ]


def _decoder(field: Any) -> Callable[[str], Any] | None:
    """What makes of a column's text its value, where it is read as text."""
    if isinstance(field, models.JSONField):
        return partial(json.loads, cls=field.decoder)
    if isinstance(field, models.GenericIPAddressField):
        # PostgreSQL writes the network beside it.
        return lambda text: text.partition("/")[0]
    return None


def _related(model: type[Model], path: str) -> type[Model]:
    found: Any = model
    for name in path.split("__"):
        found = found._meta.get_field(name).related_model
    return found  # type: ignore[no-any-return]


def named(read: Read) -> Callable[[tuple[Any, ...]], Any]:
    return _row_of(tuple(read.columns))


@lru_cache(maxsize=500)
def _row_of(columns: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    """To make the class of a row takes longer than to make hundreds of rows."""
    row = namedtuple("row", columns)  # type: ignore[misc]
    return row._make
