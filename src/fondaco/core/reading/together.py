"""Several reads in one query, for pages that show many small things at once."""

from typing import Any, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, F, Value
from django.db.models.sql.compiler import SQLCompiler

from fondaco.core.reading.kinds import KINDS, cells_at, slots_of
from fondaco.core.reading.records import Read, named


class _Nothing(Expression):
    """NULL of a kind, where only other tables have a value.

    Most cells of a wide read are that: one for all of a kind is resolved and compiled
    once, where a Cast for each cell took half of the time of a page. Without its kind
    PostgreSQL takes it for a text in whatever is DISTINCT.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(output_field=KINDS[kind]())
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


_NOTHING = {kind: _Nothing(kind) for kind in KINDS}


def read_together(*reads: Read) -> list[list[Any]]:
    """What each of them reads, in one query.

    A page is a dozen small reads. Each alone would be a journey to the database; one
    UNION ALL is one, in which every row says whose it is and leaves empty what only
    others have.
    """
    places = [slots_of(read.rows, read.columns) for read in reads]
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
    builders = [read.build or named(read) for read in reads]
    index = {slot: position for position, slot in enumerate(slots, start=1)}
    cells = [cells_at([index[slot] for slot in own]) for own in places]
    for row in branches[0].union(*branches[1:], all=True):
        whose = row[0]
        found[whose].append(builders[whose](cells[whose](row)))
    return found


def read_groups(groups: dict[str, list[Read]]) -> dict[str, list[list[Any]]]:
    """The same, for reads that belong together under a name."""
    found = iter(read_together(*(read for reads in groups.values() for read in reads)))
    return {name: [next(found) for _ in reads] for name, reads in groups.items()}
