"""Whether something was or will be done, or is a manner of speaking."""

import re

from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS

_TELLING = MISSIONS | {
    "visit",
    "kick_off",
    "final_event",
    "assembly",
    "conference",
    "seminar",
    "matchmaking",
}


# Of these a noun that says little is enough, with its day and without an article.
_MEETING = frozenset({"meeting", "seminar", "matchmaking", "networking", "training"})
_PRIZE = re.compile(r"\b(?:label|prem[io]|award|medaglia|riconosciment)")


# What became of something tells that it was meant to be.
_BECAME = frozenset({"cancelled", "postponed", "begun", "over"})
# Of these, a date is enough.
ACTS = frozenset({"agreement", "proposal", "partnership"})


# An election without a day is news in the first lines, and an aside further on.
FIRST_LINES = 1


def _is_aside(draft: Draft) -> bool:
    """Whether an act is meant, or a state, or is history: not done, or not now."""
    date = draft.date
    if draft.kind == "mandate" and date is None:
        return draft.sentence > FIRST_LINES
    if draft.kind == "recognition":
        # “Nel 2012 ha ottenuto il premio…” is history.
        return date is not None and date.precision == "year"
    if date or draft.is_named or draft.kind not in {"proposal", "partnership"}:
        return False
    if draft.kind == "partnership":
        return draft.tenses[:1] != ["past"]
    return draft.tenses[:1] == ["future"]


def is_concrete(draft: Draft, *, alone: bool) -> bool:
    """Tell something that was or will be done from a manner of speaking.

    Parameters
    ----------
    draft
        What was read.
    alone
        Whether the text tells of nothing else.
    """
    date = draft.date
    if "also" in draft.flags and date is None:
        return False
    if draft.kind not in EVENTS:
        if _is_aside(draft):
            return False
        return (
            bool(draft.parts)
            or (draft.is_named and draft.kind in {"project", "programme"})
            or (
                (draft.kind in ACTS or bool(_PRIZE.search(draft.title.casefold())))
                and date is not None
                and date.precision != "year"
            )
        )
    dated = date is not None and date.precision != "year"
    # Where its name says that it always is does not make it concrete.
    placed = any(p is not draft.default for p in draft.places)
    acted = any(p.count is None or p.count.number for p in draft.parts)
    tensed = bool(draft.tenses) or bool(draft.flags)
    if draft.is_heading:
        return (
            (draft.is_named and dated)
            or (dated and placed)
            or (alone and draft.is_named and acted)
        )
    deed = "deed" in draft.flags
    undone = bool(draft.flags & {"cancelled", "postponed"})
    if undone and placed and (dated or not draft.is_weak):
        return True
    if draft.is_weak and not draft.is_named:
        told = (
            draft.edition is not None
            or draft.kind == "mission_incoming"
            or (draft.kind in MISSIONS and tensed and not draft.is_definite)
            or bool(draft.flags & _BECAME)
            or ("pronoun" in draft.flags and tensed)
            or (
                (deed or (draft.kind in _MEETING and not draft.is_definite))
                and "verb" not in draft.flags
                and tensed
                and date is not None
                and date.precision in ({"day", "month"} if deed else {"day"})
            )
            or ("led" in draft.flags and date is not None and date.precision == "day")
        )
        return (dated and told) or (
            dated
            and date is not None
            and bool(placed or (acted and date.precision == "day"))
        )
    if draft.is_named and draft.kind == "fair":
        return draft.is_context or dated or acted or placed
    if draft.is_named:
        return dated or acted or (placed and tensed)
    if dated:
        on_a_day = date is not None and date.precision == "day"
        return placed or acted or tensed or on_a_day or draft.kind in _TELLING
    if (
        draft.kind in _TELLING | {"kick_off", "training"}
        and placed
        and tensed
        and not draft.is_definite
    ):
        return True
    return (
        draft.kind in _TELLING - MISSIONS
        and acted
        and (placed or tensed)
        and (not draft.is_definite or placed)
    )
