"""How people and files write a date: text in, what it names out."""

import re

from babel.dates import get_month_names

SEASON_WORDS = {
    "primavera": "spring",
    "estate": "summer",
    "autunno": "autumn",
    "inverno": "winter",
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
# Year, then month, then day, as far as the form goes.
FORMS = [
    (r"(?P<year>\d{4})", "year"),
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})", "month"),
    (r"(?P<month>\d{1,2})/(?P<year>\d{4})", "month"),
    (r"(?P<month>[a-z]+)\.? (?P<year>\d{4})", "month"),
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", "day"),
    (r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})", "day"),
    (r"(?P<day>\d{1,2}) (?P<month>[a-z]+)\.? (?P<year>\d{4})", "day"),
]
SEASON_FORMS = [
    rf"(?P<season>{'|'.join(SEASON_WORDS)}) (?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})-(?P<season>{'|'.join(SEASON_WORDS)})",
]


def read_season(text: str) -> tuple[int, str] | None:
    for form in SEASON_FORMS:
        if match := re.fullmatch(form, text):
            return int(match["year"]), SEASON_WORDS[match["season"]]
    return None


def read_numbers(text: str) -> tuple[int, ...]:
    """Read (year,), (year, month) or (year, month, day); ValueError for the rest."""
    for form, last in FORMS:
        if match := re.fullmatch(form, text):
            parts = match.groupdict()
            year, month = int(match["year"]), _month_number(parts.get("month", "1"))
            length = {"year": 1, "month": 2, "day": 3}[last]
            return (year, month, int(parts.get("day", "1")))[:length]
    raise ValueError(text)


def _month_number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    for language in ("it", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                if name.lower() == word:
                    return int(number)
    raise ValueError(word)
