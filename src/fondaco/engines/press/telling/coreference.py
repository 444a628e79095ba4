"""Whether two mentions are of one activity."""

import datetime as dt
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.names.lookup import city_called, country_called
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.wholes import whole_of

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SMALL = frozenset(
    [
        "di",
        "del",
        "della",
        "dell'",
        "dei",
        "degli",
        "delle",
        "the",
        "of",
        "and",
        "e",
        "il",
        "la",
        "lo",
        "a",
        "in",
        "per",
        "for",
        "n'",
        "d'",
    ]
)
# Kinds that texts use for one and the same thing.
_NEAR = (
    frozenset(
        {
            "conference",
            "seminar",
            "meeting",
            "other",
            "assembly",
            "kick_off",
            "final_event",
            "networking",
            "training",
        }
    ),
    frozenset({"fair", "matchmaking", "other"}),
    frozenset({"matchmaking", "conference", "meeting", "other"}),
    MISSIONS | {"visit", "other"},
    frozenset({"project", "programme"}),
)
ALIKE = 88
# From one stage of a journey to the next.
LONGEST_STAGE = dt.timedelta(days=5)
# No text goes back to what it told so many activities ago.
MOST = 60


def find_same(
    drafts: Sequence[Draft],
    focus: Draft | None,
    mention: Mention,
    sentence: Sentence,
    date: Date | None,
    country: str | None,
) -> Draft | None:
    """Find the activity that a mention is of, among those that were told.

    Parameters
    ----------
    drafts
        What was told so far, in order.
    focus
        What the text is about just now.
    mention
        The mention.
    sentence
        Where it is.
    date, country
        What is said beside it.
    """
    drafts = drafts[-MOST:]
    if mention.title is not None:
        named = [
            d for d in drafts if d.is_named and same_title(d.title, mention.title.name)
        ]
        if named:
            return named[-1]
    if mention.is_pronoun and mention.kind in EVENTS:
        return None
    if mention.kind not in EVENTS:
        return _same_act(drafts, mention)
    if mention.kind in MISSIONS and mention.title is None and mention.is_definite:
        # “La missione è organizzata da…” is of the journey, whatever was told since.
        journeys = [
            d
            for d in drafts
            if d.kind in MISSIONS
            and d.start < sentence.start
            and not _clash(d, mention, date, country)
        ]
        if len(journeys) == 1:
            return journeys[0]
    whole = whole_of(drafts, focus, mention, sentence)
    if whole is not None and not _clash(whole, mention, date, country):
        return whole
    for draft in reversed(drafts):
        if draft.kind not in EVENTS or (draft.is_named and mention.title is not None):
            continue
        if draft.start >= sentence.start or _clash(draft, mention, date, country):
            continue
        if _is_same(draft, draft is focus, mention, sentence, date):
            return draft
    return None


def _is_same(
    draft: Draft,
    is_focus: bool,
    mention: Mention,
    sentence: Sentence,
    date: Date | None,
) -> bool:
    near = are_near(draft.kind, mention.kind)
    if mention.kind in MISSIONS and mention.goal and not _goes_there(draft, mention):
        return False
    if mention.kind == "visit" and draft.kind in MISSIONS and mention.has_goal:
        return False
    same_kind = draft.kind == mention.kind
    here = draft.section == sentence.section
    if draft.is_heading and (here or not sentence.is_heading):
        return (
            here
            and near
            and (mention.title is not None or same_kind or mention.is_generic)
        )
    if is_focus and here and mention.kind in MISSIONS and mention.is_generic:
        return draft.kind in MISSIONS and mention.title is None
    if is_focus and here and draft.is_named and draft.is_weak and mention.title is None:
        # An invitation: the name, the day, and then “Convegno organizzato da…”.
        invited = mention.start == sentence.start and near and not mention.is_plural
        return invited and (date is None or draft.date is None)
    if mention.title is None and mention.is_definite and here:
        if mention.is_generic:
            journey = mention.kind in MISSIONS and draft.kind in MISSIONS
            return is_focus or journey
        if mention.kind == "other" and not is_focus:
            # A “cerimonia” is no “serata”, though both are of no kind.
            return same_kind and _same_noun(draft, mention)
        if same_kind or (is_focus and draft.is_weak and near):
            return True
        return (
            is_focus
            and mention.kind in MISSIONS
            and draft.kind in {"fair", "matchmaking"}
            and date is None
        )
    if (
        same_kind
        and date is not None
        and draft.date is not None
        and date.precision == "day"
    ):
        return (
            date.earliest == draft.date.earliest
            and date.precision == draft.date.precision
        )
    return False


