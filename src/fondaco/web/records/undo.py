"""A way back for a day: what was saved becomes what it was, what was deleted returns.

Each step keeps the records as they were, with their rows and under their own numbers.
Taking it back is a new change, asked for and written down like any other; it is refused
where somebody changed the record since.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CASCADE, Model
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import delete_record, save_record
from fondaco.core.models import Citation, UndoStep
from fondaco.core.permissions import Actor
from fondaco.web.records.deletion import foresee_deletion
from fondaco.web.records.rows import Rows
from fondaco.web.records.types import RECORD_TYPES, RecordType

LASTS = dt.timedelta(days=1)
UNDO = "undo"


class Undoing:
    """Notes beforehand what a change will need to be taken back."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.entries: list[dict[str, Any]] = []

    def before_saving(self, record_type: RecordType, record: Model) -> None:
        known = None
        if not record._state.adding:
            known = record_type.model._default_manager.get(pk=record.pk)
        kept = [] if known is None else [known, *_rows(record_type, known)]
        self.entries.append({"before": _written(kept)})

    def after_saving(self, record: Any) -> None:
        self.entries[-1] |= {
            "model": record._meta.label_lower,
            "pk": record.pk,
            "version": _version(record),
        }

    def saved_again(self, record: Any) -> None:
        """It is to become what it was before the first time.

        First of all: it may point by now to what was made in between.
        """
        name = (record._meta.label_lower, record.pk)
        (at,) = [
            number
            for number, entry in enumerate(self.entries)
            if (entry.get("model"), entry.get("pk")) == name
        ]
        entry = self.entries.pop(at)
        self.entries.append(entry | {"version": _version(record)})

    def before_deleting(self, record: Any) -> None:
        collector = Collector(using="default", origin=record)
        collector.collect([record])
        gone = [one for found in collector.data.values() for one in found]
        gone += [one for found in collector.fast_deletes for one in found]
        named = [one for one in gone if not one._meta.auto_created]
        # Those that pointed to it, and will point to nothing.
        let_go = [
            [one._meta.label_lower, one.pk, field.attname, getattr(one, field.attname)]
            for (field, _value), groups in collector.field_updates.items()
            for group in groups
            for one in group  # type: ignore[attr-defined]
        ]
        self.entries.append(
            {
                "model": record._meta.label_lower,
                "pk": record.pk,
                "deleted": True,
                "before": _written([record, *(one for one in named if one != record)]),
                "let_go": let_go,
            }
        )

    def keep(self) -> UndoStep | None:
        UndoStep.objects.filter(done_at__lt=timezone.now() - LASTS).delete()
        if not self.entries:
            return None
        return UndoStep.objects.create(owner=self.actor, entries=self.entries)


def _rows(record_type: RecordType, record: Any) -> list[Model]:
    found: list[Model] = []
    for rows in record_type.all_rows:
        if hasattr(record, "citations") and rows.prefix == "citation":
            found += record.citations.all()
            continue
        own = {rows.parent_name(record): record}
        among = list(rows.model._default_manager.filter(**own))
        found += [*_citations(rows, among), *among]
    return found


def _citations(rows: Rows, among: list[Any]) -> list[Citation]:
    """Of rows that have sources of their own; they go before the rows do."""
    if not (among and rows.is_cited):
        return []
    kind = ContentType.objects.get_for_model(rows.model)
    keys = [row.pk for row in among]
    return list(Citation.objects.filter(content_type=kind, object_id__in=keys))


def _written(records: list[Any]) -> str:
    return str(serializers.serialize("json", records))


def _version(record: Any) -> str:
    latest = record.history.order_by("-history_id")
    return str(latest.values_list("history_id", flat=True).first() or 0)


@transaction.atomic
def delete_with_way_back(
    record_type: RecordType, record: Any, actor: Any
) -> UndoStep | None:
    undoing = Undoing(actor)
    undoing.before_deleting(record)
    record_type.remove(record, actor=actor)
    return undoing.keep()


def note_in_step(uid: str, record: Any) -> None:
    """Changed once more for what the step did: it is taken back with the rest."""
    for step in UndoStep.objects.filter(uid=uid):
        name = (record._meta.label_lower, record.pk)
        for entry in step.entries:
            if (entry.get("model"), entry.get("pk")) == name:
                entry["version"] = _version(record)
        step.save()


def find_step(actor: Actor, uid: str) -> UndoStep | None:
    """The person's own, of the last day."""
    since = timezone.now() - LASTS
    return UndoStep.objects.filter(uid=uid, owner=actor.pk, done_at__gte=since).first()


