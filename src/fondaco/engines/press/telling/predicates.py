"""Roles said by a noun and “essere”: “partner dell'evento sono Alfa e Beta”."""

import re
from collections.abc import Sequence
from functools import cache

from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.triggers import Side, Trigger


def with_predicates(
    text: Text, sentence: Sentence, triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Add what nouns with “essere” say to the other words that give roles.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    triggers
        What was found in it; what a predicate covers is none by itself.

    Returns
    -------
    list[Trigger]
        In order.
    """
    found = [
        Trigger(*match.span(), match.lastgroup or "", Side.AFTER, True, False, match[0])
        for match in _predicate().finditer(text.folded, sentence.start, sentence.end)
    ]
    if not found:
        return list(triggers)
    others = [
        t
        for t in triggers
        if not any(p.start <= t.start < p.end or t.start <= p.start < t.end for p in found)
    ]
    return sorted([*others, *found], key=lambda trigger: trigger.start)


@cache
def _predicate() -> re.Pattern[str]:
    nouns = "|".join(
        f"(?P<{role}>{one_of(words)})"
        for role, words in table("roles")["predicates"].items()
    )
    return re.compile(
        r"(?:(?<=^)|(?<=[.;:,\n(]\s)|(?<=[.;:\n•-])|(?<=\se\s)|(?<=\smentre\s))"
        r"(?:(?:tra|fra)\s+)?(?:(?:i|gli|le|il|lo|la|un|una|altri|altro)\s+|l')?"
        rf"(?:{nouns})(?!\w)(?:\s+(?:ufficial|tecnic|istituzional|scientific|principal|unic|local|stranier)\w+)?"
        r"(?:\s*(?:(?:di|del|dello|della|dei|degli|delle)\s|dell'|d')[^.;:\n]{1,110}?)??"
        r",?\s+(?:è|sono|sara|saranno|era|erano|figura|figurano|figuravano|figureranno"
        r"|(?:ci|vi)\s+(?:sono|saranno|erano|sara))(?:\s+stat[oaie])?"
        r"(?:\s+(?:anche|inoltre|poi|quest'anno|ancora))*\s+"
    )
