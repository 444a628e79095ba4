"""Capacities in which somebody does something: “in qualità di relatore”."""

import re
from dataclasses import dataclass
from functools import cache

from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Capacity:
    """“In qualità di coordinatore”: a role said of whom the clause is about.

    Parameters
    ----------
    start, end
        In the plain text, the end excluded.
    role
        A code.
    """

    start: int
    end: int
    role: str


def find_capacities(text: Text, sentence: Sentence) -> list[Capacity]:
    """Find the capacities in which somebody does something.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    """
    return [
        Capacity(match.start(), match.end(), match.lastgroup or "")
        for match in _capacities().finditer(text.folded, sentence.start, sentence.end)
    ]


@cache
def _capacities() -> re.Pattern[str]:
    capacity = table("roles")["capacity"]
    nouns = "|".join(
        f"(?P<{role}>{one_of(names)})" for role, names in capacity["nouns"].items()
    )
    return whole(
        rf"(?:{one_of(capacity['before'])})\s+(?:anche\s+)?(?:(?:il|lo|la"
        rf"|l'|uno|una|un|i|gli|le)\s*)?(?:solo\s+|unico\s+)?(?:{nouns})"
    )
