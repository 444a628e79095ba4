"""The offices that people hold, and for whom they speak."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from fondaco.engines.language.gazetteer import find_place
from fondaco.engines.press.items import Named, Person
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.names.behalf import LONGEST_OFFICE, sent_by
from fondaco.engines.press.names.bodies import introduction
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.names.people import KIND
from fondaco.engines.press.names.strangers import is_item
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Tokens

_OF = (
    r"\s*(?:di|del|dello|della|dell'|dei|degli|delle|d'|per|of"
    r"|presso|-|,|/)?\s*(?:il\s+|la\s+|l')?"
)


def give_offices(
    text: Text, tokens: Tokens, people: list[Person], organisations: list[Named]
) -> list[Person]:
    """Find the offices of people and the organisations in which they hold them.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    people, organisations
        What was found in it, each in order.

    Returns
    -------
    list[Person]
        Those spans cover what was found, so that an organisation that only tells whose
        president somebody is does not stand for itself.
    """
    starting = {organisation.start: organisation for organisation in organisations}
    starts = [person.start for person in people]
    ending = {organisation.end: organisation for organisation in organisations}
    found: list[Person] = []
    for person in people:
        free_from = found[-1].end if found else 0
        whole = _with_office(text, tokens, person, starting, ending, free_from, starts)
        if whole.organisation is None:
            whole = sent_by(text, whole, organisations)
        # “L'assessore Sala, il rettore dell'Università Morzenti”: of the next one.
        if whole.end > person.end and _leads_to(text, whole.end, people):
            whole = _before_alone(text, person, ending, free_from)
        found.append(whole)
    return found


# “Fabio Porro, in rappresentanza della Camera di commercio di Como”
_SENT = re.compile(
    r"\s*[,(]?\s*(?:in\s+rappresentanza|per\s+conto|a\s+nome|in\s+nome|inviat[oa]|delegat[oa])\s+"
    r"(?:di|del|dello|della|dei|degli|delle|dell')(?:\s+|(?<='))"
    r"|\s+per\s+(?:(?:il|lo|la|i|gli|le)\s+|l')?"
)


def _leads_to(text: Text, end: int, people: list[Person]) -> bool:
    return any(
        0 <= p.start - end <= 2 and not text.plain[end : p.start].strip()
        for p in people
    )


def _before_alone(
    text: Text, person: Person, ending: dict[int, Named], free_from: int
) -> Person:
    """Give the office that stands before a name, and none after it."""
    before = person.start
    while before > 0 and text.folded[before - 1] in " ,-":
        before -= 1
    organisation = ending.get(before)
    office = _office_before(
        text.folded, organisation.start if organisation else person.start
    )
    if office is None or office[0] < free_from or (organisation and not office[2]):
        return person
    return replace(person, start=office[0], office=office[1], organisation=organisation)


def _with_office(
    text: Text,
    tokens: Tokens,
    person: Person,
    starting: dict[int, Named],
    ending: dict[int, Named],
    free_from: int,
    starts: Sequence[int],
) -> Person:
    folded = text.folded
    # 1. “il presidente del CLM Saverio Gaboardi”, “il presidente Saverio Gaboardi”
    before = person.start
    while before > 0 and folded[before - 1] in " ,-":
        before -= 1
    organisation = ending.get(before)
    stop = organisation.start if organisation else person.start
    office = _office_before(folded, stop)
    if (
        office is not None
        and office[0] >= free_from
        and (organisation is None or office[2])
    ):
        start, words_, _ = office
        person = replace(person, start=start, office=words_, organisation=organisation)
    sent = _SENT.match(folded, person.name_end)
    if sent is not None and person.organisation is None:
        whose = starting.get(sent.end()) or _unknown_body(
            text, tokens, sent.end(), starts
        )
        if whose is not None:
            return replace(person, end=whose.end, organisation=whose)
    # 2. “Saverio Gaboardi, presidente del CLM”, “Marek Przeor (DG GROW)”
    after = _after_name().match(folded, person.name_end)
    if after is None:
        return person
    office_after = " ".join((after["office"] or "").split())
    named = (
        starting.get(after.end())
        or _next_after_complement(folded, after, starting)
        or _introduced(folded, after, starting)
    )
    item = not office_after and is_item(text, person)
    if named is None and (item or _is_bare_link(after)):
        named = _unknown_body(text, tokens, after.end(), starts)
    if (
        named is None
        and office_after
        and after.end() > after.end("office")
        and "," not in folded[after.end("office") : after.end()]
    ):
        # “Reto Caduff, direttore Hazard Lab”, without “di”.
        named = _unknown_body(text, tokens, after.end(), starts)
    if named is None:
        if office_after and not person.office:
            return replace(person, end=after.end(), office=office_after)
        return person
    if not office_after and after["sign"] is None and person.organisation is not None:
        return person
    # “Ilaria Re, di LGCA”
    known = named.start in starting and after[0].split() == [",", "di"]
    if not office_after and not item and not known and not _is_bare_link(after):
        return person
    # “Paolo Gelfi (Intellimech, presidente)”
    inside = _OFFICE_INSIDE.match(folded, named.end) if after["sign"] == "(" else None
    said = " ".join(inside["office"].split()) if inside else office_after
    return replace(
        person,
        end=inside.end() if inside else named.end,
        office=person.office or said,
        organisation=person.organisation or named,
    )


def _unknown_body(
    text: Text, tokens: Tokens, position: int, starts: Sequence[int]
) -> Named | None:
    """Of “Giovanni Soccodato di Leonardo” the company; “di Milano” is none."""
    stop = _NAME_STOP.search(text.plain, position)
    end = stop.start() if stop else len(text.plain)
    # “Il project officer della Commissione Jan Novák”: the name is somebody's.
    following = bisect_left(starts, position)
    if following < len(starts):
        end = min(end, starts[following])
    named = name_at(text, tokens, position, end) if position < end else None
    # “(ISPRA)” is the institute, though there is a town.
    if named is None or (
        find_place(named.name) is not None and not named.name.isupper()
    ):
        return None
    return named


_OFFICE_INSIDE = re.compile(
    rf"\s*,\s*(?P<office>{one_of(table('people')['offices'])})(?![\w-])[^()\n]{{0,30}}(?=\))"
)
_NAME_STOP = re.compile(r"[,;.:()\n]|\s(?:e|ed)\s")


def _is_bare_link(after: re.Match[str]) -> bool:
    """Whether “Marek Przeor della DG GROW” or “(DG GROW)”, and no list, goes on."""
    link = after[0].strip()
    # “Elena Zambelli, della Beretta”, but not “Anna Rossi, di Milano”
    if re.match(r",\s*(?:del|dello|della|dell')(?!\w)", link):
        return True
    return link.startswith(("(", "d", "-", "/")) and not link.startswith("da")


def _office_before(folded: str, stop: int) -> tuple[int, str, bool] | None:
    """Find the office that ends before a name, or before the organisation before it."""
    left = max(0, stop - LONGEST_OFFICE)
    window = folded[left:stop]
    found = list(_office().finditer(window))
    if not found:
        return None
    match = found[-1]
    rest = window[match.end() :]
    linked = bool(_LINK.fullmatch(rest))
    if not linked:
        if not _COMPLEMENT.fullmatch(rest):
            return None
        # “Assessore allo Sviluppo economico della Regione Umbria”
        linked = _LINK_END.search(rest) is not None
    return left + match.start(), " ".join(match[0].split()), linked


def _next_after_complement(
    folded: str, after: re.Match[str], starting: dict[int, Named]
) -> Named | None:
    """Of “responsabile ricerca e innovazione di Assolombarda”, the last word."""
    if not after["office"]:
        return None
    for start in range(after.end(), min(len(folded), after.end() + 60)):
        if folded[start] in ",.;:()\n":
            return None
        if start in starting and _LINK_END.search(folded[after.end() : start]):
            return starting[start]
    return None


def _introduced(
    folded: str, after: re.Match[str], starting: dict[int, Named]
) -> Named | None:
    """Of “fondatrice della start-up Celluloop”, “direttore dell'olandese Texperium”."""
    words = _body_words().match(folded, after.end()) if after["office"] else None
    return starting.get(words.end()) if words else None


