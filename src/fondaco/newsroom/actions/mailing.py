"""A bulletin by mail: written down at once for everybody, and sent once to each."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from fondaco.core.actions import Actor, save_record
from fondaco.core.mail import send_later
from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import enqueue
from fondaco.core.outbox.words import REFUSED
from fondaco.newsroom.letters import end_url, headers_of, write_bulletin
from fondaco.newsroom.models import Bulletin, BulletinMail, Subscriber
from fondaco.newsroom.queries.subscribers import subscribers_of
from fondaco.newsroom.vocabularies import MailState

MAIL = "bulletin_mail"
_KEY = "bulletin-mail:"


@transaction.atomic
def send_bulletin(
    bulletin: Bulletin, *, actor: Actor, expected: int | None = None
) -> int:
    """Write a mail to each confirmed subscriber down, once for ever.

    `expected` is the number that the person saw: another one is for them to judge.
    """
    held = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    if not held.is_public:
        raise ValidationError(_("Only what is published is sent."))
    if held.mailed_at:
        raise ValidationError(_("It was sent already."))
    going = list(subscribers_of(held))
    if expected is not None and len(going) != expected:
        text = npgettext(
            "bulletin",
            "Meanwhile %(number)d person would get it. Look again before you send it.",
            "Meanwhile %(number)d people would get it. Look again before you send it.",
            len(going),
        )
        raise ValidationError(text % {"number": len(going)})
    if not going:
        return 0
    held.mailed_at = timezone.now()
    save_record(held, actor=actor, reason="send")
    mails = BulletinMail.objects.bulk_create(
        BulletinMail(bulletin=held, subscriber=one, language=one.language)
        for one in going
    )
    for mail in mails:
        enqueue(MAIL, {"mail": mail.pk}, key=f"{MAIL}:{mail.pk}")
    return len(going)


@transaction.atomic
def cancel_mails(bulletin: Bulletin, *, actor: Actor) -> int:
    """Keep back what has not been handed to the post; how many mails that were."""
    held = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    waiting = held.mails.filter(state=MailState.WAITING)
    kept = waiting.update(state=MailState.CANCELLED, changed_at=timezone.now())
    if kept:
        save_record(held, actor=actor, reason="cancel")
    return kept


@transaction.atomic
def deliver(key: int) -> str:
    """Hand one mail to the post, if its person still wants it."""
    mails = BulletinMail.objects.select_for_update(of=("self",))
    mail = mails.filter(pk=key).first()
    if mail is None or mail.state != MailState.WAITING:
        return ""
    subscriber = mail.subscriber
    if subscriber is None or subscriber.bounced_at:
        mail.state = MailState.LEFT_OUT
        mail.save()
        return str(MailState.LEFT_OUT.label)
    letter = write_bulletin(mail.bulletin, subscriber.language, subscriber)
    send_later(
        to=subscriber.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        language=letter.language,
        key=f"{_KEY}{mail.pk}",
        headers=headers_of(end_url(subscriber)),
    )
    mail.state = MailState.HANDED_OVER
    mail.save()
    return ""


@transaction.atomic
def send_test(bulletin: Bulletin, *, address: str) -> None:
    """To oneself, in each language that is written."""
    for language in bulletin.written_in:
        letter = write_bulletin(bulletin, language)
        send_later(
            to=address,
            subject=_("[Test] %(subject)s") % {"subject": letter.subject},
            text=letter.text,
            html=letter.html,
            language=letter.language,
        )


@transaction.atomic
def note_refused() -> int:
    """Mails that a server refused for good; nothing more is sent to their addresses."""
    refused = OutboxEntry.objects.filter(
        key__startswith=_KEY,
        state=OutboxEntry.State.FAILED,
        last_error__contains=REFUSED,
    )
    keys = [
        int(key.removeprefix(_KEY)) for key in refused.values_list("key", flat=True)
    ]
    found: list[Any] = list(
        BulletinMail.objects.select_related("subscriber").filter(
            pk__in=keys, state=MailState.HANDED_OVER
        )
    )
    for mail in found:
        mail.state = MailState.REFUSED
        mail.save()
        if mail.subscriber:
            _mark_bounced(mail.subscriber)
    return len(found)


def _mark_bounced(subscriber: Subscriber) -> None:
    subscriber.bounced_at = timezone.now()
    subscriber.save()
