"""Nouns of activities that are here of an hour, of a room, or of a table."""

import re

from fondaco.engines.press.normalising import Text
from fondaco.engines.press.telling.mention import Mention

_IN = re.compile(r"(?<!\w)in\s+(?:tarda\s+|prima\s+)?$")
_HOURS = frozenset({"serata", "mattinata", "giornata"})
_ROOM = re.compile(
    r"salone\s+(?:d'onore|delle\s+feste|degli?\s+(?:specchi|arazzi|affreschi|stucchi|svizzeri)"
    r"|dei\s+(?:ricevimenti|marmi|cinquecento|congressi)|delle\s+(?:conferenze|cerimonie|grida"
    r"|colonne|assemblee)|consiliare|centrale|affrescato|parrocchiale)(?!\w)"
)
_SEATED = re.compile(
    r"tavol[oi]\s+(?:\w+\s+)?(?:sied|sed|si\s+alterna|c'era|hanno\s+preso)"
)


def is_hour_or_room(text: Text, mention: Mention) -> bool:
    """“In serata”, “nel salone degli specchi”, “al tavolo sedevano”.

    Parameters
    ----------
    text
        A text made plain.
    mention
        A noun of an activity in it.
    """
    if mention.title is not None:
        return False
    folded, start = text.folded, mention.start
    if _ROOM.match(folded, start) or _SEATED.match(folded, start):
        return True
    word = re.match(r"\w+", folded[start : mention.end])
    before = folded[max(0, start - 12) : start]
    return word is not None and word[0] in _HOURS and _IN.search(before) is not None
