"""Mentions that are none beside others: weak nouns, what they do, dates."""

from collections.abc import Sequence

from fondaco.engines.press.items import When
from fondaco.engines.press.telling.drafts import MISSIONS
from fondaco.engines.press.telling.mention import EVENTS, Mention


def without_weak(
    mentions: list[Mention], dates: Sequence[When], *, has_journey: bool
) -> list[Mention]:
    """Leave out a “presentazione” or an “iniziativa” beside a stronger one.

    Parameters
    ----------
    mentions
        Of a sentence, in order.
    dates
        Of the sentence: what is done on a day of its own stays.
    has_journey
        Whether “la delegazione” is of a journey that was told.
    """
    has_journey = has_journey or any(m.title for m in mentions)
    mentions = [
        m
        for n, m in enumerate(mentions)
        if not (
            (has_journey or any(b.kind in MISSIONS for b in mentions[:n]))
            and m.words.casefold() == "delegazione"
            and m.kind in MISSIONS
            and m.is_definite
        )
    ]
    mentions = [m for n, m in enumerate(mentions) if not _is_done(m, mentions[:n])]
    mentions = [m for n, m in enumerate(mentions) if not _is_theme(m, mentions[:n])]
    mentions = [m for m in mentions if m.title or m.words.casefold() != "settimana"]
    mentions = [m for n, m in enumerate(mentions) if not _is_alias(m, mentions[:n])]
    strong = [m for m in mentions if m.title or not m.is_weak]
    if not strong:
        return mentions
    return [
        m
        for n, m in enumerate(mentions)
        if m in strong
        or m.is_definite
        or m.is_pronoun
        or _has_own_day(m, mentions[:n], dates)
    ]


# So far before what is done its day may stand.
FARTHEST_DAY = 90


def _has_own_day(
    mention: Mention, before: list[Mention], dates: Sequence[When]
) -> bool:
    """“…reduci dalla fiera, il 3 marzo ospiteranno una quindicina di buyer”."""
    if mention.kind not in {"visit", "mission_incoming"} or not before:
        return False
    return any(
        before[-1].end <= date.start
        and 0 < mention.start - date.end <= FARTHEST_DAY
        and date.expression.bound != "deadline"
        for date in dates
    )


def is_of_date(mention: Mention, dates: Sequence[When]) -> bool:
    """Tell “la settimana scorsa” from a week of events.

    Parameters
    ----------
    mention
        A mention.
    dates
        Of its sentence.
    """
    return mention.title is None and any(
        d.start <= mention.start and mention.end <= d.end for d in dates
    )


_DONE = ("ha ", "hanno ", "visit", "incontr", "è ", "sono ", "sar", "vien", "vengon")


def _is_done(mention: Mention, before: list[Mention]) -> bool:
    """“Una delegazione cinese ha visitato Beta”: what it does is no other activity."""
    return (
        mention.is_weak
        and mention.kind in {"visit", "meeting"}
        and mention.words.casefold().startswith(_DONE)
        and any(
            b.kind in MISSIONS
            and (b.is_generic or (b.is_weak and mention.kind == "meeting"))
            for b in before
        )
    )


_TALKING = ("si disc", "si parl", "ne parl", "ne disc", "se ne", "si è ", "se n'è")


def _is_theme(mention: Mention, before: list[Mention]) -> bool:
    """“Sarà il giorno del congresso: si discuterà di “Chimica e mare””."""
    return mention.words.casefold().startswith(_TALKING) and any(
        b.kind in EVENTS - MISSIONS and not (b.is_weak or b.is_context) for b in before
    )


def _is_alias(mention: Mention, before: list[Mention]) -> bool:
    """“Il Forum torna: appuntamento a Lisbona”, “…la manifestazione che”: the same."""
    return (
        mention.is_generic
        and mention.title is None
        and not mention.is_indefinite
        and not mention.is_plural
        and mention.kind not in MISSIONS
        and any(m.title and m.kind in EVENTS and not m.is_context for m in before)
    )
