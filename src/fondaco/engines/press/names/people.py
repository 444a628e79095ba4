"""People, by their given names, and by the offices and the titles before them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from fondaco.engines.press.items import Person
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.names.lookup import is_place
from fondaco.engines.press.names.strangers import find_strangers
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Token, Tokens

_PARTICLES = frozenset(
    [
        "de",
        "di",
        "del",
        "della",
        "dalla",
        "da",
        "dal",
        "dello",
        "degli",
        "delle",
        "dei",
        "d'",
        "van",
        "von",
        "der",
    ]
)
LONGEST_NAME = 4
_OF_ANOTHER = re.compile(r"[A-ZÀ-Ý][\w'-]+\s[A-ZÀ-Ý][\w'-]+,\s(?:[a-zà-ÿ-]+\s){1,3}$")
# “Assessora comunale”, “presidente nazionale”, “console onorario”.
KIND = (
    r"(?:region|comun|provinci|nazion|gener)al[ei]|onorari[oa]|vicari[oa]|scientific[oa]"
    r"|europe[oa]|esecutiv[oa]|straordinari[oa]|uscente|aggiunt[oa]|italian[oa]"
)


def find_people(text: Text, tokens: Tokens) -> list[Person]:
    """Find people by their given names, or by the office before the name.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.

    Returns
    -------
    list[Person]
        In the order of the text, without offices and organisations.
    """
    found: list[Person] = []
    position = 0
    everything = tokens.all
    while position < len(everything):
        last = _name_from(text, everything, position)
        if last is None:
            position += 1
            continue
        start, end = everything[position].start, everything[last].end
        name = " ".join(text.plain[start:end].split())
        found.append(Person(start, end, name, "", None, start, end))
        position = last + 1
    found = sorted([*found, *find_strangers(text, found)], key=lambda p: p.start)
    return _completed(_by_surname(text, tokens, found))


def _by_surname(text: Text, tokens: Tokens, found: list[Person]) -> list[Person]:
    """Find those again who are called by their family name: “Viscardi è fra…”."""
    if not found:
        return found
    known: dict[str, Person] = {}
    for person in found:
        surname = person.name.split()[-1]
        if " " in person.name and len(surname) > 3 and not is_place(surname):
            known.setdefault(surname, person)
    taken = bytearray(len(text.plain) + 1)
    for person in found:
        taken[person.start : person.end] = b"\x01" * (person.end - person.start)
    everything = tokens.all
    again = []
    for number, token in enumerate(everything):
        whole = known.get(text.plain[token.start : token.end])
        if whole is None or taken[token.start] or token.start < whole.end:
            continue
        if _is_part_of_name(everything, number):
            continue
        again.append(
            Person(token.start, token.end, whole.name, "", None, token.start, token.end)
        )
    return sorted([*found, *again], key=lambda person: person.start)


def _is_part_of_name(tokens: Sequence[Token], number: int) -> bool:
    """Whether a capital is beside it: “Gruppo Sapio” is a body."""
    token = tokens[number]
    return any(
        0 <= other < len(tokens)
        and tokens[other].is_name
        and tokens[other].folded[0].isalnum()
        and 1 in (tokens[other].start - token.end, token.start - tokens[other].end)
        for other in (number - 1, number + 1)
    )


def _name_from(text: Text, tokens: Sequence[Token], position: int) -> int | None:
    """Give the number of the last token of a name that begins at a position."""
    token = tokens[position]
    if not token.is_name or not token.folded[0].isalpha():
        return None
    before = tokens[position - 1] if position else None
    addressed = _is_addressed(text, token.start)
    given = token.folded in words("given_names") and not token.is_acronym
    if (
        given
        and before is not None
        and _not_people().fullmatch(before.folded.rstrip("'"))
    ):
        return None
    if not given and not addressed:
        return None
    # “Reto Caduff, direttore Hazard Lab”: of the body, not of a second person.
    if not given and _OF_ANOTHER.search(
        text.plain[max(0, token.start - 60) : token.start]
    ):
        return None
    last = position
    while last + 1 < len(tokens) and last - position < LONGEST_NAME:
        following = tokens[last + 1]
        if text.plain[tokens[last].end : following.start].strip(" ") or not _may_follow(
            text, tokens, last + 1, position
        ):
            break
        last += 1
    while last > position and tokens[last].folded in _PARTICLES:
        last -= 1
    if last > position or (addressed and not given and _is_surname(token)):
        return last
    return None


def _may_follow(text: Text, tokens: Sequence[Token], number: int, first: int) -> bool:
    token = tokens[number]
    if token.folded in _PARTICLES:
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        # “Lucio di Milano” is no name; “Lucio Di Milano” is.
        capital = text.plain[token.start].isupper() or token.folded in {
            "van",
            "von",
            "der",
        }
        return capital and following is not None and following.is_name
    if not token.is_name or not token.folded[0].isalpha():
        return False
    if token.is_acronym and len(token.folded) <= 6 and number > first:
        return False
    return token.folded not in table("organisation_words")["first_words"]


def _is_surname(token: Token) -> bool:
    not_names = table("organisation_words")["not_names"]
    firsts = table("organisation_words")["first_words"]
    return (
        len(token.folded) > 2
        and not token.is_acronym
        and token.folded not in not_names
        and token.folded not in firsts
    )


def _is_addressed(text: Text, start: int) -> bool:
    return bool(_before_name().search(text.folded[max(0, start - 40) : start]))


def _completed(found: list[Person]) -> list[Person]:
    """Give those who are called by their family name alone their whole name."""
    whole = {p.name.split()[-1]: p.name for p in found if " " in p.name}
    return [
        p if " " in p.name else replace(p, name=whole.get(p.name, p.name))
        for p in found
    ]


@cache
def _before_name() -> re.Pattern[str]:
    people = table("people")
    return re.compile(
        rf"(?<!\w)(?:(?:{one_of(people['offices'])})(?:\s+(?:{KIND}))?"
        rf"|{one_of(people['address'])})\s*$"
    )


@cache
def _not_people() -> re.Pattern[str]:
    return re.compile(table("people")["not_people_after"])
