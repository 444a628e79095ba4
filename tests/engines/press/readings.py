"""What the tests of the reader share."""

import datetime as dt
from pathlib import Path
from typing import Any

from fondaco.engines.press import Activity, Participation, Reading, read
from fondaco.engines.press.as_json import reading_values

DATA = Path(__file__).parent / "data"
PUBLISHED = dt.date(2016, 11, 28)


def read_one(text: str, published: dt.date | None = PUBLISHED) -> Activity:
    """Read a text that tells of one activity."""
    activities = read(text, published).activities
    assert len(activities) == 1, [activity.title for activity in activities]
    return activities[0]


def roles(activity: Activity) -> list[tuple[str | None, str]]:
    """List who has which role; numbers are left out."""
    named = [part for part in activity.participations if not part.is_count]
    return [(part.organisation, part.role) for part in named]


def numbers(activity: Activity) -> list[tuple[int | None, int | None, bool]]:
    """List the counts."""
    counted = [part for part in activity.participations if part.is_count]
    return [(part.count, part.of, part.some) for part in counted]


def part_of(activity: Activity, organisation: str) -> Participation:
    """Give the participation of an organisation."""
    return next(p for p in activity.participations if p.organisation == organisation)


def bare(reading: Reading) -> dict[str, Any]:
    """Give a reading as JSON, without spans, evidence and confidence."""
    values = reading_values(reading)
    for activity in values["activities"]:
        del activity["confidence"], activity["evidence"]
        for part in activity["participations"]:
            del part["quote"], part["span"]
    for fact in values["facts"]:
        del fact["quote"], fact["span"]
    del values["published"]
    return values
