"""Whether a name may be of an event."""

import re
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.lexicon import lines, one_of, table, words
from fondaco.engines.press.names.lookup import city_called, country_called
from fondaco.engines.press.recasing import is_common

# Of these a name is of a building.
_OF_BUILDINGS = frozenset({"palace", "hotel", "hall", "arena", "center", "centre"})

# “San Polo di Torrile”, “Castel del Monte”: how names of places begin.
_OF_TOWNS = frozenset({"san", "santa", "santo", "sant'", "castel", "borgo", "monte"})


def may_be_event(name: str, *, first: bool) -> bool:
    """Tell a name of an event from one of a place, of somebody, or a plain word.

    Parameters
    ----------
    name
        As the text has it.
    first
        Whether it begins a line, where any word has a capital.
    """
    folded = place_key(name)
    word = fold(name).split()[0]
    if (
        not word
        or word in words("function_words")
        or city_called(folded)
        or country_called(folded)
    ):
        return False
    if word in _OF_TOWNS or folded in lines("towns"):
        return False
    if all(map(city_called, folded.split())):
        return False
    places = table("places")
    if folded in places["venues"] or _building().match(folded):
        return False
    if _OF_BUILDINGS & set(folded.split()):
        return False
    if word in words("given_names") or len(name) < 3:
        return False
    known = table("organisation_words")
    if word in known["first_words"] or word in known["never_first"]:
        return False
    if name in known["acronyms"]:
        return False
    if not first:
        return (
            not is_common(word)
            or (name[1:].lower() == name[1:] and len(name) > 5)
            or sum(not is_common(fold(w)) for w in name.split() if w[0].isupper()) > 1
        )
    return not is_common(word) or (" " in name and not is_common(folded.split()[-1]))


@cache
def _building() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(table('places')['venue_words']['words'])})(?!\w)")
