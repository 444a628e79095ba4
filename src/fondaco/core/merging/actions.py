"""Merging two records and taking it back: one transaction each, history on all."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor, WriteRows, delete_record, no_rows, save_record
from fondaco.core.merging import snapshots
from fondaco.core.merging.relations import Relation, pair_up, relations_of
from fondaco.core.models import LikelyPair, Merge

UNDONE_WITHIN = dt.timedelta(days=1)
# A change of these alone is no change.
_TIMES = {"modified_at"}
# Calendars that subscribed take note of a higher number alone (RFC 5545).
_ONLY_GROW = {"sequence"}
MOST_HOPS = 50

Found = TypeVar("Found", bound=Model)


class Absorb(Protocol):
    """Brings what a row says into the row kept that leaves no place for it."""

    def __call__(
        self, twin: Any, row: Any, /, *, actor: Actor, reason: str
    ) -> None: ...


class SaveKept(Protocol):
    def __call__(
        self,
        record: Any,
        /,
        *,
        actor: Actor,
        reason: str = "",
        write_rows: WriteRows = ...,
    ) -> object: ...


_ABSORBING: dict[type[Model], Absorb] = {}


def absorbs(model: type[Model]) -> Callable[[Absorb], Absorb]:
    """Declare how two rows of a model become one, where that takes more than gaps."""

    def register(function: Absorb) -> Absorb:
        _ABSORBING[model] = function
        return function

    return register


@transaction.atomic
def merge_records(
    keep: Any,
    gone: Any,
    *,
    take: Iterable[str],
    actor: Actor,
    save: SaveKept = save_record,
    write_rows: WriteRows = no_rows,
) -> Merge:
    """Bring all of `gone` to `keep`, whose fields named in `take` become those of it.

    Raises ValidationError where one of them is gone already: somebody was quicker.
    """
    with recorded_merge(keep, gone, actor=actor) as merge:
        chosen = {name: getattr(gone, name) for name in take}
        _move_rows(keep, gone, actor)
        delete_record(gone, actor=actor, reason="merge")
        keep.refresh_from_db()
        for name, value in chosen.items():
            setattr(keep, name, None if value == keep else value)
        if chosen:
            # Words that are right on each may contradict each other on one.
            keep.clean()
        save(keep, actor=actor, reason="merge", write_rows=write_rows)
    return merge


@contextmanager
def recorded_merge(keep: Any, gone: Any, *, actor: Actor) -> Iterator[Merge]:
    """Around whatever makes one of two: holds both, and records what it changed."""
    with transaction.atomic():
        _hold(keep, gone)
        kind = ContentType.objects.get_for_model(keep)
        merge = Merge(
            content_type=kind,
            kept_id=keep.pk,
            gone_id=gone.pk,
            gone_uid=gone.uid,
            gone_slug=getattr(gone, "slug", ""),
            gone_name=str(gone)[:300],
            merged_by=actor,  # type: ignore[misc]
        )
        before = _state(keep, gone)
        yield merge
        LikelyPair.objects.filter(
            Q(first_id=merge.gone_id) | Q(second_id=merge.gone_id), content_type=kind
        ).delete()
        after = snapshots.read_rows(type(keep)._base_manager.get(pk=merge.kept_id))
        after |= snapshots.read_again(before.keys() - after.keys())
        merge.before, merge.after = snapshots.differences(before, after)
        merge.save()


def _state(keep: Any, gone: Any) -> snapshots.Rows:
    kind = ContentType.objects.get_for_model(keep)
    pairs = LikelyPair.objects.filter(
        Q(first_id=gone.pk) | Q(second_id=gone.pk), content_type=kind
    )
    return snapshots.read_rows(keep, gone, *pairs)


def _hold(keep: Any, gone: Any) -> None:
    """Of two who merge at once, the second finds that it was done."""
    if keep.pk == gone.pk:
        raise ValidationError(_("Choose two different records."))
    known = type(keep)._base_manager.select_for_update().order_by("pk")
    held = set(known.filter(pk__in=[keep.pk, gone.pk]).values_list("pk", flat=True))
    for record in (keep, gone):
        if record.pk in held:
            continue
        merged = Merge.objects.filter(
            content_type=ContentType.objects.get_for_model(record),
            gone_uid=record.uid,
            undone_at=None,
        )
        if merged.exists():
            raise ValidationError(
                _("Somebody merged “%s” with another record meanwhile.") % record
            )
        raise ValidationError(_("Somebody deleted “%s” meanwhile.") % record)


def _move_rows(
    keep: Any,
    gone: Any,
    actor: Actor,
    wanted: Callable[[Relation], bool] = lambda relation: True,
) -> None:
    model: type[Model] = type(keep)
    for relation in (one for one in relations_of(model) if wanted(one)):
        there = list(relation.rows(gone))
        present = list(relation.rows(keep)) if there else []
        for row, twin in pair_up(relation, there, present):
            if twin is not None:
                _absorb(relation, twin, row, actor)
                continue
            is_kept = relation.model is type(keep) and row.pk == keep.pk
            relation.point(row, None if is_kept else keep)
            save_record(row, actor=actor, reason="merge")


def _absorb(relation: Relation, twin: Any, row: Any, actor: Actor) -> None:
    if own := _ABSORBING.get(relation.model):
        # What it does not know of, such as attachments, comes along all the same.
        _move_rows(twin, row, actor, lambda one: one.is_loose)
        relation.point(row, getattr(twin, relation.name))
        own(twin, row, actor=actor, reason="merge")
        return
    filled = False
    for field in relation.model._meta.concrete_fields:
        mine, theirs = getattr(twin, field.attname), getattr(row, field.attname)
        if field.editable and mine in {None, ""} and theirs not in {None, ""}:
            setattr(twin, field.attname, theirs)
            filled = True
    _move_rows(twin, row, actor)
    delete_record(row, actor=actor, reason="merge")
    if filled:
        save_record(twin, actor=actor, reason="merge")


@transaction.atomic
def undo_merge(merge: Merge, *, actor: Actor) -> Any:
    """Put both records back as they were; return the one that was given up.

    Raises ValidationError after a day, or where somebody changed what was merged.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise ValidationError(
            _("It is undone already: the two are records of their own.")
        )
    if merge.merged_at < timezone.now() - UNDONE_WITHIN:
        raise ValidationError(_("It can no longer be undone: a day has passed."))
    now = snapshots.read_again(merge.after.keys() | merge.before.keys())
    _refuse_what_changed(merge, now)
    for key in merge.after.keys() - merge.before.keys():
        if key in now:
            snapshots.model_of(key)._base_manager.get(pk=snapshots.pk_of(key)).delete()
    for key in merge.after.keys() & merge.before.keys():
        snapshots.write_columns(key, _to_restore(merge, key, now[key]), actor)
    for key in merge.before.keys() - merge.after.keys():
        snapshots.create_row(key, merge.before[key], actor)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    model: Any = merge.content_type.model_class()
    return model._base_manager.get(pk=merge.gone_id)


