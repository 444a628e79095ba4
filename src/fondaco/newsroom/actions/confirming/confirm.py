"""Confirming a finding, whole: what it says enters the record, with its words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import save_record
from fondaco.core.models import Source
from fondaco.core.slugs import free_slug
from fondaco.newsroom.actions.confirming.activities import write_activity
from fondaco.newsroom.actions.confirming.deciding import hold, settle_item
from fondaco.newsroom.actions.confirming.facts import write_fact
from fondaco.newsroom.actions.confirming.parts import Parts
from fondaco.newsroom.actions.confirming.pen import REASON, LeftOutError, Pen
from fondaco.newsroom.actions.confirming.undertakings import write_undertaking
from fondaco.newsroom.actions.confirming.within import put_inside
from fondaco.newsroom.models import Finding, PressItem
from fondaco.newsroom.queries.figures import keep_figures_before
from fondaco.newsroom.queries.likely import model_of
from fondaco.newsroom.vocabularies import (
    FindingKind,
    FindingState,
    UndertakingKind,
)


@transaction.atomic
def confirm_finding(finding: Finding, *, actor: Any, known: Any = None) -> Finding:
    """Write it, or tell more of what is `known`; parts that lack something stay out."""
    held = hold(finding)
    if held.whole is not None:
        raise ValidationError(_("Confirm what it is a part of: it goes along."))
    reading = held.reading
    network = reading.network
    if network is None:
        raise ValidationError(
            _("The cluster is in no network, so it has no calendar to write in.")
        )
    keep_figures_before(reading, network, held.said.get("start", ""))
    pen = Pen(reading, source_of(reading.item, actor), network, actor)
    parts = Parts(held, pen)
    try:
        held.record = _write(pen, held, parts, known)
        held.was_there = held.record not in pen.made
    except LeftOutError as error:
        raise ValidationError(str(error)) from error
    parts.save()
    step = pen.undoing.keep()
    held.undo = step.uid if step else ""
    held.state = FindingState.CONFIRMED
    put_inside(pen, held)
    held.decided_by, held.decided_at = actor, timezone.now()
    held.save()
    settle_item(reading, actor)
    return held


def _write(pen: Pen, held: Finding, parts: Parts, known: Any) -> Any:
    if held.kind == FindingKind.FACT:
        return write_fact(pen, held)
    if not held.said["kind"]:
        raise ValidationError(_("Say what it is: correct its kind, or reject it."))
    _refuse_other_kinds(held, known)
    if held.said["kind"] in UndertakingKind.values:
        return write_undertaking(pen, held, parts, known)
    return write_activity(pen, held, parts, known)


def _refuse_other_kinds(held: Finding, known: Any) -> None:
    if known is not None and not isinstance(known, model_of(held)):
        raise ValidationError(
            _("What was chosen is of another kind. Choose the record again.")
        )


def source_of(item: PressItem, actor: Any) -> Source:
    """What the facts cite: the text, once, also where it came in twice."""
    if item.source is not None:
        return item.source
    known = Source.objects.filter(text_hash=item.text_hash).exclude(text_hash="")
    source = known.order_by("pk").first()
    if source is None:
        source = Source(
            title=item.title,
            publisher=item.publisher,
            url=item.url,
            language=item.language,
            text_hash=item.text_hash,
            retrieved_on=timezone.localdate(item.created_at),
        )
        source.published = item.published
        source.slug = free_slug(source, item.title)
        save_record(source, actor=actor, reason=REASON)
    item.source = source
    save_record(item, actor=actor, reason=REASON)
    return source
