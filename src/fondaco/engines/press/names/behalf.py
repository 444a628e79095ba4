"""On whose behalf people are somewhere: “per Confindustria c'era Anna Rossi”."""

import re
from bisect import bisect_left
from dataclasses import replace

from fondaco.engines.press.items import Named, Person
from fondaco.engines.press.normalising import Text

# “L'assessore regionale allo Sviluppo Economico, Lavoro e Imprese”
LONGEST_OFFICE = 110


def sent_by(text: Text, person: Person, organisations: list[Named]) -> Person:
    """Of “per Confindustria c'era Anna Rossi, per AFIL Carlo Bianchi” give the bodies.

    Parameters
    ----------
    text
        A text made plain.
    person
        Without an organisation.
    organisations
        All of the text, in order.
    """
    number = bisect_left(organisations, person.start, key=lambda named: named.start)
    if not number:
        return person
    nearest = organisations[number - 1]
    between = text.folded[nearest.end : person.start]
    before = text.folded[max(0, nearest.start - 30) : nearest.start]
    if len(between) <= LONGEST_OFFICE and _LED_BY.fullmatch(between):
        return replace(person, organisation=nearest)
    if _THROUGH.fullmatch(between):
        return replace(person, organisation=nearest)
    # “Barilla - Luca Ruini: la confezione”, a line of a programme.
    line = text.plain.rfind("\n", 0, nearest.start) + 1
    if between == " - " and not text.plain[line : nearest.start].strip(" -•*"):
        return replace(person, organisation=nearest)
    if len(between) > 40 or not _WAS_THERE.fullmatch(between):
        return person
    if not _ON_BEHALF.search(before):
        return person
    return replace(person, organisation=nearest)


# “La delegazione di Alfa, guidata dal presidente Rossi”: of Alfa.
_LED_BY = re.compile(
    r"(?:\s*,)?(?:\s+(?!e\s)[\w']+){0,6}?,?\s+(?:guidat|presiedut|dirett|capitanat|capeggiat|condott"
    r"|rappresentat|rett|amministrat|fondat)[oaie]\s+(?:(?:anche|ancora|oggi)\s+)?(?:da|dal|dalla|dallo|dall'|dai)\s*"
    r"(?:(?:su[oa]|propri[oa]|stess[oa])\s+)?"
)


# “Ha cominciato Nexi con Andrea Colombo”, “l’ateneo, nella persona di Dario Bellini”
_THROUGH = re.compile(
    r"(?:\s*,)?\s+(?:con|nella\s+persona\s+d(?:i|el|ella|ello))\s+"
    r"(?:(?:il|la|lo|i)\s+|l')?"
)
_ON_BEHALF = re.compile(
    r"(?<!\w)(?:per(?:\s+conto\s+d\w+)?|in\s+rappresentanza\s+d\w+|a\s+nome\s+d\w+)"
    r"(?:\s+(?:il|la|lo))?\s*(?:l')?$"
)
_WAS_THERE = re.compile(
    r"\s*,?\s*(?:(?:ha|hanno|è|c'è|c'era|c'erano|era|ci\s+sara|sara|interverra|intervengono"
    r"|interviene|parlera|partecipera|partecipa|parla)\s+)?"
    r"(?:(?:partecipato|parlato|intervenut[oaie]|presente|presenti|portato|relazionato)\s+)?"
    r"(?:(?:il|la|l'|lo|i|anche)\s*)?"
)
