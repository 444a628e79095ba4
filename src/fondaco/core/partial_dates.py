"""Dates as sources give them: a day, a month, a season, a year, or between two days."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from babel.dates import format_date, get_month_names
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _


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
    (Precision.UNKNOWN.value, gettext_lazy("unknown")),
]

# Meteorological seasons; a winter begins in the December of the year that names it.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
SEASON_NAMES = {
    "spring": pgettext_lazy("season", "spring"),
    "summer": pgettext_lazy("season", "summer"),
    "autumn": pgettext_lazy("season", "autumn"),
    "winter": pgettext_lazy("season", "winter"),
}
SEASON_WORDS = {
    "primavera": "spring",
    "estate": "summer",
    "autunno": "autumn",
    "inverno": "winter",
    "fall": "autumn",
} | {season: season for season in SEASONS}


@dataclass(frozen=True)
class PartialDate:
    """A date known to lie between `earliest` and `latest`, both included.

    Either end may be None where the source leaves it open.
    """

    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("The earliest day must not be after the latest.")
        if self.precision == Precision.DAY and self.earliest != self.latest:
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
    def parse(cls, text: str) -> "PartialDate":
        """Read what people and files write: see `FORMS` for the accepted shapes.

        Raises ValueError, with a sentence for the person, for anything else.
        """
        text = " ".join(text.lower().replace("º", "").replace("°", "").split())
        if text in {"", "?", "unknown"}:
            return cls.unknown()
        try:
            if "/" in text and not re.fullmatch(r"\d{1,2}/(\d{1,2}/)?\d{4}", text):
                return cls._parse_span(*text.split("/", 1))
            return _parse_one(text)
        except (ValueError, OverflowError) as error:
            raise ValueError(
                _(
                    "“%(text)s” is not a date we can read. Write a day (23/11/2016), "
                    "a month (11/2016), a season (autumn 2016), a year (2016) or two "
                    "days with a slash between (2016-11-25/2016-11-30)."
                )
                % {"text": text}
            ) from error

    @classmethod
    def _parse_span(cls, first: str, second: str) -> "PartialDate":
        earliest = None if first in {"", ".."} else _parse_one(first).earliest
        latest = None if second in {"", ".."} else _parse_one(second).latest
        ends = [end for end in (earliest, latest) if end]
        if not ends:
            raise ValueError("A span needs at least one end.")
        for whole in (_parse_one(first), _parse_one(second)) if len(ends) == 2 else ():
            if (whole.earliest, whole.latest) == (earliest, latest):
                return whole
        one_year = len({end.year for end in ends}) == 1 and len(ends) == 2
        one_month = one_year and len({end.month for end in ends}) == 1
        precision = (
            Precision.MONTH
            if one_month
            else Precision.YEAR
            if one_year
            else Precision.UNKNOWN
        )
        return cls(earliest, latest, precision)

    def __str__(self) -> str:
        """The form that `parse` reads back, as the data files hold it."""
        if self.precision == Precision.DAY:
            return str(self.earliest)
        if self.earliest is None and self.latest is None:
            return ""
        if self.earliest and self._is_whole():
            year = self.earliest.year
            if self.precision == Precision.YEAR:
                return str(year)
            if self.precision == Precision.MONTH:
                return f"{year}-{self.earliest.month:02}"
            return f"{year}-{self._season()}"
        return f"{self.earliest or '..'}/{self.latest or '..'}"

    def in_words(self, language: str | None = None) -> str:
        language = language or get_language() or "it"
        first, last = self.earliest, self.latest
        if first is None and last is None:
            return _("date not known")
        if self.precision == Precision.DAY and first:
            return _day_in_words(first, language)
        if first and self._is_whole():
            if self.precision == Precision.YEAR:
                return str(first.year)
            if self.precision == Precision.MONTH:
                return format_date(first, "MMMM y", locale=language)
            return f"{SEASON_NAMES[self._season()]} {first.year}"
        if first is None and last:
            return _("by %(day)s") % {"day": _day_in_words(last, language)}
        if last is None and first:
            return _("from %(day)s on") % {"day": _day_in_words(first, language)}
        assert first is not None and last is not None
        return _("between %(first)s and %(last)s") % {
            "first": _without_shared(first, last, language),
            "last": _day_in_words(last, language),
        }

    def _season(self) -> str:
        assert self.earliest is not None
        return next(
            name for name, month in SEASONS.items() if month == self.earliest.month
        )

    def _is_whole(self) -> bool:
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
                year, self._season()
            )
        return False

    @property
    def only_year(self) -> int | None:
        """The one year in which this date must lie, None where that is not certain."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


def _parse_one(text: str) -> PartialDate:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return PartialDate.day(dt.date(*map(int, match.groups())))
    if match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        day, month, year = map(int, match.groups())
        return PartialDate.day(dt.date(year, month, day))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return PartialDate.month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        return PartialDate.month(int(match[2]), int(match[1]))
    if re.fullmatch(r"\d{4}", text):
        return PartialDate.year(int(text))
    if match := re.fullmatch(r"(\d{4})-([a-z]+)", text):
        return PartialDate.season(int(match[1]), SEASON_WORDS[_known(match[2])])
    if match := re.fullmatch(r"([a-z]+) (\d{4})", text):
        word, year = match[1], int(match[2])
        if word in SEASON_WORDS:
            return PartialDate.season(year, SEASON_WORDS[word])
        return PartialDate.month(year, _month_number(word))
    if match := re.fullmatch(r"(\d{1,2}) ([a-z]+) (\d{4})", text):
        return PartialDate.day(
            dt.date(int(match[3]), _month_number(match[2]), int(match[1]))
        )
    raise ValueError(text)


def _known(word: str) -> str:
    if word not in SEASON_WORDS:
        raise ValueError(word)
    return word


def _month_number(word: str) -> int:
    for language in ("it", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                if name.lower() == word:
                    return int(number)
    raise ValueError(word)


def _day_in_words(day: dt.date, language: str) -> str:
    text = format_date(day, "d MMMM y", locale=language)
    return f"1º{text[1:]}" if language == "it" and day.day == 1 else text


def _without_shared(first: dt.date, last: dt.date, language: str) -> str:
    """The first day of a range, without the month and year that the last repeats."""
    if (first.year, first.month) == (last.year, last.month):
        return "1º" if language == "it" and first.day == 1 else str(first.day)
    if first.year == last.year:
        text = format_date(first, "d MMMM", locale=language)
        return f"1º{text[1:]}" if language == "it" and first.day == 1 else text
    return _day_in_words(first, language)


def range_in_words(
    start: PartialDate, end: PartialDate | None, language: str | None = None
) -> str:
    """A period as a sentence would say it: “dal 23 al 25 novembre 2016”."""
    language = language or get_language() or "it"
    if end is None or end == start or end.precision == Precision.UNKNOWN:
        return start.in_words(language)
    days = start.precision == end.precision == Precision.DAY
    if days and start.earliest and end.earliest:
        first = _without_shared(start.earliest, end.earliest, language)
        last = _day_in_words(end.earliest, language)
    else:
        first, last = start.in_words(language), end.in_words(language)
    if language != "it":
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    return f"{_preposition('dal', first)}{first} {_preposition('al', last)}{last}"


def _preposition(word: str, date: str) -> str:
    """“dal 23”, “dall'8”, “dall'11”; “dal 1º” is read “dal primo”."""
    elided = re.match(r"(8|11)\b", date) is not None
    return f"{word}l'" if elided else f"{word} "
