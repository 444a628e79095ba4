"""Taking one job after the other: claimed by one worker, tried again, never doubled."""

import datetime as dt
import logging
import secrets
import time
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox.handlers import GiveUpError, Handler, find_handler
from fondaco.core.outbox.words import MAY_HAVE_LEFT, NOBODY, STOPPED

logger = logging.getLogger(__name__)
State = OutboxEntry.State
# How long a worker is believed to be alive that has not said so again.
LEASE = dt.timedelta(minutes=2)
HELD = (State.RUNNING, State.LEAVING)


class LeaseLostError(Exception):
    """Another worker believed this one dead and took its job."""


class RunningEntry:
    """An entry in the hands of the worker that claimed it."""

    def __init__(self, entry: OutboxEntry) -> None:
        self.entry = entry
        self._told_at = 0.0
        self.is_leaving = False

    def progress(self, done: int, total: int | None = None, words: str = "") -> None:
        """Say how far it is; not more often than anybody looks."""
        is_last = total is not None and done >= total
        if not is_last and time.monotonic() - self._told_at < 1:
            return
        self._told_at = time.monotonic()
        self.write(
            done=done,
            total=total,
            words=words[:300],
            lease_until=timezone.now() + LEASE,
        )

    def leave(self) -> None:
        """Commit that something is about to leave: from here on it is not repeated."""
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            # It must be so after a power failure, too.
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=FULL")
        self.write(state=State.LEAVING, lease_until=timezone.now() + LEASE)
        self.is_leaving = True

    def stay(self) -> None:
        """Take that back: the other side refused, so surely nothing left."""
        self.write(state=State.RUNNING)
        self.is_leaving = False

    def write(self, **values: Any) -> None:
        """Only while it is ours."""
        mine = OutboxEntry.objects.filter(
            pk=self.entry.pk, claim=self.entry.claim, state__in=HELD
        )
        if not mine.update(**values):
            raise LeaseLostError


def claim_next(now: dt.datetime | None = None) -> RunningEntry | None:
    """The next that is due, claimed: two workers never hold the same.

    Looking first costs no lock; on PostgreSQL each worker skips what others look at.
    """
    now = now or timezone.now()
    due = OutboxEntry.objects.filter(state=State.WAITING, due_at__lte=now)
    while due.exists():
        with transaction.atomic():
            entry = due.select_for_update(skip_locked=True).first()
            if entry is None:
                return None
            entry.claim = secrets.token_hex(16)
            entry.started_at = now
            claimed = due.filter(pk=entry.pk).update(
                state=State.RUNNING,
                claim=entry.claim,
                attempts=F("attempts") + 1,
                started_at=now,
                lease_until=now + LEASE,
            )
        if claimed:
            entry.attempts += 1
            return RunningEntry(entry)
    return None


def run(running: RunningEntry) -> str:
    """Do what was claimed, and write down what became of it; its state, for the log."""
    entry = running.entry
    found = find_handler(entry.kind)
    try:
        if found is None:
            raise GiveUpError(NOBODY)
        if found.is_atomic:
            with transaction.atomic():
                _do(running, found)
        else:
            _do(running, found)
    except LeaseLostError:
        logger.warning("%s was taken by another worker.", entry)
        return "lost"
    except Exception as error:
        logger.warning("%s failed: %s", entry, _say(error), exc_info=True)
        return _put_away(running, found, error)
    return State.DONE.value


def _do(running: RunningEntry, found: Handler) -> None:
    entry = running.entry
    words = found.run(entry.payload, running)
    kept = {k: v for k, v in entry.payload.items() if k not in found.secrets}
    said = {"words": str(words)[:300]} if words else {}
    running.write(
        state=State.DONE,
        payload=kept,
        finished_at=timezone.now(),
        last_error="",
        lease_until=None,
        **said,
    )


def _put_away(running: RunningEntry, found: Handler | None, error: Exception) -> str:
    """In doubt if it may have left; to be tried later; or failed, after many tries."""
    attempts = running.entry.attempts
    state, due_at = State.FAILED, running.entry.due_at
    if running.is_leaving:
        state = State.IN_DOUBT
    elif found and attempts < found.attempts and not isinstance(error, GiveUpError):
        state = State.WAITING
        due_at = timezone.now() + found.delay_after(attempts)
    try:
        running.write(
            state=state,
            due_at=due_at,
            last_error=_say(error),
            finished_at=None if state == State.WAITING else timezone.now(),
            lease_until=None,
        )
    except LeaseLostError:
        return "lost"
    return state.value


def _say(error: Exception) -> str:
    text = str(error).strip()
    if isinstance(error, GiveUpError):
        return text[:2000]
    return f"{type(error).__name__}: {text}"[:2000]


def take_back_lost(now: dt.datetime | None = None) -> int:
    """What dead workers held is tried again; what was leaving is in doubt."""
    now = now or timezone.now()
    lost = OutboxEntry.objects.filter(lease_until__lt=now)
    if not lost.filter(state__in=HELD).exists():
        return 0
    doubtful = lost.filter(state=State.LEAVING).update(
        state=State.IN_DOUBT,
        last_error=MAY_HAVE_LEFT,
        finished_at=now,
        lease_until=None,
    )
    again = lost.filter(state=State.RUNNING).update(
        state=State.WAITING, last_error=STOPPED, lease_until=None, due_at=now
    )
    return doubtful + again


def run_due() -> list[str]:
    """Do at once all that is due, as a worker would; the states that it ended in."""
    ended = []
    while running := claim_next():
        ended.append(run(running))
    return ended
