"""A month of the calendar: its grid, what may fall in it, and the way to the others."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from fondaco.activities.entries import Entry
from fondaco.activities.facets import address_of
from fondaco.activities.filters import MONTH, VIEW, Selection
from fondaco.activities.month_grid import (
    Week,
    days_of,
    lies_in,
    months_of,
    weeks_of,
)
from fondaco.activities.months import Group, Month
from fondaco.activities.tabs import IN_MONTH

# Of what has no month every month would list all: the list has the rest.
FEW = 20


@dataclass(frozen=True)
class Step:
    """A month to go to, with how many activities are surely in it."""

    label: str
    url: str
    count: int = 0
    is_here: bool = False


@dataclass(frozen=True)
class MonthPage:
    title: str
    sentence: str
    weekdays: list[dt.date]
    weeks: list[Week]
    dated: list[Entry]
    perhaps: list[Group]
    # The list of the year, where it holds more than is shown here.
    rest_url: str
    previous: Step | None
    next: Step | None
    today: Step | None
    years: list[Step]
    months: list[Step]


def lay_out_month(
    entries: list[Entry],
    month: Month | None,
    today: dt.date,
    selection: Selection,
    address: str,
) -> MonthPage:
    """`entries` are those found, in order; without a month, that nearest to today."""

    def step(to: Month, label: str, count: int = 0) -> Step:
        url = address_of(selection, address, **{VIEW: IN_MONTH, MONTH: to.code})
        return Step(label, url, count, to == month)

    counts = Counter(month for entry in entries for month in months_of(entry))
    month = month or nearest(entries, counts, today)
    within = [entry for entry in entries if lies_in(entry, month)]
    dated = sorted(
        (entry for entry in within if days_of(entry)),
        key=lambda entry: (days_of(entry), entry.pk),
    )
    perhaps, is_cut = _perhaps([one for one in within if not days_of(one)], month)
    year = selection.relaxing("year").adding("year", str(month.year))
    this = Month.holding(today)
    return MonthPage(
        title=month.in_words(with_year=True),
        sentence=_sentence(counts[month], month),
        # Any Monday and the days after it: only their names are shown.
        weekdays=[dt.date(2024, 1, day) for day in range(1, 8)],
        weeks=weeks_of(month, dated, today),
        dated=dated,
        perhaps=perhaps,
        rest_url=address_of(year, address) if is_cut else "",
        previous=step(before, _name(before)) if (before := month.previous) else None,
        next=step(after, _name(after)) if (after := month.next) else None,
        today=None if this == month else step(this, gettext("This month")),
        years=_years(counts, month, step),
        months=[
            step(one, one.in_sentence(with_year=False), counts[one])
            for one in (Month(month.year, number) for number in range(1, 13))
        ],
    )


def _sentence(count: int, month: Month) -> str:
    if not count:
        text = gettext("No activity is known to be in %(month)s.")
        return text % {"month": month.in_sentence()}
    text = ngettext(
        "%(count)s activity in %(month)s.", "%(count)s activities in %(month)s.", count
    )
    return text % {"count": count, "month": month.in_sentence()}


def nearest(entries: Iterable[Entry], counts: Counter[Month], today: dt.date) -> Month:
    """This month if it has anything; else of the next activity, or of the latest."""
    this = Month.holding(today)
    if this in counts:
        return this
    for entry in entries:
        months = list(months_of(entry))
        if months:
            return months[-1] if months[-1] < this else months[0]
    return this


def _perhaps(entries: list[Entry], month: Month) -> tuple[list[Group], bool]:
    """What may fall in a month, by how closely that is known; whether some is left."""
    name = {"month": month.in_sentence()}
    within = [entry for entry in entries if Month.of(entry) == month]
    others = [entry for entry in entries if Month.of(entry) != month]
    groups = [
        Group(gettext("In %(month)s, day not known") % name, within),
        Group(gettext("Perhaps in %(month)s: month not known") % name, others[:FEW]),
    ]
    return [group for group in groups if group.entries], len(others) > FEW


def _years(
    counts: Counter[Month], month: Month, step: Callable[[Month, str, int], Step]
) -> list[Step]:
    """Each year with activities, at the first month that has any."""
    first: dict[int, Month] = {month.year: month}
    for one in sorted(counts):
        first.setdefault(one.year, one)
    return [
        replace(step(first[year], str(year), 0), is_here=year == month.year)
        for year in sorted(first)
    ]


def _name(month: Month) -> str:
    return month.in_words(with_year=True)
