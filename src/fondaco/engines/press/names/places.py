"""Places: cities, countries and buildings, by what Italian texts call them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from fondaco.engines.language.countries import country_code
from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place, find_places, place_key
from fondaco.engines.press.items import Item, Named, Where
from fondaco.engines.press.lexicon import literal, one_of, table, whole
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
    venues = list(_venues(text, tokens, organisations))
    venues = [v for v in venues if not any(blocked[v.start : v.end])]
    for item in (*organisations, *venues):
        blocked[item.start : item.end] = b"\x01" * (item.end - item.start)
    cities = list(_cities(text, tokens, blocked))
    return _together(text, sorted([*venues, *cities], key=lambda place: place.start))


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
            _goes_on(text, everything, position)
            or not token.is_name
            or blocked[token.start]
            or (token.is_acronym and len(token.folded) < 4)
        ):
            position += 1
            continue
        for last in range(
            min(position + LONGEST_NAME, len(everything)) - 1, position - 1, -1
        ):
            found = _place(text, everything, position, last)
            if found is not None and not blocked[everything[last].end - 1]:
                yield found
                position, end = last, found.end
                break
        position += 1


def _goes_on(text: Text, tokens: Sequence[Token], position: int) -> bool:
    """Whether a name goes on here: “HealthTech Finland”."""
    if not position:
        return False
    before = tokens[position - 1]
    return (
        before.is_name
        and before.folded[0].isalnum()
        and not before.folded[0].isdigit()
        and before.end + 1 == tokens[position].start
    )


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
    country = _country(key)
    city = _city(key)
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
_CITIES_LIKE_COUNTRIES = frozenset({"monaco", "singapore", "san marino"})


@lru_cache(maxsize=20_000)
def _country(key: str) -> str | None:
    if len(key) < 4 and key not in {
        "usa",
        "cuba",
        "iran",
        "oman",
        "mali",
        "peru",
        "uk",
    }:
        return None
    return country_code(key)


@lru_cache(maxsize=20_000)
def _city(key: str) -> tuple[str, str] | None:
    places = table("places")
    own = places["cities"].get(key)
    if own:
        return own[0], own[1]
    if len(key) < 3 or key in places["not_cities"]:
        return None
    place = find_place(key, places["city_countries"].get(key)) or find_place(key)
    return (place.name_it, place.country) if place else None


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
        country = _country(
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


# 2. Buildings.
def _venues(
    text: Text, tokens: Tokens, organisations: Sequence[Named]
) -> Iterator[Where]:
    end = 0
    found = [*_named_venues(text, tokens), *_seats(text, organisations)]
    found += _at(text, tokens)
    for venue in sorted(found, key=lambda v: (v.start, -v.end)):
        if venue.start >= end:
            yield venue
            end = venue.end


def _named_venues(text: Text, tokens: Tokens) -> Iterator[Where]:
    cities = table("places")["venues"]
    for match in _known_venues().finditer(text.folded):
        if not text.plain[match.start()].isupper():
            continue
        city = cities.get(" ".join(match[0].split()))
        country = _city(place_key(city)) if city else None
        name = text.plain[match.start() : match.end()]
        yield Where(*match.span(), city or None, country[1] if country else None, name)
    for match in _venue_words().finditer(text.folded):
        last = _grown(text, tokens, match.end())
        if last is not None and not _is_code(text.plain[match.start() : last]):
            yield _trimmed(text, match.start(), last)


def _at(text: Text, tokens: Tokens) -> Iterator[Where]:
    """“Presso il Talent Garden Calabiana”: whatever is named there is a building."""
    for match in _PRESSO.finditer(text.plain):
        start = match.end()
        seat = _SEAT_OF.match(text.plain, start)
        last = _grown(text, tokens, seat.end() if seat else start)
        if last is None:
            continue
        # “Nella sede di Milano” is in Milan, and that is all.
        if seat and _city(place_key(text.plain[seat.end() : last])):
            continue
        yield _trimmed(text, start, last)


_SEAT_OF = re.compile(r"sede\s+(?:di|del|della|dell')\s*")
_PRESSO = re.compile(
    r"\b[Pp]resso\s+(?:il\s+|la\s+|lo\s+|l'|gli\s+|le\s+|i\s+)?(?=[A-ZÀ-Ý])"
    r"|\b(?:nella|alla|in|presso\s+la)\s+(?=sede\s+(?:di|del|della|dell')\s*[A-ZÀ-Ý])"
)


def _grown(text: Text, tokens: Tokens, position: int) -> int | None:
    """Follow a building's name through capitals and the small words between them."""
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


def _is_code(words: str) -> bool:
    """Whether “padiglione B1” and “hall 3” say no more than where in a fair."""
    return bool(re.search(r"\b[A-Z]?\d+[A-Z]?$|\b[A-Z]$", words))


def _trimmed(text: Text, start: int, end: int) -> Where:
    """Give “Centro Congressi Iveco di Brescia” its city."""
    match = _CITY_OF.search(text.plain[start:end])
    if match is not None:
        city = _city(place_key(match[1]))
        if city is not None:
            return Where(start, end, *city, text.plain[start : start + match.start()])
    return Where(start, end, None, None, text.plain[start:end])


_CITY_OF = re.compile(r"\s+(?:di|a|-)\s+([A-ZÀ-Ý][\w' ]+)$")


def _seats(text: Text, organisations: Sequence[Named]) -> Iterator[Where]:
    for organisation in organisations:
        left = max(0, organisation.start - 60)
        before = text.folded[left : organisation.start]
        seat = _surely().search(before)
        if seat is None:
            maybe = _maybe().search(before)
            building = _buildings().match(fold(organisation.name))
            if (
                maybe is None
                or building is None
                or _unless().search(before[: maybe.start()])
            ):
                continue
        sede = _SEAT.search(before)
        start = left + sede.start("seat") if sede else organisation.start
        name = text.plain[start : organisation.end]
        city, country = _city_of(organisation.name) or (None, None)
        yield Where(start, organisation.end, city, country, name)


_SEAT = re.compile(
    r"(?P<seat>(?:sed[ei]|aul[ae](?: magna)?|sal[ae](?: \w+)?)\s+(?:di"
    r"|del|della|dell'|dello|degli)\s*)$"
)


def _city_of(name: str) -> tuple[str, str] | None:
    match = re.search(r"\s(?:di|degli studi di|-)\s+([A-ZÀ-Ý][\w' ]+)$", name)
    return _city(place_key(match[1])) if match else None


@cache
def _known_venues() -> re.Pattern[str]:
    return whole(literal(table("places")["venues"]))


@cache
def _venue_words() -> re.Pattern[str]:
    return whole(one_of(table("places")["venue_words"]["words"]))


@cache
def _surely() -> re.Pattern[str]:
    pattern = table("places")["venue_words"]["surely"].replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{pattern})\s*$")


@cache
def _maybe() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{table('places')['venue_words']['maybe']})\s*$")


@cache
def _unless() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{table('places')['venue_words']['unless']})\s*$")


@cache
def _buildings() -> re.Pattern[str]:
    return re.compile(table("places")["venue_words"]["organisations"])


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


@cache
def _demonyms() -> re.Pattern[str]:
    stems = "|".join(sorted(table("places")["demonyms"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)({stems})(?:[oaie]|he|hi|i[ae]?)?(?!\w)")


def country_of_adjective(folded: str) -> str | None:
    """Name the country of the first nationality in a text.

    Parameters
    ----------
    folded
        Folded words, such as “missione giapponese”.
    """
    match = _demonyms().search(folded)
    return table("places")["demonyms"][match[1]] if match else None
