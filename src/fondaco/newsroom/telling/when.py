"""The date of an activity as a sentence takes it up: “dal 23 al 25 novembre”."""

import datetime as dt

from babel.dates import get_month_names

from fondaco.core.partial_dates import PartialDate, Precision, range_in_words

SEASONS = {
    "spring": ("in primavera", "in spring"),
    "summer": ("in estate", "in summer"),
    "autumn": ("in autunno", "in autumn"),
    "winter": ("in inverno", "in winter"),
}


def when(
    start: PartialDate, end: PartialDate, language: str, year: int | None = None
) -> str:
    """`year` goes without saying; empty where nobody knows when."""
    first, last = _day(start), _day(end)
    if first and (last or end == PartialDate.unknown()):
        return _days(first, last or first, language, year)
    if end in (start, PartialDate.unknown()) and start.is_whole and start.earliest:
        return _whole(start, start.earliest, language, year)
    if start == end == PartialDate.unknown():
        return ""
    return range_in_words(start, end, language)


def _day(date: PartialDate) -> dt.date | None:
    return date.earliest if date.precision == Precision.DAY else None


def _days(first: dt.date, last: dt.date, language: str, year: int | None) -> str:
    whole = _month_and_year(last, language, year)
    begins = (
        str(first.day) if _same_month(first, last) else _begin(first, last, language)
    )
    if language != "it":
        if first == last:
            return f"on {last.day} {whole}"
        if _are_neighbours(first, last):
            return f"on {begins} and {last.day} {whole}"
        return f"from {begins} to {last.day} {whole}"
    if first == last:
        return f"{_the(first.day)} {whole}"
    if _are_neighbours(first, last):
        return f"{_two(first.day, last.day)} {whole}"
    begins = _numeral(first.day) + begins.removeprefix(str(first.day))
    return f"{_from(first.day, begins)} {_to(last.day)} {whole}"


def _same_month(first: dt.date, last: dt.date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def _are_neighbours(first: dt.date, last: dt.date) -> bool:
    return _same_month(first, last) and last.day - first.day == 1


def _begin(first: dt.date, last: dt.date, language: str) -> str:
    named = _month_and_year(first, language, last.year)
    return f"{first.day} {named}"


def _month_and_year(day: dt.date, language: str, year: int | None) -> str:
    month = str(get_month_names("wide", locale=language)[day.month])
    return month if day.year == year else f"{month} {day.year}"


def _numeral(day: int) -> str:
    return "1º" if day == 1 else str(day)


def _is_elided(day: int) -> bool:
    """“L’otto”, “l’undici”."""
    return day in (8, 11)


def _the(day: int) -> str:
    return f"l’{day}" if _is_elided(day) else f"il {_numeral(day)}"


def _two(first: int, last: int) -> str:
    """“Il 16 e 17”, but “l’8 e il 9”, “il 10 e l’11”, “il 1º e il 2”."""
    if first == 1 or _is_elided(first) or _is_elided(last):
        return f"{_the(first)} e {_the(last)}"
    return f"il {first} e {last}"


def _from(day: int, words: str) -> str:
    return f"dall’{words}" if _is_elided(day) else f"dal {words}"


def _to(day: int) -> str:
    return f"all’{day}" if _is_elided(day) else f"al {_numeral(day)}"


def _whole(date: PartialDate, first: dt.date, language: str, year: int | None) -> str:
    italian = language == "it"
    if date.precision == Precision.YEAR:
        if first.year == year:
            return "nel corso dell’anno" if italian else "during the year"
        return f"nel {first.year}" if italian else f"in {first.year}"
    if date.precision == Precision.MONTH:
        month = _month_and_year(first, language, year)
        if not italian:
            return f"in {month}"
        return f"{'ad' if month[0] == 'a' else 'a'} {month}"
    phrase = SEASONS[date.season_name][0 if italian else 1]
    return phrase if first.year == year else f"{phrase} {first.year}"
