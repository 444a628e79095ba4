"""Writes what is made up: in bulk, with its history, under identifiers of its own."""

from collections.abc import Sequence
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from fondaco.core.identifiers import uid_from
from fondaco.core.imports.bulk import copy_to_history, insert_parts, insert_records
from fondaco.core.models import Citation, Record
from fondaco.core.partial_dates import PartialDate


class Writer:
    """One generated network; everything follows from its seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.numbers: dict[str, int] = {}
        self._kinds: dict[type[Model], int] = {}

    @property
    def reason(self) -> str:
        """What the history of each record says of where it came from."""
        return reason_of(self.seed)

    def random(self, what: str) -> Random:
        """Dice of their own for each collection: more of one changes no other."""
        return Random(f"{self.seed}/{what}")  # noqa: S311 — no secret is made of it

    def uid(self, model: type[Model], number: int) -> str:
        return uid_from(f"demo/{self.seed}/{model._meta.model_name}/{number}")

    def create(self, records: Sequence[Record]) -> None:
        """Write records of one table; their identifiers follow from their order."""
        if not records:
            return
        model = type(records[0])
        first = self._count(model, len(records))
        for number, record in enumerate(records, first):
            record.uid = self.uid(model, number)
        insert_records(records, actor=None, reason=self.reason)

    def hang(self, model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
        """Write rows that hang on records and have no history of their own."""
        if rows:
            self._count(model, len(rows))
            insert_parts(model, rows, list(rows[0]))

    def kind(self, model: type[Model]) -> int:
        if model not in self._kinds:
            self._kinds[model] = ContentType.objects.get_for_model(model).pk
        return self._kinds[model]

    def cite(self, rows: Sequence[dict[str, Any]]) -> None:
        """Citations have a history, but no identifier to find their keys by."""
        self.hang(Citation, rows)
        sources = {row["source_id"] for row in rows}
        keys = [
            key
            for key, source in Citation.objects.values_list("pk", "source").order_by(
                "pk"
            )
            if source in sources
        ]
        copy_to_history(Citation, keys, kind="+", actor=None, reason=self.reason)

    def _count(self, model: type[Model], more: int) -> int:
        name = str(model._meta.model_name)
        first = self.numbers.get(name, 0)
        self.numbers[name] = first + more
        return first


def reason_of(seed: int) -> str:
    return f"demo:{seed}"


def dated(**dates: PartialDate) -> dict[str, Any]:
    """Partial dates as the columns that hold them, for a new record."""
    columns: dict[str, Any] = {}
    for name, date in dates.items():
        columns[f"{name}_earliest"] = date.earliest
        columns[f"{name}_latest"] = date.latest
        columns[f"{name}_precision"] = date.precision.value
    return columns
