"""Buildings: by their names, their words, and as the seats of organisations."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.items import Named, Where
from fondaco.engines.press.lexicon import literal, one_of, table, whole
from fondaco.engines.press.names.lookup import city_called, country_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_common
from fondaco.engines.press.tokens import Tokens


def find_venues(
    text: Text, tokens: Tokens, organisations: Sequence[Named]
) -> Iterator[Where]:
    """Find the buildings of a text; none overlaps another.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    organisations
        Some of them are also buildings, where a text says so.

    Yields
    ------
    Where
        With its city, where the name says it.
    """
    end = 0
    found = [*_named_venues(text, tokens), *_seats(text, organisations)]
    found += _at(text, tokens)
    found += _in_brackets(text)
    found += _held_at(text, tokens)
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
        country = city_called(place_key(city)) if city else None
        name = text.plain[match.start() : match.end()]
        yield Where(*match.span(), city or None, country[1] if country else None, name)
    for match in _venue_words().finditer(text.folded):
        last = _grown(text, tokens, match.end())
        if last is not None and not _is_code(text.plain[match.start() : last]):
            yield _trimmed(text, match.start(), last)

    for match in _ENGLISH.finditer(text.plain):
        city_of = city_called(place_key(match["first"])) or (None, None)
        yield Where(*match.span(), *city_of, match[0])


# “Trieste Convention Center”: the word of the building is the last.
_ENGLISH = re.compile(
    r"(?P<first>[A-ZÀ-Ý][\w'-]+)(?:\s[A-ZÀ-Ý][\w'-]+){0,2}\s"
    r"(?:(?:Convention|Congress|Exhibition|Conference|Expo|Trade|Science)\s"
    r"(?:Cent(?:er|re)|Hall|Park)|Palace|Arena|Stadium|Town\sHall|Concert\sHall)(?!\w)"
)


def _at(text: Text, tokens: Tokens) -> Iterator[Where]:
    """“Presso il Talent Garden Calabiana”: whatever is named there is a building."""
    for match in _PRESSO.finditer(text.plain):
        start = match.end()
        seat = _SEAT_OF.match(text.plain, start)
        last = _grown(text, tokens, seat.end() if seat else start)
        if last is None:
            continue
        # “Nella sede di Milano” is in Milan, and that is all.
        if seat and city_called(place_key(text.plain[seat.end() : last])):
            continue
        yield _trimmed(text, start, last)


def _in_brackets(text: Text) -> Iterator[Where]:
    """“(Allianz MiCo, 14-18 ottobre)”, “(Lione, Eurexpo, Hall 4)”."""
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
        city_of = next(filter(None, map(city_called, words)), (None, None))
        yield Where(start, start + len(name), *city_of, name)


_BRACKETS = re.compile(
    r"\((?:(?P<city>[A-ZÀ-Ý][\w' ]{2,25}),\s+)?(?P<name>[A-ZÀ-Ý][\w'& -]{2,40}),\s+"
    r"(?=(?:dal?\s|il\s|l')?\d{1,2}|[Hh]all|[Pp]ad|stand)"
    r"|\d{1,2}\s+[a-z]{4,9}(?:\s\d{4})?,\s+(?P<last>[A-ZÀ-Ý][\w'& -]{2,40})\)"
)


def _held_at(text: Text, tokens: Tokens) -> Iterator[Where]:
    """“Si terrà alla Mole Vanvitelliana”, “al Weizmann Institute di Rehovot”."""
    for match in _HELD.finditer(text.plain):
        last = _grown(text, tokens, match.end())
        if last is None:
            continue
        where = _trimmed(text, match.end(), last)
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
        city = city_called(place_key(match[1]))
        if city is not None:
            return Where(start, end, *city, text.plain[start : start + match.start()])
    body = re.search(
        r"\s(?:di|del|della|dell'|dello)\s?(?=[A-ZÀ-Ý])", text.plain[start:end]
    )
    city_of = _city_of(text.plain[start + body.end() : end]) if body else None
    return Where(start, end, *(city_of or (None, None)), text.plain[start:end])


_OF_BODY = re.compile(r"\s(?:di|del|della|dell'|dello)\s?(?=[A-ZÀ-Ý])")
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


_OF_A_CITY = re.compile(
    r"conf\w+|un(?:industria|ioncamere|ione)|ass(?:industria|olombarda)|cna|camera|api|ance"
)


def seat_of(organisation: Named) -> Where | None:
    """Give the seat of an organisation that is a building, too.

    Parameters
    ----------
    organisation
        Such as a chamber of commerce or a university.
    """
    if _buildings().match(fold(organisation.name)) is None:
        return None
    city, country = _city_of(organisation.name) or (None, None)
    return Where(organisation.start, organisation.end, city, country, organisation.name)


def _city_of(name: str) -> tuple[str, str] | None:
    match = re.search(r"\s(?:di|degli studi di|-)\s+([A-ZÀ-Ý][\w' ]+)$", name)
    if match:
        return city_called(place_key(match[1]))
    # “Confindustria Vicenza”, “Unindustria Como”.
    words = name.split()
    if len(words) < 2 or not _OF_A_CITY.match(fold(words[0])):
        return None
    return city_called(place_key(words[-1]))


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
