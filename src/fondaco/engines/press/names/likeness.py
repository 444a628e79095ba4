"""Words that look like cities, and are none or not all of one."""

import re
from collections.abc import Sequence
from functools import cache

from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Token

_WHOSE = re.compile(r" (?:(?:di|del|della|dei|delle) |dell'|[A-ZÀ-Ý])")
_IN_CAPITALS = re.compile(r"[A-Z]{2,3}(?: [A-Z]{3,})+(?![\w-])")


def is_thing(text: Text, token: Token, end: int) -> bool:
    """Tell “il Porto di Ploče” and “la Cittadella dell'aerospazio” from cities.

    Parameters
    ----------
    text
        A text made plain.
    token
        The word.
    end
        Where what was taken for a city ends.
    """
    if token.end != end or token.folded not in _things():
        return False
    return _WHOSE.match(text.plain, end) is not None


@cache
def _things() -> frozenset[str]:
    return frozenset(table("places")["things"]["words"])


def is_city_of(text: Text, token: Token) -> bool:
    """Tell “Città del Messico”: a common word that begins a name.

    Parameters
    ----------
    text
        A text made plain.
    token
        The word.
    """
    return token.folded == "citta" and text.plain[token.start].isupper()


def is_acronym(text: Text, token: Token) -> bool:
    """Tell whether a word is too short for a city; “ABU DHABI, 16 APRILE” is one.

    Parameters
    ----------
    text
        A text made plain.
    token
        The word.
    """
    if not token.is_acronym or len(token.folded) > 3:
        return False
    match = _IN_CAPITALS.match(text.plain, token.start)
    return match is None or city_called(place_key(match[0])) is None


def goes_on(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a name goes on here: “HealthTech Finland”.

    Parameters
    ----------
    tokens
        The words of a text.
    position
        Which of them.
    """
    if not position:
        return False
    before = tokens[position - 1]
    return (
        before.is_name
        and before.folded[0].isalnum()
        and not before.folded[0].isdigit()
        and before.end + 1 == tokens[position].start
    )
