"""Places: cities, countries and buildings, by what Italian texts call them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.language.gazetteer import find_place, find_places, place_key
from fondaco.engines.press.items import Item, Named, Person, When, Where
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.likeness import (
    goes_on,
    is_acronym,
    is_city_of,
    is_thing,
)
from fondaco.engines.press.names.lookup import city_called, country_called
from fondaco.engines.press.names.towns import (
    find_abroad,
    find_municipalities,
    find_towns,
)
from fondaco.engines.press.names.venues import find_venues
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Token, Tokens

LONGEST_NAME = 5
_INSIDE = frozenset(
    [
        "di",
        "del",
        "della",
        "dell'",
        "dos",
        "do",
        "de",
        "la",
        "le",
        "el",
        "al",
        "d'",
        "upon",
        "am",
        "a",
        "sul",
    ]
)
_COUNTRY_BESIDE = re.compile(
    r"\s*(?:,\s*(?:in|nel|nella|nei|negli|nelle|nell')?\s*"
    r"|\((?:in\s+)?|\s+in\s+|\s*-\s*)"
    r"(?:capitale\s+(?:della|del|dell'))?\s*"
)
_CODE = re.compile(r"\s*\(([A-Z]{2})\)")
_CITY_AFTER = re.compile(r"\s*(?:,\s*)?(?:a|ad|di)\s+$")
_STOP = re.compile(r"[,;:.()“”\"\n]")


def find_places_in(
    text: Text, tokens: Tokens, organisations: Sequence[Named], others: Sequence[Item]
) -> list[Where]:
    """Find the places of a text.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    organisations
        Some of them are also buildings, where a text says so.
    others
        What is no place: people, titles.

    Returns
    -------
    list[Where]
        In the order of the text; a building and the city after it are one.
    """
    blocked = bytearray(len(text.plain) + 1)
    for item in others:
        blocked[item.start : item.end] = b"\x01" * (item.end - item.start)
    venues = list(find_venues(text, tokens, organisations))
    venues = [v for v in venues if not any(blocked[v.start : v.end])]
    for item in (*organisations, *venues):
        blocked[item.start : item.end] = b"\x01" * (item.end - item.start)
    dates = [o for o in others if isinstance(o, When)]
    small = [*find_abroad(text, blocked), *find_towns(text, blocked, dates)]
    for city in small:
        blocked[city.start : city.end] = b"\x01" * (city.end - city.start)
    small += find_municipalities(text, blocked)
    for city in small:
        blocked[city.start : city.end] = b"\x01" * (city.end - city.start)
    cities = [*small, *_cities(text, tokens, blocked), *_capitals(text)]
    families = {o.name.split()[-1] for o in others if isinstance(o, Person)}
    cities = [c for c in cities if not _is_family(text, c, families)]
    return _together(text, sorted([*venues, *cities], key=lambda place: place.start))


def _is_family(text: Text, city: Where, families: set[str]) -> bool:
    """“Fontana ha raggiunto Brno”: somebody who was named before."""
    if text.plain[city.start : city.end] not in families:
        return False
    before = text.folded[max(0, city.start - 6) : city.start]
    return re.search(r"\b(?:a|ad|in|di)\s$", before) is None


# 1. Cities and countries.
def _cities(text: Text, tokens: Tokens, blocked: bytearray) -> Iterator[Where]:
    everything = tokens.all
    position = end = 0
    while position < len(everything):
        token = everything[position]
        if token.start < end:
            position += 1
            continue
        if (
            goes_on(everything, position)
            or not (token.is_name or is_city_of(text, token))
            or blocked[token.start]
            or is_acronym(text, token)
        ):
            position += 1
            continue
        for last in range(
            min(position + LONGEST_NAME, len(everything)) - 1, position - 1, -1
        ):
            found = _place(text, everything, position, last)
            if (
                found is not None
                and not blocked[everything[last].end - 1]
                and not is_thing(text, everything[position], everything[last].end)
            ):
                yield found
                position, end = last, found.end
                break
        position += 1


def _place(text: Text, tokens: Sequence[Token], first: int, last: int) -> Where | None:
    if not tokens[last].folded[0].isalpha() or (
        not tokens[last].is_name and last > first
    ):
        return None
    for token in tokens[first + 1 : last]:
        if not (token.is_name or token.folded in _INSIDE):
            return None
    start, end = tokens[first].start, tokens[last].end
    words = text.plain[start:end]
    if _STOP.search(words):
        return None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    # “Torino Wireless” and “Lodi-Export” are no cities.
    if following is not None and following.is_name and following.start == end + 1:
        after_end = following.folded in _AFTER_CITY
        if not after_end:
            return None
    key = place_key(words)
    country = country_called(key)
    city = city_called(key)
    if city is None and country is None:
        return None
    if country is not None and (city is None or key not in _CITIES_LIKE_COUNTRIES):
        return Where(start, end, None, country, None)
    return (
        _in_country(text, tokens, last, Where(start, end, *city, None))
        if city
        else None
    )


_AFTER_CITY = frozenset({"fiere", "expo"})
# Not the country where an Italian says “a Lussemburgo”.
_CITIES_LIKE_COUNTRIES = frozenset({"monaco", "singapore", "san marino", "lussemburgo"})


def _in_country(text: Text, tokens: Sequence[Token], last: int, where: Where) -> Where:
    """Of “Friburgo, in Svizzera” take the country, and of “Friburgo (CH)” too."""
    code = _CODE.match(text.plain, where.end)
    key = place_key(text.plain[where.start : where.end])
    if code is not None:
        other = find_place(key, code[1])
        if other is not None and code[1] != "IT":
            return Where(where.start, code.end(), other.name_it, other.country, None)
        return where
    beside = _COUNTRY_BESIDE.match(text.folded, where.end)
    if beside is None:
        return where
    number = last + 1
    while number < len(tokens) and tokens[number].start < beside.end():
        number += 1
    for stop in range(min(number + 3, len(tokens)) - 1, number - 1, -1):
        country = country_called(
            place_key(text.plain[tokens[number].start : tokens[stop].end])
        )
        if country is None:
            continue
        there = next(iter(find_places(key, country)), None)
        # “A Varna, in Bulgaria” is one place; “a Torino, in Francia” are two.
        if there is None and where.country != country:
            return where
        city = there.name_it if there else where.city
        return Where(where.start, tokens[stop].end, city, country, None)
    return where


def _capitals(text: Text) -> Iterator[Where]:
    """“Nella capitale lituana”, “nel capoluogo lombardo”."""
    places = table("places")
    for match in _capital().finditer(text.folded):
        found = places["regional_capitals"].get(match[1])
        country = places["demonyms"].get(match[1])
        if found is None and country in places["capitals"]:
            found = [places["capitals"][country], country]
        if found is not None:
            yield Where(*match.span(), found[0], found[1], None)


@cache
def _capital() -> re.Pattern[str]:
    places = table("places")
    stems = {*places["demonyms"], *places["regional_capitals"]}
    adjectives = "|".join(sorted(stems, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:capitale|capoluogo)\s+({adjectives})(?:[oae]|h?i|i?a)?(?!\w)"
    )


# 3. “All'Environment Park di Torino”, “a Torino, al Lingotto”: one place.
def _together(text: Text, places: list[Where]) -> list[Where]:
    merged: list[Where] = []
    for place in places:
        before = merged[-1] if merged else None
        if before is not None and _belongs(text, before, place):
            merged[-1] = Where(
                before.start,
                place.end,
                place.city or before.city,
                place.country or before.country,
                _venue_of(before, place),
            )
        else:
            merged.append(place)
    return merged


def _venue_of(before: Where, place: Where) -> str | None:
    if before.venue and place.venue:
        return f"{before.venue}, {place.venue}"
    return before.venue or place.venue


def _belongs(text: Text, before: Where, place: Where) -> bool:
    gap = text.folded[before.end : place.start]
    if before.venue and place.city and _ADDRESS.fullmatch(gap):
        return before.city in (None, place.city)
    if place.start < before.end or not _GAP.fullmatch(gap):
        return False
    if before.venue and place.venue:
        # A room in a building.
        return _ROOM_IN.fullmatch(gap) is not None and (
            before.city is None or place.city in (None, before.city)
        )
    if before.venue and place.city:
        return before.city in (None, place.city)
    if before.city and place.venue:
        return place.city in (None, before.city) and not gap.strip().startswith("e")
    return False


# “Auditorium Gaber, piazza Duca d'Aosta 3, Milano”
_ADDRESS = re.compile(
    r",\s*(?:in\s+)?(?:via|viale|piazza|piazzale|corso|largo|lungo\w+)\s[^,;:\n]{2,40}"
    r"(?:,\s*\d+\w?)?\s*[,(-]\s*(?:a\s+)?"
)
_GAP = re.compile(
    r"[\s,(–-]*(?:(?:a|ad|al|allo|alla|all'|ai|agli|alle"
    r"|di|del|della|dell'|in|nel|nella|nell'|presso|nei|negli)"
    r"(?:\s+(?:il|la|lo|i|gli|le|l'))?\s*)?(?:(?:nuova|prestigiosa"
    r"|storica|splendida)\s*)?"
)
_ROOM_IN = re.compile(
    r"[\s,]*(?:(?:di|del|della|dell'|al|alla|all'|presso"
    r"|nel|nella)\s*(?:il\s+|la\s+|l')?)?"
)
