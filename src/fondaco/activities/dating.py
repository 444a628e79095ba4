"""When activities are, for the database to order, group and choose by."""

import datetime as dt

from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, NullIf, Substr
from django.utils.translation import get_language

from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.vocabularies import ActivityStatus

# The date by which an activity is found is its start, or else its end: its first day
# and its last, one for the other where a source leaves that open.
FIRST = Coalesce("start_earliest", "start_latest", "end_earliest", "end_latest")
LAST = Coalesce("start_latest", "start_earliest", "end_latest", "end_earliest")
# Until when it may be under way; None for what has an open end alone.
LAST_DAY = Coalesce("end_latest", "start_latest", "start_earliest")
UNTIL = Coalesce("end_latest", "start_latest", "start_earliest", "end_earliest")

_START = Q(start_earliest__isnull=False, start_latest__isnull=False)
_END = Q(end_earliest__isnull=False, end_latest__isnull=False)
_NO_START = Q(start_earliest__isnull=True, start_latest__isnull=True)
COMING, PAST, UNDATED = range(3)


def year_of(date: Combinable | str) -> Substr:
    """As text: of the functions for dates SQLite knows none but in Python."""
    return Substr(Cast(date, TextField()), 1, 4)


def is_in_year(year: int) -> Q:
    """For activities with `first_day` and `until_day`."""
    return Q(first_day__lte=dt.date(year, 12, 31), until_day__gte=dt.date(year, 1, 1))


def is_coming(today: dt.date) -> Q:
    """To come or under way, as far as dates and status tell; `months.is_coming`."""
    return Q(last_day__gte=today) & ~Q(status=ActivityStatus.HELD)


def dated(activities: ActivityQuerySet) -> ActivityQuerySet:
    return activities.alias(first_day=FIRST, last_day=LAST_DAY, until_day=UNTIL)


def in_order(activities: ActivityQuerySet, today: dt.date) -> ActivityQuerySet:
    """The next first; then the past from the most recent; at the end the undated.

    Within a year, activities of which only the year or season is known come after the
    months.
    """
    month_of = Substr(Cast(FIRST, TextField()), 1, 7)
    one_month = Q(first_month=Substr(Cast(LAST, TextField()), 1, 7))
    is_whole = one_month & (_START | _NO_START & _END)
    return (
        dated(activities)
        .alias(first_month=month_of)
        .alias(
            part=Case(
                When(first_day__isnull=True, then=UNDATED),
                When(is_coming(today), then=COMING),
                default=PAST,
                output_field=IntegerField(),
            ),
            in_month=Case(
                When(is_whole, then=1), default=0, output_field=IntegerField()
            ),
        )
        .alias(
            coming_year=Case(When(part=COMING, then=year_of(FIRST))),
            coming_day=Case(When(part=COMING, then=F("first_day"))),
            coming_key=Case(When(part=COMING, then=F("pk"))),
        )
        .order_by(
            "part",
            "coming_year",
            year_of(FIRST).desc(),
            "-in_month",
            "coming_day",
            F("first_day").desc(),
            "coming_key",
            Case(When(part=UNDATED, then=_title()), default=Value("")),
            "-pk",
        )
    )


def _title() -> Coalesce:
    """In the language of the page, or else in the other: `core.texts.localised`."""
    first, other = ("en", "it") if get_language() == "en" else ("it", "en")
    return Coalesce(NullIf(f"title_{first}", Value("")), F(f"title_{other}"))
