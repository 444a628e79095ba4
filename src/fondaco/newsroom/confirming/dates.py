"""The dates of a reading as partial dates, and back."""

from fondaco.core.partial_dates import SEASONS, PartialDate, Precision
from fondaco.engines.press import Activity

_SEASONS = {month: name for name, month in SEASONS.items()}


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
    if month not in _SEASONS:
        return PartialDate.month(year, month)
    return PartialDate.season(year, _SEASONS[month])


def iso_of(date: PartialDate, *, last: bool = False) -> str | None:
    """As exact as it is, for the engine: 2016-11-24, 2016-11, 2016."""
    day = date.latest if last else date.earliest
    if day is None:
        return None
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.SEASON: 7}
    return day.isoformat()[: length.get(date.precision, 4)]