@cache
def _body_words() -> re.Pattern[str]:
    return re.compile(introduction())


_LINK = re.compile(rf"(?:{_OF})")
_LINK_END = re.compile(
    r"(?:^|\s)(?:di|del|dello|della|dell'|dei|degli|delle"
    r"|presso|a|ad|al|allo|alla|all')\s*(?:la\s+|il\s+|l')?$"
)
_COMPLEMENT = re.compile(
    r"\s+(?:a|al|allo|alla|alle|all'|ai|agli|con\s+delega"
    r"|per|di|del|della|dell'|dello|delle|dei|degli)\s*"
    r"[^.;:()\n]{0,70}?,?\s*"
)


@cache
def _office() -> re.Pattern[str]:
    offices = one_of(table("people")["offices"])
    return re.compile(rf"(?<![\w-])(?:{offices})(?:\s+(?:{KIND}))?(?![\w-])")


@cache
def _after_name() -> re.Pattern[str]:
    offices = one_of(table("people")["offices"])
    return re.compile(
        r"\s*(?P<sign>[,(\-/])?\s*(?:(?:(?:il|la|gia|attuale|neo|nuov[oa])(?![\w'])\s*|l'|neo-))*"
        rf"(?:(?P<office>(?:{offices}))(?![\w-])(?:\s+e\s+(?:{offices})(?!"
        rf"[\w-]))?)?{_OF}"
    )
