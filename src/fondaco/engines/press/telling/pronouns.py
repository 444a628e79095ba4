"""Pronouns for activities: “la prima, a Ivrea, il 21”, “quella di Lione”."""

import re
from collections.abc import Iterator, Sequence

from fondaco.engines.press.items import When, Where
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention

# So many sentences after its noun a pronoun may stand.
FARTHEST = 2
_ORDINAL = re.compile(
    r"(?:^|(?<=[\s(“]))(?:(?:la|il|l'|nella|nel|nell'|alla|al|all'|una?)\s*)"
    r"(?:prim[oa]|second[oa]|terz[oa]|quart[oa]|quint[oa]|ultim[oa]|altr[oa]|prossim[oa])"
    r"(?=\s*[,(:]|\s+(?:si|sara|è|era|sono|a|ad|il|l'|in|nel|nella|toccher\w+|porter\w+"
    r"|partir\w+|avra|aprir\w+|verra|fissat[oa]|previst[oa]|dal|dall'|alle|ospitat[oa])\b)"
)
_THAT = re.compile(
    r"(?<!\w)(?:quella|quello)\s+(?:(?:di|a|ad|del|della|in|su|sul|sulla|sui|sulle"
    r"|dedicat[oa]|organizzat[oa])\s+|(?:dell|sull)')"
    r"(?!\d|oggi|ieri|domani|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|cui)(?=\w)"
)
_SINGULAR = (
    (re.compile(r"(?<=(?:semina|borato)r)i\b"), "io"),
    (re.compile(r"ioni\b"), "ione"),
    (re.compile(r"(?<=[a-z])ghe\b"), "ga"),
    (re.compile(r"(?<=[a-z])e\b"), "a"),
    (re.compile(r"(?<=[a-z])i\b"), "o"),
)


def find_pronouns(
    text: Text, sentence: Sentence, noun: Mention | None, mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Find pronouns that stand for one of several activities.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    noun
        The last noun of activities before, in this sentence or shortly before it.
    mentions
        The activities of the sentence: the word before a noun is no pronoun.

    Yields
    ------
    Mention
        Each, as weak as nouns that say little.
    """
    if noun is None:
        return
    patterns = [_THAT, *([_ORDINAL] if noun.is_plural else [])]
    for pattern in patterns:
        for match in pattern.finditer(
            text.folded, max(sentence.start, noun.end), sentence.end
        ):
            end = match.end() if pattern is _ORDINAL else match.start() + 6
            if text.folded.startswith("ieri ", max(0, match.start() - 5)):
                continue
            if any(match.start() - 1 <= m.start <= end + 2 for m in mentions):
                continue
            yield Mention(
                match.start(),
                end,
                noun.kind,
                singular(noun.words) if noun.is_plural else noun.words,
                None,
                is_weak=True,
                is_indefinite=True,
                is_pronoun=True,
            )


def find_dates_of(
    text: Text,
    noun: Mention,
    places: Sequence[Where],
    dates: Sequence[When],
    *,
    fewest: int = 2,
) -> list[Mention]:
    """Find the single activities of “gli incontri di Verona (3 maggio) e Bari (5)”.

    Parameters
    ----------
    text
        A text made plain.
    noun
        A plural noun of activities.
    places, dates
        Of the sentence, in order.
    fewest
        So many cities with a day make several activities.

    Returns
    -------
    list[Mention]
        One for each city with a day of its own beside it, if there are several.
    """
    found: list[Mention] = []
    for place in places:
        if place.start < noun.end or not place.city:
            continue
        beside = [
            d
            for d in dates
            if (d.expression.first.day or d.expression.first.month)
            and (
                _DAY.fullmatch(text.folded, place.end, max(place.end, d.start))
                or _DAY_BEFORE.fullmatch(text.folded, d.end, max(d.end, place.start))
            )
        ]
        if len(beside) == 1:
            found.append(
                Mention(
                    place.start,
                    place.start,
                    noun.kind,
                    singular(noun.words),
                    noun.title,
                    is_weak=True,
                    is_indefinite=True,
                    is_pronoun=True,
                )
            )
    return found if len(found) >= fewest else []


_DAY = re.compile(r"\s*\(\s*(?:il\s+)?|,\s+|,?\s+(?:il\s+|l'|dal\s+)")
_DAY_BEFORE = re.compile(r",?\s+(?:a|ad|in)\s+")


def singular(words: str) -> str:
    """Write the singular of a noun with what belongs to it.

    Parameters
    ----------
    words
        Such as “tavole rotonde”.
    """
    own, preposition, rest = words.partition(" d")
    for pattern, ending in _SINGULAR:
        own = pattern.sub(ending, own)
    return own + preposition + rest
