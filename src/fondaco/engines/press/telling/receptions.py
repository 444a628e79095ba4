"""Visitors that only a verb tells: “il 5 marzo riceveremo una ventina di tecnici”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.press.items import When
from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention

# How far from the verb those who come may be named.
FARTHEST = 70
# …and how far from them the verb of coming.
LONGEST = 130


def find_receptions(
    text: Text, sentence: Sentence, mentions: Sequence[Mention], dates: Sequence[When]
) -> Iterator[Mention]:
    """Find those who are received, or who come to stay.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    mentions
        The activities of the sentence: who comes to one of them makes no other visit.
    dates
        Of the sentence: without one it is a manner of speaking.

    Yields
    ------
    Mention
        The first such group.
    """
    if not dates:
        return
    told = [m for m in mentions if not m.is_weak or m.title]
    first = _bare().match(text.folded, sentence.start, sentence.end)
    found = [
        *([first] if first else []),
        *_groups().finditer(text.folded, sentence.start, sentence.end),
    ]
    for group in found:
        if any(m.start < group.end() and group.start() < m.end for m in mentions):
            return
        left = max(sentence.start, group.start() - FARTHEST)
        before = text.folded[left : group.start()]
        after = text.folded[group.end() : min(sentence.end, group.end() + LONGEST)]
        received = _receiving().search(before)
        comes = _coming().search(after) or _coming().search(before)
        clause = before[received.end() :] if received else ""
        if comes is None and (received is None or re.search(r"[.;:]", clause)):
            continue
        if told and not (
            received and _is_apart(text, told, dates, left + received.start())
        ):
            continue
        yield Mention(
            group.start(),
            group.end(),
            "mission_incoming",
            " ".join(text.plain[group.start() : group.end()].split()),
            None,
            is_weak=True,
        )
        return


def _is_apart(
    text: Text, told: Sequence[Mention], dates: Sequence[When], verb: int
) -> bool:
    """“Si preparano alla fiera e il 3 marzo ospiteranno…”: with a day of its own."""
    last = max((m.end for m in told if m.start < verb), default=0)
    return (
        last > 0
        and all(m.start < verb for m in told)
        and any(last <= d.start and verb - d.end <= 2 for d in dates)
        and "(" not in text.folded[last:verb].rpartition(")")[2]
    )


@cache
def _groups() -> re.Pattern[str]:
    receiving = table("activities")["receiving"]
    nations = "|".join(sorted(table("places")["demonyms"], key=len, reverse=True))
    numbers = one_of(table("numbers")["words"])
    return whole(
        rf"(?:(?:\d{{1,3}}|{numbers}|alcun[ie]|un\s+gruppo\s+di|un\w*\s+\w+in[ae]\s+di)\s+"
        rf"(?:\w+\s+)?)(?:{one_of(receiving['groups'])})"
        rf"|(?:gli|i|le)\s+(?:{one_of(receiving['groups'])})\s+(?:{nations})\w{{1,3}}"
        rf"|(?:gli|i|le)\s+(?:\d{{1,3}}\s+|{numbers}\s+)?(?:{one_of(receiving['groups'])})"
        rf"(?=\s+(?:della|del|dell'|di|dei|dalla|dal|dall'|da|provenienti|selezionat[ie]|invitat[ie]|arrivat[ie])(?:\s|(?<=')))"
        rf"|(?:\d{{1,3}}|{numbers})\s+(?:{nations})(?:[ie]|he|hi)"
    )


@cache
def _bare() -> re.Pattern[str]:
    """Match “Buyer da Polonia e Ungheria…” at the beginning of a sentence."""
    groups = one_of(table("activities")["receiving"]["groups"])
    return re.compile(rf"(?:{groups})(?=\s+(?:da|dal|dalla|provenienti)\s)")


@cache
def _receiving() -> re.Pattern[str]:
    return whole(one_of(table("activities")["receiving"]["verbs"]))


@cache
def _coming() -> re.Pattern[str]:
    return whole(one_of(table("activities")["receiving"]["coming"]))
