"""Reads one cell as one kind of value; what it cannot be is told with what it may."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

from fondaco.core.resources import Noted
from fondaco.core.spreadsheets import Cell
from fondaco.core.spreadsheets import values as written
from fondaco.core.spreadsheets.hypertext import plain
from fondaco.engines.language.countries import country_code
from fondaco.engines.language.folding import fold

Read = Callable[[Cell], Any]
# Of a long list the first few say what kind of word is meant.
_MOST_NAMED = 15
_ADDRESS = re.compile(r"[^\s;,|/<>()\[\]\"]+@[^\s;,|/<>()\[\]\"]+\.\w+")
_country_code = lru_cache(maxsize=1024)(country_code)


def text(longest: int) -> Read:
    """One line of text, no longer than its place on record."""

    def read(cell: Cell) -> str:
        return _bounded(written.text(cell), longest)

    return read


def long_text(cell: Cell) -> str:
    return plain(written.long_text(cell))


def _bounded(value: str, longest: int) -> str:
    if len(value) > longest:
        words = _("This has %(length)s characters; up to %(longest)s are expected.")
        raise ValueError(words % {"length": len(value), "longest": longest})
    return value


def texts(longest: int, separators: str = ";\n|") -> Read:
    """Several in one cell, with semicolons, bars or lines between them."""

    def read(cell: Cell) -> list[str]:
        whole = written.long_text(cell)
        for separator in separators[1:]:
            whole = whole.replace(separator, separators[0])
        parts = (" ".join(part.split()) for part in whole.split(separators[0]))
        return [_bounded(part, longest) for part in dict.fromkeys(parts) if part]

    return read


def choice(choices: type[Choices], more: dict[str, str] | None = None) -> Read:
    """A code of a fixed list, or its label in either language; `more` words for it."""

    @lru_cache(maxsize=1024)
    def code_of(text: str) -> str | None:
        word = fold(text)
        return _words_of(choices).get(word) or (more or {}).get(word)

    def read(cell: Cell) -> str:
        code = code_of(cell.text)
        if code is None:
            labels = [str(label) for label in choices.labels][:_MOST_NAMED]
            words = _("“%(text)s” is not one of: %(choices)s.")
            found = _short(cell.text)
            raise ValueError(words % {"text": found, "choices": ", ".join(labels)})
        return code

    return read


@cache
def _words_of(choices: type[Choices]) -> dict[str, str]:
    words: dict[str, str] = {}
    for language in ("it", "en"):
        with translation.override(language):
            for code, label in choices.choices:
                words[fold(str(label))] = str(code)
                words[fold(str(label)).replace("-", " ")] = str(code)
    for code in choices.values:
        words[fold(str(code))] = str(code)
        words[fold(str(code)).replace("_", " ")] = str(code)
    return words


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


def partial(cell: Cell) -> str:
    """A day, a month or a year, as `PartialDate.parse` reads it again."""
    return str(written.partial_date(cell))


def day(cell: Cell) -> str:
    date = written.partial_date(cell)
    if date.earliest is None or date.earliest != date.latest:
        words = _("“%(text)s” is not a day. Write it as 23/11/2016.")
        raise ValueError(words % {"text": _short(cell.text)})
    return date.earliest.isoformat()


def time_of_day(cell: Cell) -> str:
    return f"{written.time_of_day(cell):%H:%M}"


def number(cell: Cell) -> int:
    return int(written.integer(cell))


def external_id(cell: Cell) -> list[str]:
    """As a pair of the system, which another column may name, and the name there."""
    return ["", _bounded(written.text(cell), 200)]


def country(cell: Cell) -> str:
    return _country_code(cell.text) or written.country(cell)


def email(cell: Cell) -> str | Noted:
    """One address; of several the first, and the others are named."""
    try:
        return _bounded(written.email(cell), 254)
    except written.UnreadableValueError:
        found = _ADDRESS.findall(written.text(cell))
        if not found:
            raise
        first, *others = found
        words = _("This cell has more than an address: “%(address)s” was taken.")
        if others:
            words = _("Only the first address was taken; left out: %(others)s.")
        named = {"address": first, "others": ", ".join(others)}
        return Noted(_bounded(written.email(first), 254), words % named)


def url(longest: int) -> Read:
    def read(cell: Cell) -> str:
        return _bounded(written.url(cell), longest)

    return read


def yes_no(cell: Cell) -> bool:
    return bool(written.yes_or_no(cell))
