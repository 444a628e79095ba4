"""A mail leaves once, or not at all, or nobody knows and a person decides."""

import pytest
from django.core import mail

from fondaco.core.mail import send_later
from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due

pytestmark = pytest.mark.django_db


def test_a_mail_leaves_when_a_worker_runs_and_its_words_are_forgotten() -> None:
    entry = send_later(
        to="ada@example.org", subject="Ciao\nAda", text="segreto", language="it"
    )
    assert mail.outbox == []
    assert run_due() == ["done"]
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ada@example.org"], "Ciao Ada")
    entry.refresh_from_db()
    assert sorted(entry.payload) == ["language", "message_id", "subject", "to"]
    assert run_due() == []


def test_a_key_sends_once_for_ever() -> None:
    words = {"to": "a@example.org", "subject": "s", "text": "t", "language": "en"}
    assert send_later(**words, key="k") is not None
    assert send_later(**words, key="k") is None
    assert run_due() == ["done"]
    assert send_later(**words, key="k") is None
    assert OutboxEntry.objects.count() == 1
