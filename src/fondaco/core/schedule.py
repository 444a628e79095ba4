"""What is done once a day: caught up once if it was missed, never done twice."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import enqueue
from fondaco.core.outbox.handlers import Payload, discover, handler
from fondaco.core.outbox.running import RunningEntry

State = OutboxEntry.State
KIND = "daily:{}"


@dataclass(frozen=True)
class Daily:
    name: str
    at: dt.time
    label: str | Promise

    @property
    def kind(self) -> str:
        return KIND.format(self.name)

    def at_day(self, day: dt.date) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(day, self.at))


_dailies: dict[str, Daily] = {}


def daily(
    name: str, *, at: str, label: str | Promise = "", atomic: bool = False
) -> Callable[[Callable[[], str | None]], Callable[[], str | None]]:
    """Register what the worker runs once a day, at a local time such as 06:00.

    It stands in a module `jobs` of its app. What it returns, if anything, is shown
    beside the job. With `atomic`, what it writes and that it ran are one transaction.
    """
    time = dt.time.fromisoformat(at)

    def register(run: Callable[[], str | None]) -> Callable[[], str | None]:
        one = _dailies[name] = Daily(name, time, label or name)

        @handler(one.kind, label=one.label, attempts=4, atomic=atomic)
        def run_daily(payload: Payload, entry: RunningEntry) -> str | None:
            return run()

        return run

    return register


def schedule_dailies(now: dt.datetime | None = None) -> None:
    """See that each has its next run among what waits.

    A run whose time passed while no worker was there still waits, so it is caught up
    once; only then the next is written, under the key of its day.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    open_kinds = set(
        OutboxEntry.objects.filter(
            kind__startswith=KIND.format(""),
            state__in=(State.WAITING, State.RUNNING, State.LEAVING),
        ).values_list("kind", flat=True)
    )
    for one in all_dailies():
        if one.kind in open_kinds:
            continue
        for day in (today, today + dt.timedelta(days=1)):
            due = one.at_day(day)
            key = f"{one.kind}:{day.isoformat()}"
            if due > now and enqueue(one.kind, key=key, due_at=due):
                break


def all_dailies() -> list[Daily]:
    discover()
    return sorted(_dailies.values(), key=lambda one: one.at)
