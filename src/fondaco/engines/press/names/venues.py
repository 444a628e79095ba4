"""Buildings: by their names, their words, and as the seats of organisations."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.items import Named, Where
from fondaco.engines.press.lexicon import literal, one_of, table, whole
from fondaco.engines.press.names.growing import city_of, grown, trimmed
from fondaco.engines.press.names.halls import find_held, find_in_brackets
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text
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
    found += find_in_brackets(text)
    found += find_held(text, tokens)
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
        last = grown(text, tokens, match.end())
        if last is not None and not _is_code(text.plain[match.start() : last]):
            yield trimmed(text, match.start(), last)
    for match in _ENGLISH.finditer(text.plain):
        first = city_called(place_key(match["first"]))
        if first is not None:
            yield Where(*match.span(), *first, match[0])
        else:
            yield Where(*match.span(), None, None, match[0])


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
        last = grown(text, tokens, seat.end() if seat else start)
        if last is None:
            continue
        # “Nella sede di Milano” is in Milan, and that is all.
        if seat and city_called(place_key(text.plain[seat.end() : last])):
            continue
        yield trimmed(text, start, last)


_SEAT_OF = re.compile(r"sede\s+(?:di|del|della|dell')\s*")
_PRESSO = re.compile(
    r"\b[Pp]resso\s+(?:il\s+|la\s+|lo\s+|l'|gli\s+|le\s+|i\s+)?(?=[A-ZÀ-Ý])"
    r"|\b(?:nella|alla|in|presso\s+la)\s+(?=sede\s+(?:di|del|della|dell')\s*[A-ZÀ-Ý])"
)


def _is_code(words: str) -> bool:
    """Whether “padiglione B1” and “hall 3” say no more than where in a fair."""
    return bool(re.search(r"\b[A-Z]?\d+[A-Z]?$|\b[A-Z]$", words))


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
        city, country = city_of(organisation.name) or (None, None)
        yield Where(start, organisation.end, city, country, name)


_SEAT = re.compile(
    r"(?P<seat>(?:sed[ei]|aul[ae](?: magna)?|sal[ae](?: \w+)?)\s+(?:di"
    r"|del|della|dell'|dello|degli)\s*)$"
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
    city, country = city_of(organisation.name) or (None, None)
    return Where(organisation.start, organisation.end, city, country, organisation.name)


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