def _goes_there(draft: Draft, mention: Mention) -> bool:
    """Whether a journey that was told goes where another mention of one says."""
    if not draft.places and not draft.is_named:
        return True
    if mention.goal in fold(draft.title):
        return True
    key = place_key(mention.goal)
    meant = {*(city_called(key) or ()), country_called(key)} - {None}
    there = {p.city for p in draft.places} | {p.country for p in draft.places}
    return bool(meant & there)


def _same_noun(draft: Draft, mention: Mention) -> bool:
    first = fold(draft.title).split()[:1]
    return first == fold(mention.words).split()[:1]


def _clash(
    draft: Draft, mention: Mention, date: Date | None, country: str | None
) -> bool:
    if mention.edition is not None and draft.edition not in (None, mention.edition):
        return True
    known = draft.date
    if (
        date
        and known
        and not _is_of_journey(draft, mention, date, known)
        and (date.latest < known.earliest or known.latest < date.earliest)
    ):
        return True
    countries = {place.country for place in draft.places if place.country}
    return country is not None and bool(countries) and country not in countries


def _is_of_journey(draft: Draft, mention: Mention, date: Date, known: Date) -> bool:
    """“Domani partirà una delegazione… la missione toccherà Osaka il 2 e il 3”."""
    if draft.kind not in MISSIONS or not mention.is_definite:
        return False
    gap = max(date.earliest - known.latest, known.earliest - date.latest)
    return gap <= LONGEST_STAGE


def _same_act(drafts: Sequence[Draft], mention: Mention) -> Draft | None:
    alike = [
        d
        for d in drafts
        if d.kind == mention.kind
        or (are_near(d.kind, mention.kind) and d.kind not in EVENTS)
    ]
    if mention.title is not None:
        unnamed = [d for d in alike if not d.is_named and d.is_heading]
        return unnamed[-1] if unnamed else None
    words = title_words(mention.words)
    if mention.is_definite and alike:
        # “L'accordo” is the one that was told; “l'accordo con il cluster” may be new.
        last = alike[-1]
        own = words - title_words(mention.words.split()[0])
        if not own or own & title_words(last.title) or not last.parts:
            return last
    for draft in reversed(alike):
        if draft.is_heading or words & title_words(draft.title):
            return draft
    return None


def are_near(first: str, second: str) -> bool:
    """Tell whether texts use two kinds for one thing.

    Parameters
    ----------
    first, second
        Kinds.
    """
    return first == second or any(first in kinds and second in kinds for kinds in _NEAR)


def same_title(first: str, second: str) -> bool:
    """Tell whether two names are of one event.

    Parameters
    ----------
    first, second
        As texts have them.
    """
    a, b = fold(first), fold(second)
    years_a, years_b = set(_YEAR.findall(a)), set(_YEAR.findall(b))
    if years_a and years_b and years_a != years_b:
        return False
    words_a, words_b = title_words(a), title_words(b)
    if not words_a or not words_b:
        return a == b
    if words_a == words_b or _together(a) == _together(b):
        return True
    shorter, longer = sorted((words_a, words_b), key=len)
    if shorter <= longer and _begins(a, b):
        return len(shorter) > 1 or len(next(iter(shorter))) > 4
    if shorter <= longer and len(shorter) > 1 and 2 * len(shorter) >= len(longer):
        return True
    return min(len(words_a), len(words_b)) > 1 and fuzz.token_sort_ratio(a, b) >= ALIKE


def _together(folded: str) -> str:
    """“Wind Europe” is “WindEurope”."""
    return re.sub(r"[\W_]+", "", _YEAR.sub("", folded))


def _begins(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return longer.startswith(shorter)


def title_words(title: str) -> set[str]:
    """List the words of a name that tell it from others, folded.

    Parameters
    ----------
    title
        As a text has it.
    """
    words = re.findall(r"[^\W_]+", _YEAR.sub("", fold(title)))
    return {word for word in words if word not in _SMALL and len(word) > 1}
