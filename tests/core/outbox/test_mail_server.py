"""What a mail server answers decides: a mail is tried again, failed or in doubt."""

import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from pytest_django.fixtures import Settings

from fondaco.core.mail import send_later
from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due

pytestmark = pytest.mark.django_db
ERRORS: list[Exception] = []


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise ERRORS[-1]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPDataError(451, b"later"), "waiting"),
        (smtplib.SMTPDataError(550, b"never"), "failed"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"who?")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"full")}), "waiting"),
        (smtplib.SMTPServerDisconnected("gone"), "in_doubt"),
        (TimeoutError("silence"), "in_doubt"),
    ],
)
def test_the_answer_of_the_mail_server_decides(
    settings: Settings, error: Exception, state: str
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    ERRORS.append(error)
    send_later(
        to="a@example.org", subject="s", text="t", html="<p>t</p>", language="it"
    )
    assert run_due() == [state]
    entry = OutboxEntry.objects.get()
    assert "text" in entry.payload
    if state == "failed":
        assert entry.last_error in ("#refused 550 never", "#refused 550 who?")


def test_a_header_does_not_break_out_of_its_line() -> None:
    with pytest.raises(ValueError, match="newlines"):
        send_later(
            to="a@example.org",
            subject="s",
            text="t",
            language="it",
            headers={"X-List": "a\nBcc: b@example.org"},
        )
    assert OutboxEntry.objects.count() == 0
