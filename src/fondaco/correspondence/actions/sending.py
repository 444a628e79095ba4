"""A circular on its way: written down at once for everybody, or for nobody."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.core.actions import Actor, WriteRows, no_rows, save_record
from fondaco.core.mail import send_later
from fondaco.core.outbox import enqueue
from fondaco.correspondence.letters import (
    headers_of,
    unsubscribe_url,
    write_letter,
)
from fondaco.correspondence.models import Circular, Delivery
from fondaco.correspondence.queries.recipients import (
    Recipient,
    read_audience,
    sort_out,
)
from fondaco.correspondence.vocabularies import CircularState, DeliveryState, Reason
from fondaco.registry.models import Person

JOB = "circular"
State = DeliveryState


@transaction.atomic
def save_circular(
    circular: Circular,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Circular:
    """What left is what was said: only a draft is changed."""
    if circular.pk and not _held(circular).is_draft:
        raise ValidationError(
            _("The circular was sent and stays as it is. Write a new one.")
        )
    save_record(circular, actor=actor, reason=reason, write_rows=write_rows)
    return circular


def reason_to_keep_circular(circular: Circular, actor: object) -> str:
    if circular.is_draft:
        return ""
    return _("What was sent stays in the log of those who got it.")


def _held(circular: Circular) -> Circular:
    return Circular.objects.select_for_update().get(pk=circular.pk)


@transaction.atomic
def send_circular(
    circular: Circular,
    *,
    actor: Actor,
    expected: int,
    send_at: dt.datetime | None = None,
) -> int:
    """Write a mail to each recipient down, once for ever; a worker sends them.

    `expected` is the number that the person saw: another one is for them to judge.
    """
    held = _held(circular)
    if not held.is_draft:
        raise ValidationError(_("The circular was sent already."))
    going = read_audience(held).going
    if not going:
        raise ValidationError(_("Nobody would get it: look who is left out, and why."))
    if len(going) != expected:
        text = ngettext(
            "Meanwhile %(number)d person would get it. Look again before you send it.",
            "Meanwhile %(number)d people would get it. Look again before you send it.",
            len(going),
        )
        raise ValidationError(text % {"number": len(going)})
    held.state, held.send_at = CircularState.SENT, send_at
    user: Any = actor
    held.sent_by, held.sent_at = user, timezone.now()
    save_record(held, actor=actor, reason="send")
    deliveries = Delivery.objects.bulk_create(
        Delivery(circular=held, person=one.person, address=one.address) for one in going
    )
    for delivery in deliveries:
        enqueue(
            JOB,
            {"delivery": delivery.pk},
            key=f"circular:{held.uid}:{delivery.person_id}",
            due_at=send_at,
        )
    return len(going)


@transaction.atomic
def cancel_circular(circular: Circular, *, actor: Actor) -> int:
    """Keep back what has not been handed to the post; how many mails that were."""
    held = _held(circular)
    waiting = held.deliveries.filter(state=State.WAITING)
    kept = waiting.update(state=State.CANCELLED, changed_at=timezone.now())
    if kept:
        if not held.deliveries.filter(state=State.HANDED_OVER).exists():
            held.state = CircularState.CANCELLED
        save_record(held, actor=actor, reason="cancel")
    return kept


@transaction.atomic
def deliver(key: int) -> str:
    """Hand one mail to the post, if its person still wants and may get it."""
    delivery = Delivery.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if delivery is None or delivery.state != State.WAITING:
        return ""
    circular, person = delivery.circular, delivery.person
    reason = Reason.GONE
    if person is not None:
        known = Person.objects.filter(pk=person.pk)
        audience = sort_out(circular, known.prefetch_related("positions__organisation"))
        if audience.going:
            return _hand_over(delivery, audience.going[0])
        reason = audience.left_out[0].reason
    delivery.state, delivery.reason = State.LEFT_OUT, reason
    delivery.save()
    return str(reason.label)


def _hand_over(delivery: Delivery, to: Recipient) -> str:
    circular, language = delivery.circular, to.person.language
    others = circular.deliveries.exclude(pk=delivery.pk)
    if others.filter(address=to.address).exists():
        # Corrected since, to an address that gets it already.
        delivery.state, delivery.reason = State.LEFT_OUT, Reason.DUPLICATE
        delivery.save()
        return str(Reason.DUPLICATE.label)
    letter = write_letter(circular, to, language=language, delivery=delivery)
    link = unsubscribe_url(delivery, letter.language)
    send_later(
        to=to.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        language=letter.language,
        key=f"circular-mail:{circular.uid}:{to.person.pk}",
        headers=headers_of(circular, link),
    )
    delivery.address, delivery.state = to.address, State.HANDED_OVER
    delivery.save()
    return ""


@transaction.atomic
def send_test(circular: Circular, to: Recipient, *, address: str) -> None:
    """What `to` would get, to oneself: in each language that is written."""
    for language in ("it", "en"):
        if not getattr(circular, f"text_{language}").strip():
            continue
        letter = write_letter(circular, to, language=language)
        send_later(
            to=address,
            subject=_("[Test] %(subject)s") % {"subject": letter.subject},
            text=letter.text,
            html=letter.html,
            language=language,
        )
