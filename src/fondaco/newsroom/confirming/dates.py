"""The dates of a reading as partial dates, and back."""

import datetime as dt

from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.engines.press import Activity


def dates_of(read: Activity) -> tuple[PartialDate, PartialDate]:
    """When it begins and, where it lasts several days, when it ends."""
    if read.start is None:
        return PartialDate.unknown(), PartialDate.unknown()
    if read.precision == Precision.SEASON:
        return _season(read.start), PartialDate.unknown()
    start = PartialDate.parse(read.start)
    end = PartialDate.parse(read.end) if read.end else PartialDate.unknown()
    return start, PartialDate.unknown() if end == start else end


def _season(first: str) -> PartialDate:
    year, month = (*map(int, first.split("-")), 1)[:2]
    day = dt.date(year, month, 1)
    names = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
    return PartialDate.season(year, names[month]) if month in names else _month(day)


def _month(day: dt.date) -> PartialDate:
    return PartialDate.month(day.year, day.month)


def iso_of(date: PartialDate, *, last: bool = False) -> str | None:
    """As exact as it is, for the engine: 2016-11-24, 2016-11, 2016."""
    day = date.latest if last else date.earliest
    if day is None:
        return None
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.SEASON: 7}
    return day.isoformat()[: length.get(date.precision, 4)]
