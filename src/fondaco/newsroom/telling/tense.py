"""Whether an activity was, is or is to come, as far as the record knows."""

import datetime as dt
from enum import StrEnum

from fondaco.activities.vocabularies import ActivityStatus
from fondaco.newsroom.telling.facts import Told


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    # Announced for a day that has passed: how it went, nobody has recorded.
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


def tense_of(told: Told, today: dt.date) -> Tense:
    if told.status == ActivityStatus.CANCELLED:
        return Tense.CANCELLED
    if told.status == ActivityStatus.POSTPONED:
        return Tense.POSTPONED
    if told.status == ActivityStatus.HELD:
        return Tense.PAST
    last = told.end.latest or told.start.latest
    is_over = last is not None and last < today
    if told.status == ActivityStatus.UNDER_WAY:
        return Tense.PAST if is_over else Tense.PRESENT
    return Tense.ANNOUNCED if is_over else Tense.FUTURE
