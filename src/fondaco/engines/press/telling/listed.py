"""What a line of a list names after its day: “7 aprile - Living lab, Spalato”."""

import re
from collections.abc import Iterator, Sequence

from fondaco.engines.press.items import Item, Where, within
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention

# So long what is told on such a line may be.
LONGEST_LINE = 120
_NAME = re.compile(
    r"\s*\)?\s*[-:|,]?\s*(?P<words>[A-ZÀ-Ý][^,;:()|\n]{3,70}?)\s*(?=[,;(|]|$)"
)
# Of these lines none is of an activity, and none of those that have a verb.
_NOTHING = re.compile(
    r"(?:scadenz|chiusur|termin|pubblicazion|iscrizion|adesion|domand|apertura|invio|avvio"
    r"|\w+(?:at|it|ut)[oaie]\s|festiv|ferie|uffici|sospension|consegna|graduatori|pagament|versament|bando|ore\b)"
    r"|(?:.*\s)?(?:ha|hanno|è|sono|si|viene|vengono|nasce|entra|che|\w+(?:era|eranno|ira"
    r"|iranno))(?!\w)"
)


# “Il calendario prosegue con:”, and then lines that begin with their days.
_CALENDAR = re.compile(
    r"(?<!\w)(?:calendario|appuntament[oi]|tapp[ae]|incontr[oi]|ciclo|lezion[ei]|webinar"
    r"|seminari|eventi|serat[ae]|moduli|agenda|date)(?!\w)[^.;\n]*:?\s*$"
)
_BULLET = re.compile(r"\s*[^\w\s]{1,2}\s*(?:\w+\s+)?\d{1,2}\b")


def _is_of_calendar(text: Text, sentence: Sentence) -> bool:
    """Whether a line is one of several, under one that announces them."""
    lines = text.folded[: sentence.start].rstrip("\n").split("\n")
    own = text.folded[sentence.start : sentence.end]
    if not _BULLET.match(own):
        return False
    while lines and (_BULLET.match(lines[-1]) or not lines[-1].strip()):
        lines.pop()
    return bool(lines) and _CALENDAR.search(lines[-1].rstrip()) is not None


def find_listed(
    text: Text,
    sentence: Sentence,
    start: int,
    places: Sequence[Where],
    others: Sequence[Item],
) -> Iterator[Mention]:
    """Find what a line names that begins with a day, and where.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        The line.
    start
        Where its day, and the place beside it, end.
    places
        Of the text: a line without one tells of no activity.
    others
        Organisations and people, which are none.

    Yields
    ------
    Mention
        The name, as weak as nouns that say little.
    """
    if sentence.end - sentence.start > LONGEST_LINE:
        return
    name = _NAME.match(text.plain, start, sentence.end)
    if name is None:
        return
    placed = bool(within(places, sentence.start, sentence.end))
    if not placed and not _is_of_calendar(text, sentence):
        return
    first, last = name.span("words")
    if _NOTHING.match(text.folded, first, last):
        return
    named = [*within(places, first, last), *within(others, first, last)]
    if any(item.start == first for item in named):
        return
    yield Mention(first, last, "other", " ".join(name["words"].split()), None)
