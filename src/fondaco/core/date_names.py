"""The names of days, months, seasons and years, as a sentence takes them up."""

import datetime as dt
from typing import NamedTuple

from babel.dates import get_month_names
from django.utils.translation import get_language, pgettext_lazy

SEASON_NAMES = {
    "spring": pgettext_lazy("season", "spring"),
    "summer": pgettext_lazy("season", "summer"),
    "autumn": pgettext_lazy("season", "autumn"),
    "winter": pgettext_lazy("season", "winter"),
}


class Name(NamedTuple):
    """Words, and the article that Italian puts before them."""

    article: str
    words: str

    @property
    def with_article(self) -> str:
        return self.article + self.words

    def after(self, preposition: str) -> str:
        """“dal 23”, “dall'8”, “dalla primavera”, “da novembre”, “ad aprile”."""
        joint = {"il ": "l ", "la ": "lla ", "l'": "ll'", "": " "}[self.article]
        if joint == " " and self.words[0] == "a" and preposition.split()[-1] == "a":
            joint = "d "
        return preposition + joint + self.words


# Each name leaves out the month and the year that the one it stands `before` repeats.


def name_day(day: dt.date, *, before: dt.date | None = None) -> Name:
    words = "1º" if day.day == 1 and language_of() == "it" else str(day.day)
    if not (before and (before.year, before.month) == (day.year, day.month)):
        words = f"{words} {_month(day)}{_year(day, before)}"
    return Name(_article("l'" if day.day in {8, 11} else "il "), words)


def name_month(first: dt.date, *, before: dt.date | None = None) -> Name:
    return Name("", _month(first) + _year(first, before))


def name_season(season: str, first: dt.date, *, before: dt.date | None = None) -> Name:
    article = _article("la " if season == "spring" else "l'")
    return Name(article, f"{SEASON_NAMES[season]}{_year(first, before)}")


def name_year(first: dt.date) -> Name:
    return Name(_article("il "), str(first.year))


def language_of(language: str | None = None) -> str:
    return (language or get_language() or "it").split("-")[0]


def _month(day: dt.date) -> str:
    return str(get_month_names("wide", locale=language_of())[day.month])


def _year(day: dt.date, before: dt.date | None) -> str:
    return "" if before and before.year == day.year else f" {day.year}"


def _article(italian: str) -> str:
    return italian if language_of() == "it" else ""
