"""The periods that a bulletin tells of: a month, a quarter, a year, or some days."""

import calendar
import datetime as dt
import re

from babel.dates import get_month_names

from fondaco.core.partial_dates import PartialDate, range_in_words
from fondaco.newsroom.telling.facts import Period

_CODE = re.compile(r"(\d{4})(?:-(?:q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
QUARTERS = {
    "it": ("primo", "secondo", "terzo", "quarto"),
    "en": ("first", "second", "third", "fourth"),
}


def read_period(code: str) -> Period | None:
    """“2016”, “2016-q4” or “2016-11”; anything else is none of them."""
    match = _CODE.fullmatch(code)
    if match is None or match[1] == "0000":
        return None
    year = int(match[1])
    if match[2]:
        last = int(match[2]) * 3
        return _months(year, last - 2, last)
    if match[3]:
        return _months(year, int(match[3]), int(match[3]))
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> Period:
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Period(dt.date(year, first, 1), end)


def period_in_words(period: Period, language: str) -> str:
    """“novembre 2016”, “quarto trimestre 2016”, “2016”, “dal 3 al 20 maggio 2016”."""
    first, last = period.first, period.last
    if period.only_year:
        year = first.year
        if period == _months(year, 1, 12):
            return str(year)
        if period == _months(year, first.month, first.month):
            return f"{get_month_names('wide', locale=language)[first.month]} {year}"
        quarter = (first.month - 1) // 3
        if period == _months(year, quarter * 3 + 1, quarter * 3 + 3):
            name = QUARTERS[language][quarter]
            if language == "it":
                return f"{name} trimestre {year}"
            return f"{name} quarter of {year}"
    return range_in_words(PartialDate.day(first), PartialDate.day(last), language)


def title_of(period: Period, language: str) -> str:
    """What a bulletin is called where nobody called it otherwise."""
    words = period_in_words(period, language)
    if language != "it":
        return f"Bulletin, {words}"
    return f"Bollettino, {words}"


def periods_of(years: list[int], language: str) -> list[tuple[str, list[list[str]]]]:
    """For a list to choose from: of each year the whole, its quarters and months."""
    return [
        (
            str(year),
            [
                [code, _named(code, language)]
                for code in (
                    str(year),
                    *(f"{year}-q{quarter}" for quarter in range(1, 5)),
                    *(f"{year}-{month:02}" for month in range(1, 13)),
                )
            ],
        )
        for year in years
    ]


def _named(code: str, language: str) -> str:
    period = read_period(code)
    assert period is not None
    words = period_in_words(period, language)
    return f"{words[0].upper()}{words[1:]}"
