"""Writing down what is to be done."""

import datetime as dt
from typing import Any

from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox.handlers import find_handler


def enqueue(
    kind: str,
    payload: dict[str, Any] | None = None,
    *,
    key: str = "",
    due_at: dt.datetime | None = None,
) -> OutboxEntry | None:
    """Write a job down in the transaction that is open; None if its key is known.

    A key is used once, for ever: of whatever asks twice, the second is not done. It
    outlives the job, so it names nobody.
    """
    if find_handler(kind) is None:
        raise LookupError(f"Nobody does jobs of the kind {kind!r}.")
    values = {
        "kind": kind,
        "payload": payload or {},
        "due_at": due_at or timezone.now(),
    }
    if not key:
        return OutboxEntry.objects.create(**values)
    entry, is_new = OutboxEntry.objects.get_or_create(key=key, defaults=values)
    return entry if is_new else None
