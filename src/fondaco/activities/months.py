"""The calendar's order and headings: what is to come, then each year past by month."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from fondaco.activities.entries import Entry

YEARS = range(1900, 2200)


@dataclass(frozen=True, order=True)
class Month:
    """Where an activity stands: a year and a month, 0 where only the year is known."""

    year: int
    number: int

    @classmethod
    def holding(cls, day: dt.date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def of(cls, entry: Entry) -> "Month | None":
        """None for a date of which not even the year can be said."""
        first = entry.anchor.earliest or entry.anchor.latest
        last = entry.anchor.latest or entry.anchor.earliest
        if first is None or last is None:
            return None
        one_month = (first.year, first.month) == (last.year, last.month)
        is_span = entry.anchor.earliest is None or entry.anchor.latest is None
        return cls(first.year, first.month if one_month and not is_span else 0)

    @property
    def code(self) -> str:
        """As addresses have it: 2016-11."""
        return f"{self.year}-{self.number:02}"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        days = calendar.monthrange(self.year, self.number)[1]
        return dt.date(self.year, self.number, days)

    @property
    def previous(self) -> "Month | None":
        return self._beside(self.year * 12 + self.number - 2)

    @property
    def next(self) -> "Month | None":
        return self._beside(self.year * 12 + self.number)

    @staticmethod
    def _beside(months: int) -> "Month | None":
        """Within the years that the calendar's filter takes."""
        year, month = divmod(months, 12)
        return Month(year, month + 1) if year in YEARS else None

    def in_sentence(self, *, with_year: bool = True) -> str:
        """“novembre 2016”, as the language writes it within a sentence."""
        pattern = "LLLL y" if with_year else "LLLL"
        return format_date(self.first_day, pattern, locale=get_language() or "it")

    def in_words(self, *, with_year: bool) -> str:
        if not self.number:
            words = gettext("%(year)s, month not known") if with_year else ""
            return words % {"year": self.year} if words else gettext("Month not known")
        name = self.in_sentence(with_year=with_year)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Group:
    """The activities of a month, or those of a year whose month is not known."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Part:
    """What is to come, or a year past, or what has no date."""

    anchor: str
    title: str
    groups: list[Group] = field(default_factory=list)


def is_coming(entry: Entry, today: dt.date) -> bool:
    """Whether it is to come or under way, as far as its dates and its status tell."""
    return bool(entry.last_day and entry.last_day >= today and not entry.is_held)


def parts_of(entries: Iterable[Entry], today: dt.date) -> list[Part]:
    """Head a page of activities already `in_order`."""

    def part_of(entry: Entry) -> tuple[str, str]:
        month = Month.of(entry)
        if month is None:
            return "undated", gettext("Date not known")
        if is_coming(entry, today):
            return "upcoming", gettext("Coming up")
        return f"y{month.year}", str(month.year)

    parts = []
    for (anchor, title), among in groupby(entries, key=part_of):
        with_year = anchor == "upcoming"
        groups = [
            Group(month.in_words(with_year=with_year) if month else "", list(ones))
            for month, ones in groupby(among, key=Month.of)
        ]
        parts.append(Part(anchor, title, groups))
    return parts
