"""The same for many records: first what would change and what may not, then done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.core.models import UndoStep
from fondaco.core.numbers import row_number
from fondaco.core.permissions import Actor
from fondaco.web.records.bulk_actions import BulkAction
from fondaco.web.records.deletion import foresee_deletion
from fondaco.web.records.options import Options, RecordChoiceField
from fondaco.web.records.types import RecordType
from fondaco.web.records.undo import Undoing

MOST = 500


@dataclass(frozen=True)
class BulkLine:
    record: Any
    before: str = ""
    after: str = ""
    # Why nothing is done to it; empty where something is.
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    action: BulkAction
    lines: list[BulkLine]

    @property
    def doable(self) -> list[BulkLine]:
        return [line for line in self.lines if not line.reason]

    @property
    def left_out(self) -> list[BulkLine]:
        return [line for line in self.lines if line.reason]


def value_field(
    record_type: RecordType, action: BulkAction, actor: Actor
) -> RecordChoiceField | None:
    """Where the person chooses what the field becomes."""
    if action.choices is None:
        return None
    field = record_type.model._meta.get_field(action.field)
    chosen = RecordChoiceField(
        field.related_model,  # type: ignore[arg-type]
        label=capfirst(str(field.verbose_name)),  # type: ignore[union-attr]
    )
    chosen.bind(Options(actor), action.choices, (), tuple)
    return chosen


def pick(record_type: RecordType, actor: Actor, keys: Sequence[str]) -> list[Any]:
    """The records that were chosen, of those that the person may change."""
    asked = [key for key in dict.fromkeys(keys) if "\0" not in key][:MOST]
    if record_type.key == "pk":
        asked = [key for key in asked if row_number(key) is not None]
    known = record_type.changeable_by(actor).select_related(*record_type.related)
    found = {
        str(getattr(record, record_type.key)): record
        for record in known.filter(**{f"{record_type.key}__in": asked})
    }
    return [found[key] for key in asked if key in found]


def with_their_groups(
    record_type: RecordType, actor: Actor, records: Sequence[Any]
) -> list[Any]:
    """What stands behind the lines that were chosen goes with them."""
    if not record_type.grouped_by:
        return list(records)
    groups = {getattr(one, f"{record_type.grouped_by}_id") for one in records}
    known = record_type.changeable_by(actor).select_related(*record_type.related)
    along = known.filter(**{f"{record_type.grouped_by}__in": groups})
    others = along.exclude(pk__in=[one.pk for one in records]).order_by("pk")
    return [*records, *others[:MOST]]


def plan(
    record_type: RecordType,
    action: BulkAction,
    actor: Actor,
    records: Sequence[Any],
    value: Any = None,
) -> Plan:
    value = action.value if action.choices is None else value
    lines = [_line(record_type, action, actor, one, value) for one in records]
    return Plan(action, lines)


def _line(
    record_type: RecordType, action: BulkAction, actor: Actor, record: Any, value: Any
) -> BulkLine:
    refused = _("You may not do this to it.")
    if action.deletes:
        if not record_type.may(actor, "delete", record):
            return BulkLine(record, reason=refused)
        deletion = foresee_deletion(record, actor)
        if deletion.is_possible:
            along = [
                f"{one.label}: {'; '.join(one.names)}" for one in deletion.goes_along
            ]
            return BulkLine(record, after=" – ".join(along))
        reason = deletion.reason_to_keep or _("Other records rest on it.")
        return BulkLine(record, reason=str(reason))
    if action.publishes and not record_type.may_publish(actor, record):
        return BulkLine(record, reason=refused)
    if not record_type.may(actor, "change", record):
        return BulkLine(record, reason=refused)
    if action.adds:
        held = list(getattr(record, action.field).all())
        if value in held:
            return BulkLine(record, reason=_("It is so already."))
        names = [str(one) for one in held]
        return BulkLine(record, "; ".join(names), "; ".join([*names, str(value)]))
    before = getattr(record, action.field)
    if before == value:
        return BulkLine(record, reason=_("It is so already."))
    setattr(record, action.field, value)
    allowed = record_type.may(actor, "change", record)
    setattr(record, action.field, before)
    if not allowed:
        return BulkLine(record, reason=refused)
    shown = [_shown(record, action, one) for one in (before, value)]
    return BulkLine(record, *shown)


def _shown(record: Any, action: BulkAction, value: Any) -> str:
    if action.publishes:
        return _("Published") if value else _("Draft")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = dict(record._meta.get_field(action.field).flatchoices)
    return "—" if value is None else str(labels.get(value, value))


@transaction.atomic
def carry_out(
    record_type: RecordType, made: Plan, actor: Any, value: Any = None
) -> UndoStep | None:
    """All of what may be done, or nothing; with a way back for a day."""
    action = made.action
    value = action.value if action.choices is None else value
    undoing = Undoing(actor)
    for line in made.doable:
        record = line.record
        if action.deletes:
            undoing.before_deleting(record)
            record_type.remove(record, actor=actor)
            continue
        undoing.before_saving(record_type, record)
        if action.adds:
            # The record's own entry tells in its history that something was added.
            getattr(record, action.field).add(value)
        else:
            setattr(record, action.field, value)
        reason = action.name if action.publishes else f"bulk:{action.field}"
        record_type.action(record, actor=actor, reason=reason)
        undoing.after_saving(record)
    return undoing.keep()
