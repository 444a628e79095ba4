"""Buildings that no word of their own shows, but where they are named."""

import re
from collections.abc import Iterator
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.items import Where
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.growing import grown, trimmed
from fondaco.engines.press.names.lookup import city_called, country_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_common
from fondaco.engines.press.tokens import Tokens


def find_in_brackets(text: Text) -> Iterator[Where]:
    """Find “(Allianz MiCo, 14-18 ottobre)” and “(Lione, Eurexpo, Hall 4)”.

    Parameters
    ----------
    text
        A text made plain.
    """
    for match in _BRACKETS.finditer(text.plain):
        name = match["name"] or match["last"]
        start = match.start("name") if match["name"] else match.start("last")
        city = match["city"]
        if city is not None and city_called(place_key(city)) is None:
            continue
        key = place_key(name)
        words = key.split()
        if city_called(key) or country_called(key) or is_common(words[0]):
            continue
        if match["city"] is None and len(words) < 2:
            continue
        known = next(filter(None, map(city_called, words)), None)
        inside, country = known or (None, None)
        yield Where(start, start + len(name), inside, country, name)


_BRACKETS = re.compile(
    r"\((?:(?P<city>[A-ZÀ-Ý][\w' ]{2,25}),\s+)?(?P<name>[A-ZÀ-Ý][\w'& -]{2,40}),\s+"
    r"(?=(?:dal?\s|il\s|l')?\d{1,2}|[Hh]all|[Pp]ad|stand)"
    r"|\d{1,2}\s+[a-z]{4,9}(?:\s\d{4})?,\s+(?P<last>[A-ZÀ-Ý][\w'& -]{2,40})\)"
)


def find_held(text: Text, tokens: Tokens) -> Iterator[Where]:
    """Find “si terrà alla Mole Vanvitelliana”, “al Weizmann Institute di Rehovot”.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    """
    for match in _HELD.finditer(text.plain):
        last = grown(text, tokens, match.end())
        if last is None:
            continue
        where = trimmed(text, match.end(), last)
        words = (where.venue or "").split()
        if city_called(place_key(where.venue or "")) or not words:
            continue
        if all(map(is_common, map(fold, words))) or fold(words[0]) in _NO_BUILDINGS:
            continue
        if is_common(fold(words[0])) and len(words) < 3:
            continue
        if not _event_words().isdisjoint(map(fold, words)):
            continue
        held = match["held"] or _HELD_AFTER.match(text.plain, last)
        if held or (where.city and len(words) > 1):
            yield where


_HELD = re.compile(
    r"(?P<held>\b(?:si\s+(?:terrà|terranno|svolgerà|svolgeranno|tiene|svolge"
    r"|è\s+(?:tenut|svolt)[oa]|sono\s+(?:tenut|svolt)[ie])|ospitat[oaie])"
    r"(?:\s+(?:ieri|oggi|domani|a\s+\w+,?))?\s+)?"
    r"\b(?:al|allo|alla|alle|nel|nella|dal|dalla|dalle)\s+(?=[A-ZÀ-Ý])"
)


_HELD_AFTER = re.compile(
    r",?\s(?:(?:è|sono)\s(?:in\sprogramma|previst[oaie])|si\s(?:terrà|terranno|svolgerà"
    r"|svolgeranno|tiene|svolge|è\s(?:tenut|svolt)[oa])|va\sin\sscena)"
)


_NO_BUILDINGS = frozenset(
    {"cluster", "gruppo", "progetto", "forum", "salone", "fiera", "summit", "consorzio"}
    | {"distretto", "polo", "comune", "regione", "ministero", "presidente", "premio"}
)


@cache
def _event_words() -> frozenset[str]:
    """List the words that make a name that of an event, and so of no building."""
    kinds = table("activities")["title_words"].values()
    return frozenset(word for kind in kinds for name in kind for word in name.split())
