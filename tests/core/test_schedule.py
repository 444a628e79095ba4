"""Once a day: caught up once if missed, never twice."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox.handlers import find_handler
from fondaco.core.outbox.running import claim_next, run
from fondaco.core.schedule import schedule_dailies

pytestmark = pytest.mark.django_db
ROME = ZoneInfo("Europe/Rome")
KIND = "daily:outbox"


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=ROME)


def keys() -> list[str]:
    return sorted(OutboxEntry.objects.filter(kind=KIND).values_list("key", flat=True))


def test_a_missed_run_is_caught_up_once_and_the_next_is_of_its_day() -> None:
    schedule_dailies(at(1, 12))
    schedule_dailies(at(1, 13))
    assert keys() == [f"{KIND}:2026-11-02"]

    # Nobody works for three days.
    schedule_dailies(at(5, 1))
    assert keys() == [f"{KIND}:2026-11-02"]
    while running := claim_next(at(5, 1)):
        run(running)
    schedule_dailies(at(5, 2))
    schedule_dailies(at(5, 2))
    assert keys() == [f"{KIND}:2026-11-02", f"{KIND}:2026-11-05"]
    assert find_handler(KIND) is not None
