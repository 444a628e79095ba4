"""The search of the calendar by text, the same on every database.

Texts are folded on the spot and sought in memory: nothing is kept in step when an
organisation changes its name, SQLite and PostgreSQL cannot differ on accents, and a
person finds nothing by what they may not see. A thousand activities take a tenth of a
second; tens of thousands will want an index.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from django.utils.translation import override

from fondaco.activities.entries import Entry
from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.texts import LANGUAGES
from fondaco.engines.language.countries import country_name, is_country
from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place

# What stands around a word and is no part of it.
PUNCTUATION = "\"'.,;:!?()[]{}<>|*+-/\\"


def words_of(text: str) -> list[str]:
    """The words to look for: quotation marks and stray signs are not among them."""
    words = (word.strip(PUNCTUATION) for word in fold(text).split())
    return [word for word in words if word]


def contains(entry: Entry, names: Iterable[str], words: list[str]) -> bool:
    """Whether all words, or beginnings or parts of words, are said of an activity."""
    said = "\n".join(map(_folded, [*_said_by_itself(entry), *names]))
    return all(word in said for word in words)


# The same names come back at each activity and at each search; a text folds one way.
_folded = lru_cache(maxsize=20_000)(fold)


def _said_by_itself(entry: Entry) -> Iterable[str]:
    yield from (entry.title_it, entry.title_en)
    yield from (entry.programme_it, entry.programme_en)
    yield _kind_names()[entry.kind]
    for place in entry.places:
        yield city_names(place.city, place.country)
        yield country_names(place.country)


@lru_cache(maxsize=20_000)
def city_names(city: str, country: str) -> str:
    """As the record writes it, and as both languages call it."""
    known = find_place(city, country) if city else None
    return " ".join([city, known.name_it, known.name_en]) if known else city


@cache
def country_names(code: str) -> str:
    if not is_country(code):
        return code
    return " ".join(country_name(code, language) for language in LANGUAGES)


@cache
def _kind_names() -> dict[str, str]:
    names: dict[str, list[str]] = {kind: [] for kind in ActivityKind.values}
    for language in LANGUAGES:
        with override(language):
            for kind in ActivityKind:
                names[kind].append(str(kind.label))
    return {kind: " ".join(labels) for kind, labels in names.items()}
