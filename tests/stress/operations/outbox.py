"""Mails by the outbox."""

import datetime as dt
from typing import Any

from fondaco.core.mail import send_later
from fondaco.core.models import OutboxEntry, WorkerSign
from fondaco.core.outbox import running
from fondaco.core.worker import Worker
from tests.stress.operations import operation

# So that the next worker need not wait for two minutes.
running.LEASE = dt.timedelta(milliseconds=300)


@operation
def write_mails(number: int) -> list[str]:
    OutboxEntry.objects.all().delete()
    ids = []
    for each in range(number):
        entry = send_later(
            to=f"reader{each}@example.org", subject=f"{each}", text="x", language="en"
        )
        assert entry is not None
        ids.append(entry.payload["message_id"])
    return ids


@operation
def drain() -> int:
    return Worker(lambda line: None).drain()


@operation
def mails() -> dict[str, list[str]]:
    """The marks of all mails, by the state of their entries."""
    found: dict[str, list[str]] = {}
    for entry in OutboxEntry.objects.filter(kind="mail"):
        found.setdefault(entry.state, []).append(_mark(entry.payload))
    return found


def _mark(payload: dict[str, Any]) -> str:
    return str(payload["message_id"])


@operation
def workers() -> list[int]:
    """The processes of the workers that said they live, as each signs itself."""
    names = WorkerSign.objects.values_list("name", flat=True)
    return [int(name.split(":")[1]) for name in names]
