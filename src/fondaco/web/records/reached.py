"""What a deletion reaches, level by level: one query each, however much there is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CASCADE,
    PROTECT,
    Exists,
    ForeignKey,
    Model,
    OuterRef,
    QuerySet,
)

from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_together, records
from fondaco.web.records.types import RECORD_TYPES

Keys = dict[type[Model], set[Any]]


def _no_keys() -> Keys:
    return defaultdict(set)


@dataclass(frozen=True)
class Reached:
    """By model, the keys of what goes along and of what stands in the way."""

    along: Keys = field(default_factory=_no_keys)
    in_the_way: Keys = field(default_factory=_no_keys)


@dataclass(frozen=True)
class _Pointer:
    """A column by which rows of a model go with a record, or keep it."""

    model: type[Model]
    name: str
    goes_along: bool
    # The column that holds the type of the record, where it may be of any.
    type_name: str = ""

    @property
    def reported(self) -> "tuple[type[Model], str]":
        """What stands in the way is told as the record on whose page it stands."""
        owner = None if self.goes_along else _owner(self.model)
        return (owner.related_model, owner.attname) if owner else (self.model, "pk")


def follow(record: Model) -> Reached:
    reached = Reached()
    reached.along[type(record)].add(record.pk)
    level: Keys = {type(record): {record.pk}}
    while pointers := [
        (pointer, model, keys)
        for model, keys in level.items()
        for pointer in _pointers(model)
    ]:
        found = read_together(*(_keys_read(*one) for one in pointers))
        level = _no_keys()
        for (pointer, _model, _keys), keys in zip(pointers, found, strict=True):
            if not keys:
                continue
            known = reached.along if pointer.goes_along else reached.in_the_way
            model = pointer.reported[0]
            if pointer.goes_along:
                level[model] |= set(keys) - known[model]
            known[model] |= set(keys)
        level = {model: keys for model, keys in level.items() if keys}
    reached.along[type(record)].discard(record.pk)
    return reached


def read(keys: Keys, actor: Actor) -> dict[type[Model], list[Any]]:
    """The records, each with whether the person sees it, all in one query."""
    wanted = {model: found for model, found in keys.items() if found}
    if not wanted:
        return {}
    reads = [_whole(model, found, actor) for model, found in wanted.items()]
    return {
        model: sorted(found, key=lambda one: one.pk)
        for model, found in zip(wanted, read_together(*reads), strict=True)
    }


def _whole(model: Any, keys: set[Any], actor: Actor) -> Read:
    known = RECORD_TYPES.get(model)
    if known is None:
        seen = rows_seen(model, actor).filter(pk=OuterRef("pk"))
        is_seen: Any = Exists(seen)
        owner = _owner(model)
        related = [one.name for one in _foreign_keys(model) if one is not owner]
    else:
        is_seen = Exists(known.visible_to(actor).filter(pk=OuterRef("pk")))
        related = list(known.related)
    rows = model._base_manager.filter(pk__in=keys).annotate(is_seen=is_seen)
    return records(rows, *related, also=("is_seen",))


def rows_seen(model: type[Model], actor: Actor, but: str = "") -> "QuerySet[Any]":
    """Rows without a type of their own: seen by whoever sees all that they belong to.

    `but` is the column of a record that the person is looking at.
    """
    rows: QuerySet[Any] = model._base_manager.all()
    for one in _foreign_keys(model):
        known = RECORD_TYPES.get(one.related_model)
        is_somebody = one.related_model is get_user_model()
        if known and not one.null and not is_somebody and one.name != but:
            seen = known.visible_to(actor).values("pk")
            rows = rows.filter(**{f"{one.name}__in": seen})
    return rows


@cache
def _pointers(model: type[Model]) -> tuple[_Pointer, ...]:
    return tuple(_pointing_at(model))


def _pointing_at(model: type[Model]) -> Iterator[_Pointer]:
    entries: list[Any] = list(model._meta.get_fields(include_hidden=True))
    for entry in entries:
        points = entry.auto_created and not entry.concrete and not entry.many_to_many
        # A row of a relation of many is nothing by itself.
        if not points or entry.related_model._meta.auto_created:
            continue
        if entry.on_delete in {CASCADE, PROTECT}:
            along = entry.on_delete is CASCADE
            yield _Pointer(entry.related_model, entry.field.name, along)
    for own in model._meta.private_fields:
        if isinstance(own, GenericRelation):
            related: Any = own.related_model
            names = own.object_id_field_name, own.content_type_field_name
            yield _Pointer(related, names[0], True, names[1])


def _keys_read(pointer: _Pointer, model: type[Model], keys: set[Any]) -> Read:
    rows = pointer.model._base_manager.filter(**{f"{pointer.name}__in": keys})
    if pointer.type_name:
        kind = ContentType.objects.get_for_model(model)
        rows = rows.filter(**{pointer.type_name: kind})
    return Read(rows, (pointer.reported[1],), lambda row: row[0])


def _foreign_keys(model: type[Model]) -> "list[ForeignKey[Any, Any]]":
    """Without the types of records that rows may hang on: no name tells them."""
    return [
        one
        for one in model._meta.fields
        if isinstance(one, ForeignKey) and one.related_model is not ContentType
    ]


@cache
def _owner(model: type[Model]) -> Any:
    """The way to the record on whose page a row stands: that one is visible or not."""
    if model in RECORD_TYPES:
        return None
    for one in _foreign_keys(model):
        cascades = one.remote_field.on_delete is CASCADE
        if cascades and one.related_model in RECORD_TYPES:
            return one
    return None
