"""What an expression of a date says, before anybody knows which days it means."""

from dataclasses import dataclass, replace
from enum import Enum


class Unit(Enum):
    """What a relative expression counts in."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Partial:
    """As much of a date as was said.

    Parameters
    ----------
    year, month, day
        None where nothing was said.
    weekday
        From 0 for Monday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """One date or span of time in a text.

    Parameters
    ----------
    start, end
        Where it stands, in the plain text.
    first, last
        What it says; the same where it is one date.
    modifier
        ``next``, ``last``, ``this``, ``next_year``, ``last_year`` or nothing.
    bound
        ``since``, ``until``, ``deadline`` where only one end is said, or nothing.
    season
        The season's name.
    unit, shift
        Of relative ones: how many units from the day of publication.
    is_borrowed
        Whether its month is that of a date before it, in another sentence.
    until
        Of “da lunedì a ieri”, how many days from it the last one is.
    """

    start: int
    end: int
    first: Partial = Partial()
    last: Partial = Partial()
    modifier: str = ""
    bound: str = ""
    season: str = ""
    unit: Unit | None = None
    shift: int = 0
    until: int | None = None
    is_borrowed: bool = False

    def in_year(self, year: int) -> "Expression":
        """Give the same days of a year, if they have a month and no year.

        Parameters
        ----------
        year
            The year.
        """
        dates = (self.first, self.last)
        if any(date.month is None or date.year is not None for date in dates):
            return self
        wraps = (self.first.month or 0) > (self.last.month or 0)
        first, last = replace(self.first, year=year), replace(self.last, year=year)
        return replace(self, first=first, last=replace(last, year=year + wraps))