def _to_restore(merge: Merge, key: str, now: dict[str, Any]) -> dict[str, Any]:
    """When it was last changed, too, unless that was after the merge."""
    return {
        name: int(now[name]) + 1 if name in _ONLY_GROW else value
        for name, value in merge.before[key].items()
        if name not in _TIMES or now[name] == merge.after[key][name]
    }


def _refuse_what_changed(merge: Merge, now: snapshots.Rows) -> None:
    for key in merge.after.keys() & merge.before.keys():
        changed = key not in now or any(
            now[key][name] != value
            for name, value in merge.after[key].items()
            if name not in _TIMES
        )
        if changed:
            name = snapshots.model_of(key)._meta.verbose_name
            raise ValidationError(
                _("It can no longer be undone: somebody changed this since: %s.") % name
            )


def lead_on(gone: Model, keep: Model) -> None:
    """Where one gives way without a merge: what led to it leads to the other.

    That cannot be undone any more, and what was in it is not told to who keeps that.
    """
    kind = ContentType.objects.get_for_model(gone)
    Merge.objects.filter(content_type=kind, kept_id=gone.pk).update(
        kept_id=keep.pk, before={}, after={}
    )


def merges_to_undo(keep: Model) -> "QuerySet[Merge]":
    """What was taken into a record of late."""
    return Merge.objects.filter(
        content_type=ContentType.objects.get_for_model(keep),
        kept_id=keep.pk,
        undone_at=None,
        merged_at__gt=timezone.now() - UNDONE_WITHIN,
    ).exclude(before={})


def following_merges(model: type[Found], **address: str) -> Found | None:
    """The record that an identifier or address leads to since it was merged."""
    kind = ContentType.objects.get_for_model(model)
    merges = Merge.objects.filter(content_type=kind, undone_at=None)
    names = {f"gone_{name}": value for name, value in address.items()}
    step = merges.filter(**names).first()
    for _hop in range(MOST_HOPS):
        if step is None:
            return None
        found: Found | None = model._base_manager.filter(pk=step.kept_id).first()
        if found is not None:
            return found
        step = merges.filter(gone_id=step.kept_id).first()
    return None
