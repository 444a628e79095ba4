"""People whose given names nobody lists, by what stands beside their names."""

import re
from collections.abc import Iterator
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Person
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.names.lookup import is_place
from fondaco.engines.press.normalising import Text

_WORD = r"[A-ZÀ-ÝŁŚŽŠČĆŐŘĐ][\w'-]*[a-zà-ÿ\u0100-\u017f]"
_NAME = re.compile(
    rf"(?<![\w'.&-])(?P<name>(?:[A-Z]\.\s?){{1,2}}{_WORD}|{_WORD}(?:\s(?:(?:de|di|del|della|dalla|van|von|der|da|la|ter|zu|el|al|bin)\s)?{_WORD}){{1,3}})"
    r"(?=\s*[,(])"
)
# “- Christine Moser, Standort Innsbruck”, “12.00 Il caso svizzero - Reto Caduff, Alfa”.
_IN_LIST = re.compile(
    r"(?:(?:^|\n)\s*(?:[-•*▪·]\s*)?|[;:]\s|\d[.:]\d\d\s*(?:[^\n.;]{0,90}?\s)?(?:[-–:|]\s)?)$"
)
_BODY_AFTER = re.compile(r"\s*,\s+(?:(?:il|la)\s+|l')?[A-ZÀ-Ý]")
_THING = re.compile(
    rf"{table('people')['not_people_after']}|{one_of(table('organisation_words')['before_things'])}"
)


def find_strangers(text: Text, people: list[Person]) -> Iterator[Person]:
    """Find people by the office, or the body in brackets, after their names.

    Parameters
    ----------
    text
        A text made plain.
    people
        Who is known already.

    Yields
    ------
    Person
        Without offices and organisations.
    """
    taken = bytearray(len(text.plain) + 1)
    for person in people:
        taken[person.start : person.end] = b"\x01" * (person.end - person.start)
    for match in _NAME.finditer(text.plain):
        start, end = match.span("name")
        if any(taken[start:end]) or not _may_be_somebody(match["name"]):
            continue
        initial = match["name"][1] == "."
        if initial or _after().match(text.folded, end) or _is_listed(text, start, end):
            name = " ".join(match["name"].split())
            yield Person(start, end, name, "", None, start, end)


def _is_listed(text: Text, start: int, end: int) -> bool:
    before = text.plain[max(0, start - 120) : start]
    return (
        _BODY_AFTER.match(text.plain, end) is not None
        and _IN_LIST.search(before) is not None
        and text.plain[start:end].count(" ") < 3
    )


def _may_be_somebody(name: str) -> bool:
    parts = fold(name).split()
    vocabulary = table("organisation_words")
    never = {
        *vocabulary["first_words"],
        *vocabulary["last_words"],
        *vocabulary["not_names"],
        *vocabulary["never_first"],
    }
    if _THING.fullmatch(parts[0]) or parts[0].endswith(("era", "ira", "eranno")):
        return False
    if any(
        part in never or part in words("function_words")
        for part in (parts[0], parts[-1])
    ):
        return False
    return not (
        is_place(name)
        or is_place(parts[0])
        or any(part in words("common_words") for part in parts)
    )


@cache
def _after() -> re.Pattern[str]:
    """Match an office after a comma, or a kind of body that has people in brackets."""
    offices = one_of(table("people")["offices"])
    bodies = one_of(table("people")["bodies_beside"])
    return re.compile(
        rf"\s*,\s+(?:(?:gia|attuale|neo)\s+)?(?:{offices})(?![\w-])"
        rf"|\s*\((?:{offices}|{bodies})(?!\w)"
    )


# One body after the name, and then the end of the item.
_ITEM = re.compile(
    r",\s(?:l'|il\s|la\s)?[A-ZÀ-Ý][^,;:.\n()]{1,60}(?:\([^()]{2,20}\)\s*)?"
    r"(?:\s*[;\n(]|\s*$|,\s[A-ZÀ-Ý][\w ]{2,25}(?:[;\n]|$)|\.\s*(?:\n|$)|\s[-–]\s)"
)


def is_item(text: Text, person: Person) -> bool:
    """Tell whether “- Christine Moser, Standort Innsbruck” is a line of a list.

    Parameters
    ----------
    text
        A text made plain.
    person
        With the name that the line begins with.
    """
    before = text.plain[max(0, person.name_start - 120) : person.name_start]
    return (
        _IN_LIST.search(before) is not None
        and _ITEM.match(text.plain, person.name_end) is not None
    )
