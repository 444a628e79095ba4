"""Taking an import back: what it changed becomes what it was, what it made goes.

A record that somebody changed since stays as it is, and so does one that it made to
which something else refers by now: both are named.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor
from fondaco.core.imports.journal import write_columns
from fondaco.core.models import (
    ExternalId,
    Import,
    ImportChange,
    ImportState,
    Receipt,
)

_AT_ONCE = 500
# They tell of a record without resting on it.
_SILENT = (ExternalId, ImportChange, Receipt)


@dataclass
class Undone:
    restored: int = 0
    deleted: int = 0
    # What stays as it is, by name, with the reason.
    kept: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def undo_import(record: Import, *, actor: Actor) -> Undone:
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state == ImportState.UNDONE:
        raise ValidationError(_("This import was undone already."))
    if not (record.created or record.updated):
        raise ValidationError(_("This import changed nothing: nothing to undo."))
    if not record.may_be_undone:
        raise ValidationError(
            _("An import can be undone within a day. Change the records themselves.")
        )
    undone = _Undoing(record, actor).run()
    record.state, record.undone_at = ImportState.UNDONE, timezone.now()
    record.save(update_fields=["state", "undone_at"])
    return undone


class _Undoing:
    def __init__(self, record: Import, actor: Actor) -> None:
        self.record, self.actor = record, actor
        self.undone = Undone()
        self.made: dict[type[models.Model], set[int]] = defaultdict(set)
        self.changed: dict[type[models.Model], dict[int, Any]] = defaultdict(dict)
        self.stays: dict[type[models.Model], set[int]] = defaultdict(set)
        changes = record.changes.order_by("pk")
        for kind, key, before in changes.values_list(
            "content_type", "object_id", "before"
        ):
            model = ContentType.objects.get_for_id(kind).model_class()
            assert model is not None
            if before is None:
                self.made[model].add(key)
            else:
                self.changed[model][key] = before

    def run(self) -> Undone:
        for model in {*self.made, *self.changed}:
            if hasattr(model, "history"):
                self._keep_what_changed_since(model)
        self._keep_rows_of_what_stays()
        while self._keep_what_is_needed():
            self._keep_rows_of_what_stays()
        for model, values in self.changed.items():
            self._restore(model, values)
        self._delete()
        return self.undone

    def _keep_what_changed_since(self, model: Any) -> None:
        """The latest word in its history must be the import's own."""
        keys = self.made[model] | set(self.changed[model])
        pk = model._meta.pk.name
        latest: dict[int, tuple[int, str, str]] = {}
        for chunk in _chunks(keys):
            entries = model.history.filter(**{f"{pk}__in": chunk})
            for key, number, reason, kind in entries.values_list(
                pk, "history_id", "history_change_reason", "history_type"
            ):
                if key not in latest or number > latest[key][0]:
                    latest[key] = (number, reason or "", kind)
        others = {
            key
            for key, (_number, reason, kind) in latest.items()
            if reason != self.record.reason or kind == "-"
        }
        self._stay(model, others, _("it was changed since"))

    def _stay(self, model: Any, keys: set[int], why: str) -> None:
        keys = keys - self.stays[model]
        self.stays[model] |= keys
        if not hasattr(model, "history"):
            return
        there = model._default_manager.in_bulk(list(keys))
        for key in sorted(keys):
            name = str(there[key]) if key in there else _("a record that is gone")
            self.undone.kept.append((name, why))

    def _keep_rows_of_what_stays(self) -> None:
        """An identifier stays with its organisation, if that does."""
        for model in {*self.made, *self.changed}:
            if hasattr(model, "history") or issubclass(model, ExternalId):
                continue
            keys = self.made.get(model, set()) | set(self.changed.get(model, ()))
            for relation in model._meta.fields:
                parent = relation.related_model
                if not isinstance(parent, type) or not self.stays.get(parent):
                    continue
                for chunk in _chunks(keys - self.stays[model]):
                    own = model._default_manager.filter(pk__in=chunk)
                    for key, above in own.values_list("pk", relation.attname):
                        if above in self.stays[parent]:
                            self.stays[model].add(key)

    def _keep_what_is_needed(self) -> bool:
        """Keep what others refer to by now; whether anything more had to stay."""
        before = sum(map(len, self.stays.values()))
        for model in list(self.made):
            keys = self.made[model] - self.stays[model]
            if not keys or not hasattr(model, "history"):
                continue
            needed: set[int] = set()
            for other, attname, extra in _referring(model):
                for chunk in _chunks(keys):
                    found = other._default_manager.filter(
                        **{f"{attname}__in": chunk}, **extra
                    ).values_list("pk", attname)
                    ours = self.made.get(other, set()) - self.stays[other]
                    needed |= {above for key, above in found if key not in ours}
            self._stay(model, needed, _("something else refers to it by now"))
        return sum(map(len, self.stays.values())) > before

    def _restore(self, model: Any, values: dict[int, dict[str, Any]]) -> None:
        by_columns: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        wanted = set(values) - self.stays[model]
        for chunk in _chunks(wanted):
            for key, record in model._default_manager.in_bulk(chunk).items():
                for name, value in values[key].items():
                    column = model._meta.get_field(name)
                    setattr(record, column.attname, column.to_python(value))
                if hasattr(record, "modified_at"):
                    record.modified_at = timezone.now()
                by_columns[tuple(sorted(values[key]))].append(record)
        stamp = ["modified_at"] if hasattr(model, "modified_at") else []
        for columns, records in by_columns.items():
            reason = f"undo:{self.record.uid}"
            write_columns(records, [*columns, *stamp], self.actor, reason)
            if stamp:
                self.undone.restored += len(records)

    def _delete(self) -> None:
        """What rests on others goes before what it rests on."""
        reason = f"undo:{self.record.uid}"
        for model in reversed(list(self.made)):
            goes = self.made[model] - self.stays[model]
            if issubclass(model, ExternalId):
                goes = self._external_ids_to_delete(goes)
            for chunk in _chunks(goes):
                rows = model._default_manager.filter(pk__in=chunk)
                if not hasattr(model, "history"):
                    rows.delete()
                    continue
                kind = ContentType.objects.get_for_model(model)
                names = ExternalId.objects.filter(content_type=kind)
                names.filter(object_id__in=chunk).delete()
                self.undone.deleted += rows.count()
                rows.delete()
                # Each leaves its last word in the history, but not who and why.
                last = model.history.filter(
                    **{f"{model._meta.pk.name}__in": chunk},
                    history_type="-",
                    history_change_reason=None,
                )
                last.update(history_user=self.actor, history_change_reason=reason)

    def _external_ids_to_delete(self, keys: set[int]) -> set[int]:
        goes = set()
        for chunk in _chunks(keys):
            rows = ExternalId.objects.filter(pk__in=chunk)
            for key, kind, of in rows.values_list("pk", "content_type", "object_id"):
                model = ContentType.objects.get_for_id(kind).model_class()
                if model is None or of not in self.stays[model]:
                    goes.add(key)
        return goes


def _chunks(keys: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _referring(
    model: type[models.Model],
) -> Iterable[tuple[type[models.Model], str, dict[str, Any]]]:
    """Every table that may point to rows of this one: by a key, or by kind and key."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        other = relation.related_model
        if isinstance(other, type) and not hasattr(other, "history_object"):
            own = getattr(relation, "field", None)
            if isinstance(own, models.ForeignKey) and not _is_part(other, own):
                yield other, own.attname, {}
    kind = ContentType.objects.get_for_model(model)
    # Whoever wrote a part of a record by hand wrote in its history, too.
    for other in apps.get_models():
        if issubclass(other, _SILENT):
            continue
        for pointer in other._meta.private_fields:
            if isinstance(pointer, GenericForeignKey):
                yield other, pointer.fk_field, {pointer.ct_field: kind}


def _is_part(other: Any, key: "models.ForeignKey[Any, Any]") -> bool:
    """A row without a history of its own that goes with its record: an identifier."""
    goes_along = key.remote_field.on_delete is models.CASCADE
    return goes_along and not hasattr(other, "history")
