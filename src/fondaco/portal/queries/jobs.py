"""What waits, runs and went wrong, as administrators read it."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.functional import Promise

from fondaco.core.models import OutboxEntry, WorkerSign
from fondaco.core.outbox import failures
from fondaco.core.outbox.handlers import find_handler
from fondaco.core.outbox.queries import OPEN
from fondaco.core.outbox.words import say
from fondaco.core.schedule import KIND, Daily, all_dailies

State = OutboxEntry.State
MOST = 50
# A worker says every 20 seconds that it is there.
SILENCE = dt.timedelta(minutes=3)
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Job:
    entry: OutboxEntry
    label: str | Promise
    about: str
    error: str

    @property
    def is_in_doubt(self) -> bool:
        return self.entry.state == State.IN_DOUBT

    @property
    def runs(self) -> bool:
        return self.entry.state in (State.RUNNING, State.LEAVING)


@dataclass(frozen=True)
class DailyLine:
    daily: Daily
    last: OutboxEntry | None
    coming: OutboxEntry | None


@dataclass(frozen=True)
class JobsPage:
    needing: list[Job]
    number_needing: int
    number_failed: int
    open: list[Job]
    number_open: int
    number_due: int
    number_done: int
    dailies: list[DailyLine]
    worker_seen_at: dt.datetime | None
    now: dt.datetime

    @property
    def is_worker_alive(self) -> bool:
        seen = self.worker_seen_at
        return seen is not None and self.now - seen < SILENCE

    @property
    def is_moving(self) -> bool:
        """Whether a look again in a moment would show something else."""
        return self.is_worker_alive and any(
            job.runs or job.entry.due_at <= self.now for job in self.open
        )

    @property
    def has_backups(self) -> bool:
        return bool(settings.BACKUP_DIR)


def read_jobs() -> JobsPage:
    now = timezone.now()
    is_daily = Q(kind__startswith=KIND.format(""))
    is_open = Q(state__in=OPEN) & ~(is_daily & Q(state=State.WAITING, due_at__gt=now))
    counts = OutboxEntry.objects.aggregate(
        needing=Count("pk", filter=Q(state__in=(State.FAILED, State.IN_DOUBT))),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        open=Count("pk", filter=is_open),
        due=Count("pk", filter=Q(state=State.WAITING, due_at__lte=now)),
        done=Count("pk", filter=Q(state=State.DONE, finished_at__gt=now - A_DAY)),
    )
    # What runs comes first: “running” and “leaving” have a lease, what waits has none.
    opened = OutboxEntry.objects.filter(is_open).order_by(
        F("lease_until").desc(nulls_last=True), "due_at", "pk"
    )[:MOST]
    return JobsPage(
        needing=[_job(one) for one in failures().order_by("-finished_at")[:MOST]],
        number_needing=counts["needing"],
        number_failed=counts["failed"],
        open=[_job(one) for one in opened],
        number_open=counts["open"],
        number_due=counts["due"],
        number_done=counts["done"],
        dailies=_dailies(is_daily),
        worker_seen_at=WorkerSign.objects.aggregate(seen=Max("seen_at"))["seen"],
        now=now,
    )


def _job(entry: OutboxEntry) -> Job:
    found = find_handler(entry.kind)
    return Job(
        entry,
        found.label if found else entry.kind,
        found.describe(entry.payload) if found else "",
        say(entry.last_error),
    )


def _dailies(is_daily: Q) -> list[DailyLine]:
    last: dict[str, OutboxEntry] = {}
    coming: dict[str, OutboxEntry] = {}
    entries = OutboxEntry.objects.filter(is_daily, state__in=(State.DONE, *OPEN))
    for entry in entries.order_by("finished_at", "pk"):
        (last if entry.state == State.DONE else coming)[entry.kind] = entry
    return [
        DailyLine(one, last.get(one.kind), coming.get(one.kind))
        for one in all_dailies()
    ]
