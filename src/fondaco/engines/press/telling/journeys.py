"""Journeys that only a verb tells: “a maggio porteremo quattro imprese a Essen”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.press.items import Where, within
from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention

# How far behind the verb the place may stand.
FARTHEST = 75
# …and how far behind it what they go there for.
CLOSE = 45
_TO = re.compile(
    r"(?:(?<!\w)(?:a|ad|in|nel|nello|nella|nei|negli|nelle|per|verso|di|del|della)\s+"
    r"(?:il\s+|la\s+|gli\s+)?|(?:all|nell|dell)')$"
)

# “Sarà a Lione per incontrare…”: who is there without a purpose tells of no journey.
_BEING = frozenset({"sara", "saranno", "saremo", "sono", "siamo"})
_TO_DO = re.compile(
    r"\s*,?\s*(?:con\s[^,.;:]{3,40}\s)?per\s+\w+(?:[aei]re|rre|rsi)(?!\w)"
)


def find_journeys(
    text: Text,
    sentence: Sentence,
    places: Sequence[Where],
    mentions: Sequence[Mention],
    dated: bool,
) -> Iterator[Mention]:
    """Find verbs of going abroad.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    places
        The places of the text.
    mentions
        The activities of the sentence: who goes to one of them makes no other journey.
    dated
        Whether the sentence has a date: without one it is a manner of speaking.

    Yields
    ------
    Mention
        Each such verb, in order.
    """
    if not dated:
        return
    for verb in _verbs().finditer(text.folded, sentence.start, sentence.end):
        stop = min(sentence.end, verb.end() + FARTHEST)
        for place in within(places, verb.end(), stop):
            before = text.folded[verb.end() : place.start]
            near = before.strip() == "" or _TO.search(before)
            if place.country in (None, "IT") or not near or place.venue:
                continue
            if verb[0] in _BEING and not _TO_DO.match(
                text.folded, place.end, sentence.end
            ):
                continue
            strong = [m for m in mentions if m.title or not m.is_weak]
            if any(verb.start() - 12 < m.start < place.end + CLOSE for m in strong):
                continue
            yield Mention(
                *verb.span(),
                "mission_outgoing",
                " ".join(text.plain[verb.start() : verb.end()].split()),
                None,
                is_weak=True,
            )
            break


@cache
def _verbs() -> re.Pattern[str]:
    return whole(one_of(table("activities")["going"]["verbs"]))
