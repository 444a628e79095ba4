"""The jobs of the house itself: mail, backups, forgetting."""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fondaco.core.backup import back_up_by_schedule
from fondaco.core.outbox.handlers import GiveUpError, Payload, handler
from fondaco.core.outbox.running import RunningEntry
from fondaco.core.outbox.settling import forget_settled
from fondaco.core.outbox.words import REFUSED
from fondaco.core.privacy import purge_due
from fondaco.core.revisions import begin_anew
from fondaco.core.schedule import daily
from fondaco.core.search_index.sending import JOB as SEARCH
from fondaco.core.search_index.sending import send_unsent

_SECRETS = ("text", "html", "headers")


def message_of(payload: Payload) -> EmailMultiAlternatives:
    headers = payload.get("headers", {}) | {
        "Message-ID": payload["message_id"],
        "Content-Language": payload["language"],
    }
    message = EmailMultiAlternatives(
        payload["subject"], payload["text"], to=payload["to"], headers=headers
    )
    if payload.get("html"):
        message.attach_alternative(payload["html"], "text/html")
    return message


def about(payload: Payload) -> str:
    return f"{', '.join(payload.get('to', ()))}: {payload.get('subject', '')}"


# Of the last one to somebody who was erased not even the address stays.
@handler(
    "last_mail",
    label=_("Mail"),
    secrets=(*_SECRETS, "to"),
    leaves=True,
    describe=lambda payload: str(payload.get("subject", "")),
)
@handler("mail", label=_("Mail"), secrets=_SECRETS, leaves=True, describe=about)
def send_mail(payload: Payload, entry: RunningEntry) -> None:
    """What the server refuses did not leave; if it says nothing, nobody knows."""
    message = message_of(payload)
    connection = get_connection()
    connection.open()
    try:
        entry.leave()
        try:
            connection.send_messages([message])
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            entry.stay()
            if _is_final(error):
                raise GiveUpError(f"{REFUSED} {_words_of(error)}") from error
            raise
    finally:
        # It left; how the server says good-bye is no matter.
        with suppress(OSError):
            connection.close()


def _words_of(error: smtplib.SMTPException) -> str:
    """As the server said them: “550 User unknown”."""
    answers: list[tuple[int, Any]]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [*error.recipients.values()]
    else:
        answers = [(getattr(error, "smtp_code", 0), getattr(error, "smtp_error", b""))]
    return ", ".join(f"{code} {_text(words)}" for code, words in answers)


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def _is_final(error: smtplib.SMTPException) -> bool:
    """Codes from 500 on say “never”, those below “not now”."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return getattr(error, "smtp_code", 0) >= 500


@daily("outbox", at="03:10", label=_("Forgetting old jobs"))
def forget_old_jobs() -> None:
    forget_settled()


@daily("revisions", at="03:20", label=_("Forgetting old states of the record"))
def forget_revisions() -> str:
    return str(begin_anew())


@daily("retention", at="03:40", label=_("Letting go of what is kept no longer"))
def let_go() -> str:
    total = sum(purge_due().values())
    return ngettext("%(total)s row", "%(total)s rows", total) % {"total": total}


if settings.BACKUP_DIR:
    daily("backup", at=settings.BACKUP_AT, label=_("Backup"))(back_up_by_schedule)


@handler(SEARCH, label=_("Words for the search server"))
def send_words(payload: Payload, entry: RunningEntry) -> str:
    return str(send_unsent(payload["former"]))


@daily("search", at="04:00", label=_("Words that the search server still lacks"))
def send_what_waits() -> str:
    return str(send_unsent())
