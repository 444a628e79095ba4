"""What a person decides of a job, and what becomes of it with time."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox.handlers import find_handler

State = OutboxEntry.State
KEPT = dt.timedelta(days=30)


def try_again(pk: int) -> bool:
    """What failed, is in doubt or waits is due now, with all its attempts before it."""
    now = timezone.now()
    return bool(
        OutboxEntry.objects.filter(
            pk=pk, state__in=(State.FAILED, State.IN_DOUBT, State.WAITING)
        ).update(state=State.WAITING, attempts=0, due_at=now, finished_at=None)
    )


def try_all_again() -> int:
    """What failed; what is in doubt is decided one by one."""
    failed = OutboxEntry.objects.filter(state=State.FAILED)
    return failed.update(
        state=State.WAITING, attempts=0, due_at=timezone.now(), finished_at=None
    )


def give_up(pk: int) -> bool:
    """It is not done, and what it would have said is forgotten."""
    entry = OutboxEntry.objects.filter(pk=pk).first()
    if entry is None:
        return False
    found = find_handler(entry.kind)
    hidden = found.secrets if found else ()
    payload = {k: v for k, v in entry.payload.items() if k not in hidden}
    return bool(
        OutboxEntry.objects.filter(
            pk=pk, state__in=(State.FAILED, State.IN_DOUBT, State.WAITING)
        ).update(state=State.DROPPED, payload=payload, finished_at=timezone.now())
    )


def forget_settled(now: dt.datetime | None = None) -> None:
    """After thirty days: the job is gone, or nothing of it is left but its key.

    What nobody settled in that time is given up: it may hold somebody's address.
    """
    old = (now or timezone.now()) - KEPT
    settled = OutboxEntry.objects.filter(
        state__in=(State.DONE, State.DROPPED), finished_at__lt=old
    )
    settled.filter(Q(key="") | Q(key__startswith="daily:")).delete()
    settled.exclude(payload={}).update(payload={}, words="", last_error="")
    for pk in OutboxEntry.objects.filter(
        state__in=(State.FAILED, State.IN_DOUBT), finished_at__lt=old
    ).values_list("pk", flat=True):
        give_up(pk)
