"""Dates as sources give them: a day, a month, a season, a year, or between two days."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext, pgettext_lazy

from fondaco.core.date_names import (
    Name,
    language_of,
    name_day,
    name_month,
    name_season,
    name_year,
)
from fondaco.core.written_dates import read_numbers, read_season


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    UNKNOWN = "unknown"


PRECISIONS = [
    (Precision.DAY.value, gettext_lazy("day")),
    (Precision.MONTH.value, gettext_lazy("month")),
    (Precision.SEASON.value, gettext_lazy("season")),
    (Precision.YEAR.value, gettext_lazy("year")),
    (Precision.UNKNOWN.value, pgettext_lazy("precision", "unknown")),
]

# Meteorological seasons; a winter begins in the December of the year that names it.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True)
class PartialDate:
    """A date known to lie between `earliest` and `latest`, both included.

    Either end may be None where the source leaves it open. The precision of a span
    that is neither a whole year, season nor month is the smallest that holds it.
    """

    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("The earliest day must not be after the latest.")
        one_day = self.earliest is not None and self.earliest == self.latest
        if self.precision == Precision.DAY and not one_day:
            raise ValueError("A date known to the day has one day.")

    @classmethod
    def unknown(cls) -> "PartialDate":
        return cls(None, None, Precision.UNKNOWN)

    @classmethod
    def day(cls, day: dt.date) -> "PartialDate":
        return cls(day, day, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> "PartialDate":
        last = calendar.monthrange(year, month)[1]
        return cls(dt.date(year, month, 1), dt.date(year, month, last), Precision.MONTH)

    @classmethod
    def season(cls, year: int, season: str) -> "PartialDate":
        first = SEASONS[season]
        end_year, end_month = (year + 1, 2) if first == 12 else (year, first + 2)
        last = calendar.monthrange(end_year, end_month)[1]
        return cls(
            dt.date(year, first, 1),
            dt.date(end_year, end_month, last),
            Precision.SEASON,
        )

    @classmethod
    def year(cls, year: int) -> "PartialDate":
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)

    @classmethod
    def between(cls, earliest: dt.date | None, latest: dt.date | None) -> "PartialDate":
        """A date of which only the two ends are known, or one of them."""
        if earliest is None or latest is None or earliest.year != latest.year:
            return cls(earliest, latest, Precision.UNKNOWN)
        if earliest == latest:
            return cls.day(earliest)
        one_month = earliest.month == latest.month
        return cls(earliest, latest, Precision.MONTH if one_month else Precision.YEAR)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read what people and files write, in Italian, English or ISO 8601.

        A day, a month, a season, a year, or two of them with a slash between, where
        `..` leaves an end open. Raises ValueError, with a sentence for the person,
        for anything else.
        """
        written = text.strip()
        text = " ".join(text.lower().replace("º", "").replace("°", "").split())
        if text in {"", "?", "unknown"}:
            return cls.unknown()
        try:
            if "/" in text and not re.fullmatch(r"\d{1,2}/(\d{1,2}/)?\d{4}", text):
                return cls._parse_span(*text.split("/", 1))
            return cls._parse_one(text)
        except (ValueError, OverflowError) as error:
            raise ValueError(
                _(
                    "“%(text)s” is not a date we can read. Write a day (23/11/2016), "
                    "a month (11/2016), a season (autumn 2016), a year (2016) or two "
                    "days with a slash between (2016-11-25/2016-11-30)."
                )
                % {"text": written}
            ) from error

    @classmethod
    def _parse_one(cls, text: str) -> "PartialDate":
        if season := read_season(text):
            return cls.season(*season)
        year, *rest = read_numbers(text)
        match rest:
            case []:
                return cls.year(year)
            case [month]:
                return cls.month(year, month)
            case _:
                return cls.day(dt.date(year, *rest))

    @classmethod
    def _parse_span(cls, first: str, second: str) -> "PartialDate":
        begin, end = (
            None if part in {"", ".."} else cls._parse_one(part)
            for part in (first.strip(), second.strip())
        )
        earliest = begin.earliest if begin else None
        latest = end.latest if end else None
        if earliest is None and latest is None:
            raise ValueError("A span needs at least one end.")
        for whole in (begin, end):
            if whole and (whole.earliest, whole.latest) == (earliest, latest):
                return whole
        return cls.between(earliest, latest)

    def __str__(self) -> str:
        """The form that `parse` reads back, as the data files hold it."""
        if self.precision == Precision.DAY:
            return str(self.earliest)
        if self.earliest is None and self.latest is None:
            return ""
        if self.is_whole and self.earliest:
            year = self.earliest.year
            if self.precision == Precision.YEAR:
                return f"{year:04}"
            if self.precision == Precision.MONTH:
                return f"{year:04}-{self.earliest.month:02}"
            return f"{year:04}-{self.season_name}"
        return f"{self.earliest or '..'}/{self.latest or '..'}"

    def in_words(self, language: str | None = None) -> str:
        with override(language_of(language)):
            return _words(self)

    @property
    def season_name(self) -> str:
        months = {month: name for name, month in SEASONS.items()}
        return months.get(self.earliest.month, "") if self.earliest else ""

    @property
    def is_whole(self) -> bool:
        """Whether the span is exactly the year, month or season that it is named by."""
        if self.earliest is None:
            return False
        year, month = self.earliest.year, self.earliest.month
        if self.precision == Precision.YEAR:
            return self == PartialDate.year(year)
        if self.precision == Precision.MONTH:
            return self == PartialDate.month(year, month)
        if self.precision == Precision.SEASON:
            return month in SEASONS.values() and self == PartialDate.season(
                year, self.season_name
            )
        return False

    @property
    def only_year(self) -> int | None:
        """The one year in which this date must lie, None where that is not certain."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


def range_in_words(
    start: PartialDate, end: PartialDate | None, language: str | None = None
) -> str:
    """A period as a sentence would say it: “dal 23 al 25 novembre 2016”."""
    with override(language_of(language)):
        if end is None or end in {start, PartialDate.unknown()}:
            return _words(start)
        first, last = _name(start, before=end), _name(end)
        if first and last:
            begins = first.after(pgettext("before a date", "from"))
            ends = last.after(pgettext("before a date", "to"))
            return f"{begins} {ends}"
        if last and start == PartialDate.unknown():
            return last.after(pgettext("before a date", "until"))
        parts = {"first": _words(start), "last": _words(end)}
        return _("start: %(first)s; end: %(last)s") % parts


def since_in_words(date: PartialDate, language: str | None = None) -> str:
    """Since when something holds: “dal 30 maggio 2014”; empty where nobody says."""
    with override(language_of(language)):
        since = pgettext("before a date", "since")
        if name := _name(date):
            return name.after(since)
        if date.earliest and date.latest:
            return _("since some time %(span)s") % {"span": _words(date)}
        if date.latest:
            return _("at least %(since)s") % {
                "since": name_day(date.latest).after(since)
            }
        if date.earliest:
            return _("%(since)s or later") % {
                "since": name_day(date.earliest).after(since)
            }
        return ""


def until_in_words(date: PartialDate, language: str | None = None) -> str:
    """Until when something held: “fino al 4 aprile 2023”; empty where nobody says."""
    with override(language_of(language)):
        until = pgettext("before a date", "until")
        if name := _name(date):
            return name.after(until)
        if date.earliest and date.latest:
            return _("until some time %(span)s") % {"span": _words(date)}
        if date.earliest:
            return _("at least %(until)s") % {
                "until": name_day(date.earliest).after(until)
            }
        if date.latest:
            return _("%(until)s or earlier") % {
                "until": name_day(date.latest).after(until)
            }
        return ""


def known_in_words(
    begins: PartialDate, ends: PartialDate, language: str | None = None
) -> str:
    """Of what holds at a time by a source, and nobody says since or until when.

    “At least since 31 May, at least until 1 May” would be true, and read as a mistake.
    Empty for every other pair of dates.
    """
    first, last = ends.earliest, begins.latest
    if ends.latest or first is None or last is None or first > last:
        return ""
    with override(language_of(language)):
        if begins.earliest:
            since = {"since": since_in_words(begins, language)}
            return _("%(since)s, until when is not known") % since
        when = PartialDate.between(first, last)
        if name := _name(when):
            return _("known only for %(time)s") % {"time": name.with_article}
        return _("known only %(span)s") % {"span": _words(when)}


def _name(date: PartialDate, before: PartialDate | None = None) -> Name | None:
    """The name of a day, month, season or year; None for a span, which has none."""
    first, follows = date.earliest, None
    if before and before.precision == date.precision:
        follows = before.earliest
    if first and date.precision == Precision.DAY:
        return name_day(first, before=follows)
    if first is None or not date.is_whole:
        return None
    if date.precision == Precision.MONTH:
        return name_month(first, before=follows)
    if date.precision == Precision.SEASON:
        return name_season(date.season_name, first, before=follows)
    return name_year(first)


def _words(date: PartialDate) -> str:
    first, last = date.earliest, date.latest
    if name := _name(date):
        return name.words
    if first and last:
        return _("between %(first)s and %(last)s") % {
            "first": name_day(first, before=last).with_article,
            "last": name_day(last).with_article,
        }
    if last:
        return _("by %(day)s") % {"day": name_day(last).with_article}
    if first:
        return _("from %(day)s on") % {"day": name_day(first).with_article}
    return _("date not known")