def names_in(step: UndoStep) -> list[str]:
    """What the step is about, as it was called."""
    names = []
    for entry in step.entries:
        kept = serializers.deserialize("json", entry["before"])
        if (first := next(iter(kept), None)) is not None:
            names.append(str(first.object))
        else:
            model = apps.get_model(entry["model"])
            present = model._default_manager.filter(pk=entry["pk"]).first()
            names.append(str(present or model._meta.verbose_name))
    return names


def where_done(step: UndoStep, actor: Actor) -> str:
    """The record, where it is one and is there; or else its list."""
    model = apps.get_model(step.entries[0]["model"])
    record_type = RECORD_TYPES[model]
    present = model._default_manager.filter(pk=step.entries[0]["pk"]).first()
    is_one = len(step.entries) == 1 and present is not None
    if is_one and record_type.may(actor, "change", present):
        return record_type.url("change", present)
    return record_type.url("manage") if record_type.may(actor, "change") else ""


def undo(step: UndoStep, actor: Any) -> None:
    """Take all of it back, the latest first; or say in a sentence why not."""
    try:
        with transaction.atomic():
            found = UndoStep.objects.select_for_update().filter(pk=step.pk)
            if not found.exists():
                raise ValidationError(_("It was taken back already."))
            for entry in reversed(step.entries):
                _take_back(entry, actor)
            connection.check_constraints()
            found.delete()
    except IntegrityError as error:
        raise ValidationError(
            _("It cannot be taken back: what it rests on has changed since.")
        ) from error


def _take_back(entry: dict[str, Any], actor: Any) -> None:
    model = apps.get_model(entry["model"])
    record_type = RECORD_TYPES[model]
    present = model._default_manager.filter(pk=entry["pk"]).first()
    kept = list(serializers.deserialize("json", entry["before"]))
    if entry.get("deleted"):
        _bring_back(record_type, present, kept, entry["let_go"], actor)
    elif present is None or _version(present) != entry["version"]:
        text = _("“%(record)s” was changed since: look at its history instead.")
        raise ValidationError(text % {"record": present or record_type.label})
    elif not kept:
        _allow(record_type.may(actor, "delete", present))
        _allow(foresee_deletion(present, actor).is_possible)
        record_type.remove(present, actor=actor, reason=UNDO)
    else:
        was = kept[0].object
        _allow(record_type.may(actor, "change", present))
        _allow(record_type.may(actor, "change", was))
        if record_type.has_drafts and was.is_published != present.is_published:  # type: ignore[attr-defined]
            _allow(record_type.may_publish(actor, present))
        before = {(type(one.object), one.object.pk) for one in kept}
        for row in _rows(record_type, present):
            if (type(row), row.pk) not in before:
                delete_record(row, actor=actor, reason=UNDO)
        _write(kept, actor)


def _bring_back(
    record_type: RecordType,
    present: Any,
    kept: list[Any],
    let_go: list[list[Any]],
    actor: Any,
) -> None:
    if present is not None:
        raise ValidationError(_("It is there already."))
    _allow(record_type.may(actor, "delete", kept[0].object))
    # What others point to comes before them, whatever order it went in.
    _write(sorted(kept, key=lambda one: _depth(type(one.object))), actor)
    for label, pk, name, value in let_go:
        model = apps.get_model(label)
        model._default_manager.filter(pk=pk, **{name: None}).update(**{name: value})


def _depth(model: type[Model]) -> int:
    """How many owners a row has above it."""
    owners = [
        field.related_model
        for field in model._meta.fields
        if field.remote_field
        and getattr(field.remote_field, "on_delete", None) is CASCADE
        and field.related_model is not model
        and not field.related_model._meta.label.startswith("contenttypes")  # type: ignore[union-attr]
    ]
    return 1 + max((_depth(owner) for owner in owners), default=0)  # type: ignore[arg-type]


def _write(kept: list[Any], actor: Any) -> None:
    for one in kept:
        record = one.object
        created_at = getattr(record, "created_at", None)
        known = type(record)._default_manager.filter(pk=record.pk)
        record._state.adding = not known.exists()
        save_record(record, actor=actor, reason=UNDO)
        if created_at is not None:
            # Saving would have it born today.
            known.update(created_at=created_at)
        for name, keys in (one.m2m_data or {}).items():
            getattr(record, name).set(keys)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise ValidationError(_("You may not take this back any more."))
