"""Roles said by a noun alone: “main sponsor la Cassa Rurale”, “Ospite Anna Rossi”."""

import re
from collections.abc import Iterator
from functools import cache

from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence

# Before a label stands nothing, or what ends a clause.
_CLAUSE_END = re.compile(r"(?:^|[;:,|(–-]\s|[•*▪·✔☐»>]\s?|\n|\d\s)\s*$")
# “Stand realizzato grazie ad Alfa”, “un grazie alla Camera di commercio”
_THANKS = re.compile(
    r"(?<!\w)(?:un\s+)?(?:grazie|ringraziamento)(?:\s+(?:di\s+cuore|speciale|particolare|va|anche))*"
    r"\s+(?:(?:ad?|al|allo|alla|ai|agli|alle)\s+|all')@?"
)


def find_labels(text: Text, sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """Find nouns of roles right before the names of those who have them.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.

    Yields
    ------
    tuple[str, re.Match[str]]
        The role, and the words up to the name.
    """
    for match in _THANKS.finditer(text.folded, sentence.start, sentence.end):
        if text.plain[match.end() : match.end() + 1].isupper():
            yield "partner", match
    for match in _label().finditer(text.folded, sentence.start, sentence.end):
        before = text.folded[sentence.start : match.start()]
        name = text.plain[match.end() : match.end() + 1]
        if _CLAUSE_END.search(before) and (name.isupper() or name in "@“"):
            yield match.lastgroup or "", match


@cache
def _label() -> re.Pattern[str]:
    nouns = "|".join(
        f"(?P<{role}>{one_of(words)})"
        for role, words in table("roles")["predicates"].items()
    )
    return re.compile(
        r"(?<!\w)(?:(?:co-|main\s+|unic[oa]\s+)?)"
        rf"(?:{nouns})(?!\w)(?:\s+(?:ufficial|tecnic|istituzional|scientific|principal|unic|local)\w+)?"
        r"(?:\s+(?:del|della|dell')\s*(?:event|iniziativ|giornat|serat|convegn|mission|manifestazion|tour|progett|rassegn)\w+)?"
        r"\s*[:–-]?\s+(?:(?:il|la|lo|i|gli|le)\s+(?:nostr[oaie]\s+)?|l')?(?=\S)"
    )
