"""Cities that the gazetteer lacks, by what stands beside them."""

import re
from collections.abc import Iterator, Sequence

from fondaco.engines.language.gazetteer import find_place, place_key
from fondaco.engines.press.items import When, Where
from fondaco.engines.press.lexicon import lines, table, words
from fondaco.engines.press.names.lookup import city_called, country_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_common


def find_abroad(text: Text, blocked: bytearray) -> Iterator[Where]:
    """Find cities by the country beside them: “a Lessebo, in Svezia”.

    Parameters
    ----------
    text
        A text made plain.
    blocked
        Where something else is named.
    """
    for match in _SMALL.finditer(text.plain):
        name, country = match["name"], country_called(place_key(match["country"]))
        start = match.start("name")
        if country in (None, "IT") or any(blocked[start : match.end()]):
            continue
        key = place_key(name)
        if find_place(key, country) or country_called(key) or is_common(key.split()[0]):
            continue
        if match["bracket"] is None and city_called(key):
            continue
        yield Where(start, match.end("country"), name, country, None)


_SMALL = re.compile(
    r"\b(?:[Aa]d?|[Dd]i|[Dd]a)\s(?P<name>[A-ZÀ-Ý][\w-]+(?:\s[A-ZÀ-Ý][\w-]+)?)"
    r"(?:,\s(?:in|nel|nella|negli|nei)\s|\s(?P<bracket>\((?:in\s)?))"
    r"(?P<country>[A-ZÀ-Ý]\w+(?:\s[A-ZÀ-Ý]\w+)?)(?=[),.;:\s]|$)"
)


def find_towns(
    text: Text, blocked: bytearray, dates: Sequence[When]
) -> Iterator[Where]:
    """Find small towns by the day beside them: “il 3 maggio a Fisciano”.

    Parameters
    ----------
    text
        A text made plain.
    blocked
        Where something else is named.
    dates
        Of the text.
    """
    starts, ends = {d.start for d in dates}, {d.end for d in dates}
    for match in _TOWN.finditer(text.plain):
        start, end = match.span("name")
        after = {end + 1, end + 2} & starts
        before = {match.start() - 1, match.start() - 2} & ends
        key = place_key(match["name"])
        if not (after or before) or any(blocked[start:end]) or _is_no_town(key):
            continue
        if country_called(key) or key in words("given_names"):
            continue
        yield Where(start, end, match["name"], None, None)


_TOWN = re.compile(
    r"\b[Aa]d?\s(?P<name>[A-ZÀ-Ý][a-zà-ÿ]{3,}(?:\s[A-ZÀ-Ý][a-zà-ÿ]+)?)(?![\w&-]|\s[A-ZÀ-Ý])"
)


def find_municipalities(text: Text, blocked: bytearray) -> Iterator[Where]:
    """Find small Italian towns behind a preposition: “a Serdiana”, “di Amaro (UD)”.

    Parameters
    ----------
    text
        A text made plain.
    blocked
        Where something else is named.
    """
    for match in _BEHIND.finditer(text.plain):
        start = match.start("name")
        name = match["name"]
        while name:
            end = start + len(name)
            if place_key(name) in lines("towns") and not any(blocked[start:end]):
                code = _PROVINCE.match(text.plain, end)
                if code or _may_be_town(text, name, end):
                    yield Where(start, end, name, "IT", None)
                break
            name = name.rpartition(" ")[0]


def _may_be_town(text: Text, name: str, end: int) -> bool:
    """Whether the name is no plain word, nobody's, and goes no further."""
    key = place_key(name)
    if _is_no_town(key) or key.split()[0] in words("given_names"):
        return False
    return _GOES_ON.match(text.plain, end) is None


def _is_no_town(key: str) -> bool:
    """Whether it is a plain word, or a city elsewhere: “a Varna, in Bulgaria”."""
    return (
        is_common(key.split()[0])
        or city_called(key) is not None
        or key in table("places")["not_cities"]
    )


_BEHIND = re.compile(
    r"(?<!\w)(?:[Aa]d?|[Dd]i|[Tt]ra|[Ff]ra|da|ed?)\s"
    r"(?P<name>[A-ZÀ-Ý][\w'-]+(?:\s(?:(?:d[aei]l?|della|dei|in|al|sul|la|a)\s|d[ei]?ll?')?"
    r"[A-ZÀ-Ý][\w'-]+){0,3})"
)
_PROVINCE = re.compile(r"\s*\([A-Z]{2}\)")
_GOES_ON = re.compile(r"\s[A-ZÀ-Ý&]|[\w&-]")
