"""Which words of a sentence belong to which of its activities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.engines.press.dates.patterns import MONTHS
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention

_BORDER = re.compile(
    # “…e il 3 marzo ospiteranno”: with the verb another begins.
    rf",?\s+e(?=\s+(?:il\s+|l')\d{{1,2}}(?:\s+(?:{MONTHS}))?\s+(?!sera\s)\w{{2,}}(?:ranno|remo|[aei]ra)(?!\w))|"
    r",?\s+(?:dopo|e(?!\s+(?:il\s+|l')?\d)|ed|nonche|mentre|seguit[oaie]|prima|dopo|poi|infine|ma|oltre)(?=\s)|[;:,](?=\s)|\s+(?:all'interno|nell'ambito|in\s+occasione|nel\s+corso|durante|a\s+margine)(?=\s|')"
)
_AND = re.compile(r",?\s+(?:e|ed|nonche|oltre)")
# “…e ha preso parte, il 12 novembre, al matchmaking”: with the verb another begins.
_VERB = re.compile(
    r"\s+(?:ha|hanno|è|sono|si|sara|saranno|prende|prendono|prendera|partecip\w+)(?!\w)"
)


# “…e, tra il 18 e il 20 settembre, la presenza a…”: nothing but a date between commas.
_DATE = re.compile(
    r"\s*(?:e\s+)?(?:(?:il|dal|tra|fra|nei|a|ad|in|nel|da)\s+|(?:l|dall)')?(?:\w+\s+){0,3}?"
    r"(?:\d{1,2}(?:\s*(?:e|-|al|e\s+il)\s*\d{1,2})?\s+)?"
    rf"(?:{MONTHS}|autunno|primavera|estate|inverno)(?:\s+\d{{4}}|\s+scorso|\s+prossimo)?\s*"
)


@dataclass(frozen=True, slots=True)
class Domain:
    """The stretch of a sentence that speaks of one activity.

    Parameters
    ----------
    mention
        Of which.
    start, end
        In the plain text, the end excluded.
    """

    mention: Mention
    start: int
    end: int


def domains_of(
    text: Text, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Domain]:
    """Divide a sentence among the activities that it mentions.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        The sentence.
    mentions
        What it mentions, in order.

    Returns
    -------
    list[Domain]
        In order; together they cover the sentence. What only says inside what something
        else is has no domain beside others.
    """
    own = [m for m in mentions if not m.is_context] or list(mentions)
    found: list[Domain] = []
    start = sentence.start
    if own and own[0].is_relative:
        start = max(start, own[0].start - 10)
    for number, mention in enumerate(own):
        if number + 1 == len(own):
            end = sentence.end
        else:
            end = _border(text, mention.end, own[number + 1].start)
        found.append(Domain(mention, start, end))
        start = end
    return found


def _border(text: Text, left: int, right: int) -> int:
    """Find the last conjunction or comma before the next activity."""
    borders = list(_BORDER.finditer(text.folded, left, max(left, right)))
    if not borders:
        return right
    # The date or place right before the next activity belongs to it, with its comma.
    clauses = [b for b in borders if _VERB.match(text.folded, b.end())]
    chosen = clauses or borders
    # “…, l'8 aprile, e dell'incontro” is of what stands before it.
    if (
        len(chosen) > 1
        and not _AND.fullmatch(chosen[-1][0])
        and _DATE.fullmatch(text.folded[chosen[-2].end() : chosen[-1].start()])
    ):
        return chosen[-2].start()
    return chosen[-1].start()


def domain_at(domains: Sequence[Domain], position: int) -> Domain | None:
    """Find whose words stand at a position.

    Parameters
    ----------
    domains
        Of a sentence.
    position
        In the plain text.
    """
    return next((d for d in domains if d.start <= position < d.end), None)
