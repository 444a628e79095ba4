"""Several reads in one query, for pages that show many small things at once."""

import datetime as dt
import json
from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Self

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, F, Field, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

# Columns that hold the same kind of value share a place in the row of the whole.
_KINDS: dict[str, Callable[[], "Field[Any, Any]"]] = {
    "text": models.TextField,
    "integer": models.BigIntegerField,
    "boolean": models.BooleanField,
    "date": models.DateField,
    "datetime": models.DateTimeField,
    "time": models.TimeField,
    "float": models.FloatField,
    "decimal": partial(models.DecimalField, max_digits=20, decimal_places=2),
}
_KIND_OF: tuple[tuple[type["Field[Any, Any]"], str], ...] = (
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
Slot = tuple[str, int]


class _Nothing(Expression):
    """NULL of a kind, where only other tables have a value.

    Most cells of a wide read are that: one for all of a kind is resolved and compiled
    once, where a Cast for each cell took half of the time of a page. Without its kind
    PostgreSQL takes it for a text in whatever is DISTINCT.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(output_field=_KINDS[kind]())
        self._text: dict[str, str] = {}

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Self:
        return self

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[()]]:
        if (text := self._text.get(connection.vendor)) is None:
            text = f"CAST(NULL AS {self.output_field.cast_db_type(connection)})"
            self._text[connection.vendor] = text
        return text, ()


_NOTHING = {kind: _Nothing(kind) for kind in _KINDS}


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
    kinds = tuple(kind for kind, _ in _KIND_OF)
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


def read_together(*reads: Read) -> list[list[Any]]:
    """What each of them reads, in one query.

    A page is a dozen small reads. Each alone would be a journey to the database; one
    UNION ALL is one, in which every row says whose it is and leaves empty what only
    others have.
    """
    places = [_places(read) for read in reads]
    slots = sorted({slot for own in places for slot in own})
    names = {slot: f"slot_{slot[0]}_{slot[1]}" for slot in slots}
    branches = []
    for number, (read, own) in enumerate(zip(reads, places, strict=True)):
        column_of = dict(zip(own, read.columns, strict=True))
        values = {
            names[slot]: F(column_of[slot]) if slot in column_of else _NOTHING[slot[0]]
            for slot in slots
        }
        whose = Value(number, output_field=models.IntegerField())
        branches.append(
            read.rows.order_by()
            .annotate(slot_whose=whose, **values)
            .values_list("slot_whose", *values)
        )
    found: list[list[Any]] = [[] for _ in reads]
    builders = [read.build or _named(read) for read in reads]
    index = {slot: position for position, slot in enumerate(slots)}
    positions = [[index[slot] for slot in own] for own in places]
    for whose, *row in branches[0].union(*branches[1:], all=True):
        cells = tuple(row[position] for position in positions[whose])
        found[whose].append(builders[whose](cells))
    return found


def read_groups(groups: dict[str, list[Read]]) -> dict[str, list[list[Any]]]:
    """The same, for reads that belong together under a name."""
    found = iter(read_together(*(read for reads in groups.values() for read in reads)))
    return {name: [next(found) for _ in reads] for name, reads in groups.items()}


# What JSON has no word for; any other kind of column stays as JSON holds it.
_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "date": dt.date.fromisoformat,
}
_IN_JSON = {"text", "integer", "boolean", "date", "float"}
# How each database makes one text of a table of `columns`.
_AS_JSON = {
    "sqlite": "json_group_array(json_array({columns}))",
    "postgresql": "json_agg(json_build_array({columns}))::text",
}


def read_in_bulk(*reads: Read) -> list[list[Any]]:
    """The same for thousands of rows, in a fraction of the time.

    The database makes one text of all the rows of a read, and JSON makes rows of it
    again: none of them passes through the ORM. Columns with times, decimals or files
    have no place in it.
    """
    branches, values = [], []
    for number, read in enumerate(reads):
        try:
            query, parameters = _as_json(read)
        except EmptyResultSet:
            continue
        branches.append(f"SELECT {number}, {query}")
        values += parameters
    found: list[list[Any]] = [[] for _ in reads]
    if branches:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(branches), values)
            for whose, text in cursor.fetchall():
                found[whose] = _rows_of(reads[whose], text)
    return found


def _as_json(read: Read) -> tuple[str, list[Any]]:
    """Names of its own for the columns: those of two tables may be alike."""
    names = [f"column_{number}" for number in range(len(read.columns))]
    columns = dict(zip(names, map(F, read.columns), strict=True))
    rows = read.rows.order_by().annotate(**columns).values_list(*names)
    query, parameters = rows.query.sql_with_params()
    quoted = ", ".join(map(connection.ops.quote_name, names))
    whole = _AS_JSON[connection.vendor].format(columns=quoted)
    return f"{whole} FROM ({query}) AS of_{names[0]}", list(parameters)


def _rows_of(read: Read, text: str | None) -> list[Any]:
    decoders = []
    for place, column in enumerate(read.columns):
        kind = _kind(read.rows, column)
        if kind not in _IN_JSON:
            raise TypeError(f"{column} holds what JSON has no place for: {kind}.")
        if kind in _FROM_JSON:
            decoders.append((place, _FROM_JSON[kind]))
    rows = json.loads(text or "[]")
    for row in rows:
        for place, decode in decoders:
            if row[place] is not None:
                row[place] = decode(row[place])
    return list(map(read.build or _named(read), rows))


def _named(read: Read) -> Callable[[tuple[Any, ...]], Any]:
    return _row_of(tuple(read.columns))


@lru_cache(maxsize=500)
def _row_of(columns: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    """To make the class of a row takes longer than to make hundreds of rows."""
    row = namedtuple("row", columns)  # type: ignore[misc]
    return row._make


def _places(read: Read) -> list[Slot]:
    """For each column the next free place of its kind."""
    used: dict[str, int] = {}
    places = []
    for column in read.columns:
        kind = _kind(read.rows, column)
        used[kind] = used.get(kind, 0) + 1
        places.append((kind, used[kind]))
    return places


def _kind(rows: "QuerySet[Any, Any]", column: str) -> str:
    if column in rows.query.annotations:
        return _kind_in(rows, column)
    return _kind_of_column(rows.model._meta.label, column)


@lru_cache(maxsize=2000)
def _kind_of_column(label: str, column: str) -> str:
    return _kind_in(apps.get_model(label)._base_manager.all(), column)


def _kind_in(rows: "QuerySet[Any, Any]", column: str) -> str:
    field: Any = F(column).resolve_expression(rows.query.clone()).output_field
    while field.is_relation:
        field = field.target_field
    for known, kind in _KIND_OF:
        if isinstance(field, known):
            return kind
    raise TypeError(f"{column} holds what has no place here: {type(field).__name__}.")
