"""A status that the days have overtaken: announced for a date that has passed.

What the source said stays, and nothing more is claimed: it may have been held or not.
"""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from fondaco.activities.vocabularies import ActivityStatus
from fondaco.core.partial_dates import PartialDate

# What one says of an activity before it is over.
BEFOREHAND = (
    ActivityStatus.PLANNED,
    ActivityStatus.ANNOUNCED,
    ActivityStatus.UNDER_WAY,
)


def is_overtaken(status: str, start: PartialDate, end: PartialDate) -> bool:
    """Whether it is surely over, and nobody has said since how it went."""
    if status not in BEFOREHAND:
        return False
    has_end = end.earliest is not None or end.latest is not None
    last = end.latest if has_end else start.latest
    return last is not None and last < timezone.localdate()


def overtaken(today: dt.date) -> Q:
    """The same, of the rows of activities."""
    ended = Q(end_latest__lt=today) | Q(
        end_earliest=None, end_latest=None, start_latest__lt=today
    )
    return ended & Q(status__in=BEFOREHAND)
