"""A month of the calendar as weeks of days, with what lasts some days across them."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fondaco.activities.entries import Entry
from fondaco.activities.months import Month
from fondaco.core.partial_dates import Precision


@dataclass(frozen=True)
class Day:
    """A day of the grid; those of the months beside have no date."""

    date: dt.date | None
    is_today: bool = False


@dataclass(frozen=True)
class Cell:
    """Days of a week on which an activity lies, or one on which none does."""

    span: int
    entry: Entry | None = None
    has_begun: bool = False
    goes_on: bool = False
    is_beside: bool = False


@dataclass(frozen=True)
class Week:
    days: list[Day]
    rows: list[list[Cell]]


def days_of(entry: Entry) -> tuple[dt.date, dt.date] | None:
    """The first and the last day, where both are known to the day."""
    start, end = entry.start, entry.end
    if start.precision != Precision.DAY or start.earliest is None:
        return None
    if end.earliest is None and end.latest is None:
        return start.earliest, start.earliest
    if end.precision != Precision.DAY or end.latest is None:
        return None
    return start.earliest, end.latest


def lies_in(entry: Entry, month: Month) -> bool:
    """Whether it takes place in a month, as far as its dates tell."""
    first, last = _bounds(entry)
    if first is None or last is None:
        return False
    return first <= month.last_day and last >= month.first_day


def months_of(entry: Entry) -> Iterator[Month]:
    """The months in which it surely takes place: none where only the year is known."""
    days, month = days_of(entry), Month.of(entry)
    if days is not None:
        while month is not None and month <= Month.holding(days[1]):
            yield month
            month = month.next
    elif month is not None and month.number:
        yield month


def weeks_of(month: Month, entries: Iterable[Entry], today: dt.date) -> list[Week]:
    """From Monday to Sunday; `entries` are known to the day, the first to begin first.

    An activity takes the first free row of each week: the longer above the shorter.
    """
    dated = [(*lasting, one) for one in entries if (lasting := days_of(one))]
    dated.sort(key=lambda each: (each[0], -each[1].toordinal(), each[2].pk))
    weeks = []
    for dates in calendar.Calendar().monthdatescalendar(month.year, month.number):
        shown = [day for day in dates if day.month == month.number]
        days = [Day(day, day == today) if day in shown else Day(None) for day in dates]
        among = [each for each in dated if each[0] <= shown[-1] and each[1] >= shown[0]]
        before = dates.index(shown[0])
        rows = [_row(row, shown, before) for row in _packed(among, shown[0])]
        weeks.append(Week(days, rows))
    return weeks


def _bounds(entry: Entry) -> tuple[dt.date | None, dt.date | None]:
    first = entry.anchor.earliest or entry.anchor.latest
    return first, entry.last_day or first


Dated = tuple[dt.date, dt.date, Entry]


def _packed(dated: list[Dated], first: dt.date) -> list[list[Dated]]:
    """In as few rows as hold them without two on one day."""
    rows: list[list[Dated]] = []
    for each in dated:
        begins = max(each[0], first)
        row = next((row for row in rows if row[-1][1] < begins), None)
        if row is None:
            rows.append([each])
        else:
            row.append(each)
    return rows


def _row(dated: list[Dated], shown: list[dt.date], before: int) -> list[Cell]:
    """Cells for all seven days."""
    cells = [Cell(1, is_beside=True)] * before
    for first, last, entry in dated:
        begins = shown.index(max(first, shown[0]))
        ends = shown.index(min(last, shown[-1]))
        cells += [Cell(1)] * (before + begins - sum(cell.span for cell in cells))
        cells.append(Cell(ends - begins + 1, entry, first < shown[0], last > shown[-1]))
    cells += [Cell(1)] * (before + len(shown) - sum(cell.span for cell in cells))
    cells += [Cell(1, is_beside=True)] * (7 - sum(cell.span for cell in cells))
    return cells
