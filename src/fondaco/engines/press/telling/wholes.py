"""The event or the journey that others are parts of."""

from collections.abc import Sequence

from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS, Mention

# What an event or a journey is made of.
_PARTS = frozenset(
    {"visit", "matchmaking", "meeting", "seminar", "networking", "training", "other"}
)
# “L'”, “la ”, before the noun that begins a sentence.
LONGEST_ARTICLE = 4


def whole_of(
    drafts: Sequence[Draft], focus: Draft | None, mention: Mention, sentence: Sentence
) -> Draft | None:
    """Find what “l'iniziativa si avvale di…” means, after its last visit: the whole.

    Parameters
    ----------
    drafts
        What was told so far, in order.
    focus
        What the text is about just now.
    mention, sentence
        The mention, and where it is.

    Returns
    -------
    Draft or None
        None where it means what the text is about just now.
    """
    if (
        focus is None
        or mention.title is not None
        or not (mention.is_generic and mention.is_definite)
        or mention.start - sentence.start > LONGEST_ARTICLE
        or focus.kind not in _PARTS
        or (focus.is_named and focus.kind != "seminar")
    ):
        return None
    own = [d for d in drafts if d.kind in EVENTS and d.section == focus.section]
    first = own[0] if own else None
    if first is None or first is focus or first.is_heading:
        return None
    if not (first.is_named or first.kind in MISSIONS):
        return None
    span, day = first.date, focus.date
    inside = (
        span is None
        or day is None
        or span.earliest <= day.earliest <= span.latest
        or first.kind in MISSIONS
    )
    return first if inside else None
