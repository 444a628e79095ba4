"""How far the name of a building goes, and the city in it."""

import re

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.items import Where
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Tokens


def grown(text: Text, tokens: Tokens, position: int) -> int | None:
    """Follow a building's name through capitals and the small words between them.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    position
        Where the name begins, or goes on.

    Returns
    -------
    int or None
        Where it ends; None if there is none.
    """
    number = tokens.at(position)
    end = None
    small = 0
    while number < len(tokens.all) and number - tokens.at(position) < 8:
        token = tokens.all[number]
        if text.plain[position : token.start].strip(" "):
            break
        if token.is_name and token.folded[0].isalnum():
            end, small = token.end, 0
        elif (
            token.folded.isdigit()
            or not token.folded.strip("'").isalpha()
            or (small := small + 1) > 2
            or token.folded in _BREAKS
        ):
            break
        position = token.end
        number += 1
    return end


_BREAKS = frozenset(
    [
        "a",
        "ad",
        "al",
        "alla",
        "all'",
        "in",
        "e",
        "ed",
        "il",
        "la",
        "con",
        "per",
        "da",
        "dal",
        "dalla",
        "che",
        "si",
        "sono",
        "è",
        "ha",
        "un",
        "una",
    ]
)


def trimmed(text: Text, start: int, end: int) -> Where:
    """Give “Centro Congressi Iveco di Brescia” its city.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        Of the name.
    """
    match = _CITY_OF.search(text.plain[start:end])
    if match is not None:
        known = city_called(place_key(match[1]))
        if known is not None:
            return Where(start, end, *known, text.plain[start : start + match.start()])
    body = _OF_BODY.search(text.plain[start:end])
    found = city_of(text.plain[start + body.end() : end]) if body else None
    city, country = found or (None, None)
    return Where(start, end, city, country, text.plain[start:end])


_OF_BODY = re.compile(r"\s(?:di|del|della|dell'|dello)\s?(?=[A-ZÀ-Ý])")


_CITY_OF = re.compile(r"\s+(?:di|a|-)\s+([A-ZÀ-Ý][\w' ]+)$")


_OF_A_CITY = re.compile(
    r"conf\w+|un(?:industria|ioncamere|ione)|ass(?:industria|olombarda)|cna|camera|api|ance"
)


def city_of(name: str) -> tuple[str, str] | None:
    """Give the city in the name of an organisation.

    Parameters
    ----------
    name
        Such as “Università di Pavia” or “Confindustria Cuneo”.
    """
    match = re.search(r"\s(?:di|degli studi di|-)\s+([A-ZÀ-Ý][\w' ]+)$", name)
    if match:
        return city_called(place_key(match[1]))
    # “Confindustria Vicenza”, “Unindustria Como”.
    words = name.split()
    if len(words) < 2 or not _OF_A_CITY.match(fold(words[0])):
        return None
    return city_called(place_key(words[-1]))
