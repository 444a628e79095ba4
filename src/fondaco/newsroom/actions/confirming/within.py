"""An activity inside another of the same text, whichever is confirmed first."""

from typing import Any

from django.core.exceptions import ValidationError

from fondaco.activities.models import Activity
from fondaco.newsroom.actions.confirming.pen import REASON, Pen
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind, FindingState
from fondaco.web.records.types import RECORD_TYPES
from fondaco.web.records.undo import note_in_step


def around(finding: Finding, activity: Activity) -> Activity | None:
    """What the activity is told to be part of, if it is in the record by now."""
    for one, outer in _confirmed_beside(finding):
        if str(one) == finding.said.get("within") and outer != activity:
            return outer
    return None


def put_inside(pen: Pen, finding: Finding) -> None:
    """What was confirmed before, and is told to be part of this."""
    outer = finding.record
    if not isinstance(outer, Activity):
        return
    for one, inner in _confirmed_beside(finding):
        is_inside = one.said.get("within") == str(finding) and inner != outer
        if is_inside and inner.parent is None and pen.may("change", inner):
            _move(one, inner, outer, pen.actor)


def take_out_what_is_inside(finding: Finding, actor: Any) -> None:
    """Before what is around them leaves the record again."""
    for one, inner in _confirmed_beside(finding):
        is_inside = one.said.get("within") == str(finding)
        if is_inside and inner.parent == finding.record:
            _move(one, inner, None, actor)


def _move(one: Finding, inner: Activity, outer: Activity | None, actor: Any) -> None:
    inner.parent = outer
    try:
        inner.full_clean(exclude=["slug"])
    except ValidationError:
        # The record has them the other way round, and knows better.
        return
    RECORD_TYPES[Activity].action(inner, actor=actor, reason=REASON)
    note_in_step(one.undo, inner)


def _confirmed_beside(finding: Finding) -> list[tuple[Finding, Activity]]:
    found = finding.reading.findings.filter(
        whole=None, kind=FindingKind.RECORD, state=FindingState.CONFIRMED
    ).exclude(pk=finding.pk)
    records = [(one, one.record) for one in found]
    return [(one, each) for one, each in records if isinstance(each, Activity)]
