"""Texts kept in Italian and English: one accessor, which says the language it found."""

from dataclasses import dataclass

from django.utils.translation import get_language

from fondaco.engines.language.countries import official_language

LANGUAGES = ("it", "en")


# Not frozen, though nobody changes one: pages make thousands.
@dataclass(unsafe_hash=True)
class Text:
    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def localised(record: object, field: str, language: str | None = None) -> Text:
    """The text of `field` in the language asked for, or else in the other one."""
    first = language or get_language() or LANGUAGES[0]
    first = first if first in LANGUAGES else LANGUAGES[0]
    if text := getattr(record, f"{field}_{first}"):
        return Text(text, first)
    other = next(one for one in LANGUAGES if one != first)
    text = getattr(record, f"{field}_{other}")
    return Text(text, other) if text else Text("", first)


def named(record: object, field: str = "name", language: str | None = None) -> Text:
    """The name in the language asked for, or else the official one.

    An official name keeps its own language, which is not recorded: better “ICE Agenzia”
    on an English page than a translation on an Italian one.
    """
    wanted = language or get_language() or LANGUAGES[0]
    own = getattr(record, f"{field}_{wanted}", "")
    return Text(own, wanted) if own else Text(getattr(record, field), "")


def official(text: str, country: str) -> Text:
    """An act or an address, in the language of its country: nobody translates it."""
    return Text(text, official_language(country))


def plain(text: str) -> str:
    """Without NUL, which PostgreSQL keeps in no text; forms refuse it in words."""
    return text.replace("\0", "")
