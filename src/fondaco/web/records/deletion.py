"""What goes with a record that is deleted, and what keeps it from going."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE, ForeignKey, Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.text import capfirst

from fondaco.core.permissions import Actor
from fondaco.web.records.types import RECORD_TYPES, visible

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
    collector = Collector(using=record._state.db or "default", origin=record)
    try:
        collector.collect([record])
    except (ProtectedError, RestrictedError) as error:
        name = "protected" if isinstance(error, ProtectedError) else "restricted"
        owners = [_owner(one) for one in getattr(error, f"{name}_objects")]
        return Deletion([], _consequences(owners, actor))
    along = [one for one in _collected(collector) if one != record]
    return Deletion(
        goes_along=_consequences(along, actor),
        in_the_way=[],
        is_of_others=any(not _is_own(one, actor) for one in along),
    )


def _collected(collector: Collector) -> Iterable[Any]:
    for found in collector.data.values():
        yield from found
    for fast in collector.fast_deletes:
        yield from fast


def _owner(row: Any) -> Model:
    """The record on whose page a row stands: that one is visible or not."""
    if type(row) not in RECORD_TYPES:
        for field in row._meta.fields:
            if (
                isinstance(field, ForeignKey)
                and field.related_model in RECORD_TYPES
                and field.remote_field.on_delete is CASCADE
            ):
                owner: Model = getattr(row, field.name)
                return owner
    assert isinstance(row, Model)
    return row


def _is_own(record: Model, actor: Actor) -> bool:
    """Rows without a type of their own are their parent's, which is asked about."""
    record_type = RECORD_TYPES.get(type(record))
    return record_type is None or record_type.may(actor, "delete", record)


def _consequences(records: Iterable[Any], actor: Actor) -> list[Consequence]:
    by_model: dict[type[Model], dict[Any, Any]] = {}
    for record in records:
        by_model.setdefault(type(record), {})[record.pk] = record
    return [_consequence(model, found, actor) for model, found in by_model.items()]


def _consequence(
    model: type[Model], found: dict[Any, Any], actor: Actor
) -> Consequence:
    seen = visible(model, set(found), actor) if model in RECORD_TYPES else found
    return Consequence(
        label=capfirst(str(model._meta.verbose_name_plural)),
        names=[str(one) for one in list(seen.values())[:MOST_NAMED]],
        has_more=len(seen) > MOST_NAMED,
        has_hidden=len(seen) < len(found),
    )
