"""The months of a year that its activities touch."""

from typing import Literal

from babel.dates import get_month_names
from django.utils.translation import get_language, gettext

from fondaco.core.partial_dates import Precision
from fondaco.presence.facts import ActivityFact

# Of activities of which no month is known, or no more than a season or the year.
NO_MONTH = 0


def month_name(month: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
    if month == NO_MONTH:
        return gettext("Month not known")
    names = get_month_names(width, context="stand-alone", locale=get_language() or "it")
    return str(names[month])


def months_of(activity: ActivityFact) -> range:
    """The months of the year that it touches, or that of those not known."""
    start, end = activity.start, activity.end
    known = start.precision in (Precision.DAY, Precision.MONTH)
    if not known or start.earliest is None or start.latest is None:
        return range(NO_MONTH, NO_MONTH + 1)
    last = end.latest or start.latest
    ends = 12 if last.year > start.earliest.year else last.month
    return range(start.earliest.month, ends + 1)
