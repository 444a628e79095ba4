"""What goes with a record that is deleted, and what keeps it from going."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst

from fondaco.core.permissions import Actor
from fondaco.web.records.reached import follow, read
from fondaco.web.records.types import RECORD_TYPES

MOST_NAMED = 20


@dataclass(frozen=True)
class Consequence:
    """Records of one model that go along, or that stand in the way."""

    label: str
    names: list[str]
    has_more: bool
    # Others are beyond what the person may see: that they are there is all we say.
    has_hidden: bool


@dataclass(frozen=True)
class Deletion:
    goes_along: list[Consequence]
    in_the_way: list[Consequence]
    # Records that somebody else keeps would go along.
    is_of_others: bool = False
    # Why it stays whatever hangs on it.
    reason_to_keep: str = ""

    @property
    def is_possible(self) -> bool:
        return not (self.in_the_way or self.is_of_others or self.reason_to_keep)


def foresee_deletion(record: Model, actor: Actor) -> Deletion:
    record_type = RECORD_TYPES.get(type(record))
    if record_type and (reason := record_type.reason_to_keep(record, actor)):
        return Deletion([], [], reason_to_keep=reason)
    reached = follow(record)
    if reached.in_the_way:
        return Deletion([], _consequences(read(reached.in_the_way, actor)))
    along = read(reached.along, actor)
    return Deletion(
        goes_along=_consequences(along),
        in_the_way=[],
        is_of_others=any(
            not _is_own(one, actor) for rows in along.values() for one in rows
        ),
    )


def _is_own(record: Model, actor: Actor) -> bool:
    """Rows without a type of their own are their parent's, which is asked about."""
    record_type = RECORD_TYPES.get(type(record))
    return record_type is None or record_type.may(actor, "delete", record)


def _consequences(found: dict[type[Model], list[Any]]) -> list[Consequence]:
    return [_consequence(model, rows) for model, rows in found.items()]


def _consequence(model: type[Model], rows: list[Any]) -> Consequence:
    seen = [one for one in rows if one.is_seen]
    return Consequence(
        label=capfirst(str(model._meta.verbose_name_plural)),
        names=[str(one) for one in seen[:MOST_NAMED]],
        has_more=len(seen) > MOST_NAMED,
        has_hidden=len(seen) < len(rows),
    )
