"""Correcting, rejecting and taking up again; who decides first has decided."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import save_record
from fondaco.newsroom.actions.confirming.within import take_out_what_is_inside
from fondaco.newsroom.models import Finding, PressItem, Reading
from fondaco.newsroom.vocabularies import FindingState, ItemState
from fondaco.web.records.undo import find_step, undo

REASON = "press"
_UNDECIDED = (FindingState.OPEN, FindingState.LEFT_OUT)


def hold(finding: Finding, *states: FindingState) -> Finding:
    """The finding as it is now, and nobody else's until this is done."""
    held = Finding.objects.select_for_update().select_related().get(pk=finding.pk)
    if held.state not in (states or (FindingState.OPEN,)):
        raise ValidationError(
            _("Somebody decided this meanwhile. Look at it as it is now.")
        )
    return held


@transaction.atomic
def correct_finding(finding: Finding, said: dict[str, Any]) -> Finding:
    """Say it otherwise; what was read stays beside it."""
    held = hold(finding, *_UNDECIDED)
    if held.whole is not None:
        hold(held.whole)
    held.said = {**held.said, **said}
    held.state, held.reason = FindingState.OPEN, ""
    held.save()
    return held


@transaction.atomic
def reject_finding(finding: Finding, *, actor: Any) -> Finding:
    held = hold(finding, *_UNDECIDED)
    if held.whole is not None:
        hold(held.whole)
    held.state = FindingState.REJECTED
    held.decided_by, held.decided_at = actor, timezone.now()
    held.save()
    settle_item(held.reading, actor)
    return held


@transaction.atomic
def reopen_finding(finding: Finding, *, actor: Any) -> Finding:
    """Take back what was decided; what it wrote leaves the record again."""
    held = hold(finding, FindingState.CONFIRMED, FindingState.REJECTED)
    if held.whole is not None:
        hold(held.whole)
    if held.state == FindingState.CONFIRMED:
        _take_out_of_the_record(held, actor)
    held.state, held.undo, held.reason = FindingState.OPEN, "", ""
    held.record, held.was_there = None, False
    held.decided_by, held.decided_at = None, None
    held.save()
    settle_item(held.reading, actor)
    return held


def _take_out_of_the_record(held: Finding, actor: Any) -> None:
    take_out_what_is_inside(held, actor)
    if held.undo:
        step = find_step(actor, held.undo)
        if step is None:
            raise ValidationError(
                _(
                    "Only who confirmed it takes it back, within a day. Change the "
                    "record itself instead."
                )
            )
        undo(step, actor)
    for part in held.parts.exclude(state=FindingState.REJECTED):
        part.state, part.reason = FindingState.OPEN, ""
        part.record, part.was_there = None, False
        part.save()


def settle_item(reading: Reading, actor: Any) -> None:
    """A text is read once nothing of it waits for a decision."""
    waits = reading.findings.filter(whole=None, state=FindingState.OPEN).exists()
    item = PressItem.objects.get(pk=reading.item_id)
    state = ItemState.NEW if waits else ItemState.READ
    if item.state != state:
        item.state = state
        save_record(item, actor=actor, reason=REASON)
