"""Mail leaves by the outbox: once, or not at all; a person decides what is in doubt."""

from collections.abc import Mapping, Sequence
from email.utils import make_msgid

from django.conf import settings

from fondaco.core.jobs import message_of
from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import enqueue


def send_later(
    *,
    to: str | Sequence[str],
    subject: str,
    text: str,
    html: str = "",
    language: str,
    key: str = "",
    headers: Mapping[str, str] | None = None,
    is_last: bool = False,
) -> OutboxEntry | None:
    """Write a mail down in the transaction that is open; a worker sends it.

    Its words are forgotten as soon as it left; of the last one to somebody, the address
    too. Each address of `to` sees the others.
    A subject or a header that would break out of its line is a `ValueError` here.
    """
    payload = {
        "to": [to] if isinstance(to, str) else list(to),
        "subject": " ".join(subject.split()),
        "text": text,
        "html": html,
        "language": language,
        # The same at each attempt: who gets two knows them for one.
        "message_id": make_msgid(domain=settings.BASE_URL.hostname),
        "headers": dict(headers or {}),
    }
    message_of(payload).message()
    return enqueue("last_mail" if is_last else "mail", payload, key=key)
