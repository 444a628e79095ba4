"""What the words of a name make of an event."""

import re
from functools import cache

from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.lexicon import literal, table, whole
from fondaco.engines.press.names.lookup import city_called, country_called


def city_in(name: str) -> tuple[str, str]:
    """Give the city of “Première Vision New York” and “Expo Dubai”.

    Parameters
    ----------
    name
        As a text has it.
    """
    names = [word for word in name.split() if not word.isdigit()]
    for ending in (names[-2:], names[-1:], names[:1]):
        city = city_called(place_key(" ".join(ending)))
        if city is not None and len(names) > len(ending):
            return city
    return "", ""


def known_in(folded: str) -> tuple[str, str, str] | None:
    """Give kind, city and country of an event that everybody knows.

    Parameters
    ----------
    folded
        A folded name.
    """
    match = known_names().search(folded)
    if match is None:
        return None
    kind, city, country = table("activities")["known"][" ".join(match[0].split())]
    return kind_of(folded) or kind, *(_of_offshoot(folded, match) or (city, country))


def _of_offshoot(folded: str, match: re.Match[str]) -> tuple[str, str] | None:
    """“Interpack China”: not where Interpack is."""
    more = place_key(re.sub(r"\d{4}", "", folded[match.end() :]))
    country = country_called(more)
    return city_called(more) or (("", country) if country else None)


def kind_of(folded: str) -> str:
    """Say what the words of a name make of an event.

    Parameters
    ----------
    folded
        A folded name.

    Returns
    -------
    str
        A kind, or nothing.
    """
    found = ""
    for kind, pattern in _title_words():
        if pattern.search(folded):
            if kind != "other":
                return kind
            found = "other"
    return found


@cache
def _title_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = table("activities")["title_words"]
    order = (
        "kick_off",
        "matchmaking",
        "fair",
        "seminar",
        "training",
        "conference",
        "assembly",
        "meeting",
        "other",
    )
    return tuple((kind, whole(literal(kinds[kind]))) for kind in order)


@cache
def single_words() -> frozenset[str]:
    """List the words that make a name that of an event."""
    kinds = table("activities")["title_words"].values()
    return frozenset(word for kind in kinds for words in kind for word in words.split())


@cache
def known_names() -> re.Pattern[str]:
    """Match the names of events that everybody knows."""
    names = sorted(table("activities")["known"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
