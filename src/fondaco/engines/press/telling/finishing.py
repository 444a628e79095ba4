"""From drafts to what is handed over: what kind, is it over, how sure is it."""

import datetime as dt
import re
from collections.abc import Sequence

from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.names.lookup import country_of_adjective
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.reading import Activity, Evidence, Participation
from fondaco.engines.press.telling.acts import TO_COME
from fondaco.engines.press.telling.drafts import MISSIONS, Draft, Part
from fondaco.engines.press.telling.mention import EVENTS

_OF_THE_ACTIVITY = {
    "held": "took_part",
    "under_way": "took_part",
    "announced": "planned",
    "planned": "planned",
    "postponed": "planned",
    "cancelled": "cancelled",
}


_DAYS = re.compile(r"(?<!open )(?<!career )\b(?:days?|live|week)\b")
_PARTIES = ("delegazione", "rappresentanza", "gruppo", "una delegazione")


def hand_over(drafts: Sequence[Draft], concrete: Sequence[Draft]) -> None:
    """Give what was said of something that came to nothing to what it was part of.

    Of “venti imprese incontreranno… L'iniziativa è promossa da…” the meetings are none
    by themselves, and those who promote them promote what was told before.

    Parameters
    ----------
    drafts
        All, in the order of the text.
    concrete
        Those that are handed over.
    """
    kept = {id(draft) for draft in concrete}
    before: Draft | None = None
    for draft in drafts:
        if id(draft) in kept:
            before = draft if draft.kind in EVENTS else before
        elif (
            before is not None
            and draft.kind in EVENTS
            and draft.section == before.section
            and not draft.is_named
            and not draft.places
            and draft.sentence - before.sentence <= 3
        ):
            draft.joined = before
            for part in draft.parts:
                if part.role == "delegate" and before.kind not in MISSIONS | {"visit"}:
                    part.role = "participant"
                before.join_part(part)
            before.evidence += [e for e in draft.evidence if e[0] == "participations"]


def activity_of(
    text: Text, draft: Draft, published: dt.date | None, told: dt.date | None
) -> Activity:
    """Write an activity down.

    Parameters
    ----------
    text
        A text made plain.
    draft
        What was read.
    published
        The day of publication.
    told
        Without one, the last day that the text tells of as past.
    """
    date = draft.date
    status = status_of(draft, published or told)
    confidence = _confidence(draft, date)
    return Activity(
        title=draft.title,
        kind=_kind(draft),
        status=status,
        start=date.start if date else None,
        end=date.end if date else None,
        precision=_precision(date),
        edition=draft.edition,
        programme=draft.programme,
        places=draft.places_read(),
        participations=tuple(
            _participation(text, part, status) for part in draft.parts
        ),
        time=draft.time,
        confidence=confidence,
        evidence=tuple(
            Evidence(field, text.span(a, b), text.quote(a, b), confidence)
            for field, a, b in sorted(
                dict.fromkeys(draft.evidence), key=lambda e: (e[1], e[2])
            )
        ),
    )


def _precision(date: Date | None) -> str:
    """Say how exact a date is; a week is its days."""
    if date is None:
        return "unknown"
    return "day" if date.precision == "week" else date.precision


def _kind(draft: Draft) -> str:
    """Correct the kind by all that was read.

    A delegation that goes nowhere but to Italy comes in, and where somebody exhibits is
    a fair. Take a project with countries of its own for an engagement in a programme.
    """
    noun = draft.title.casefold()
    if draft.kind == "mission_outgoing" and (
        noun.startswith(_PARTIES) or country_of_adjective(noun) not in (None, "IT")
    ):
        countries = {p.country for p in draft.places if p.country}
        return "mission_incoming" if countries == {"IT"} else draft.kind
    if draft.kind == "other" and any(p.role == "exhibitor" for p in draft.parts):
        return "fair"
    if draft.kind == "other" and draft.is_named and _DAYS.search(noun):
        return "conference"
    if draft.kind == "project" and any(
        p.country not in (None, "IT") and p.city is None for p in draft.places
    ):
        return "programme"
    return draft.kind


def status_of(draft: Draft, today: dt.date | None) -> str:
    """Say whether it is to come, goes on, or is over.

    Parameters
    ----------
    draft
        What was read.
    today
        The day of publication, or the one that stands for it.
    """
    if "cancelled" in draft.flags:
        return "cancelled"
    if "postponed" in draft.flags:
        return "postponed"
    tense = draft.tenses[0] if draft.tenses else ""
    if draft.kind in {"project", "programme"}:
        return _of_project(draft, today)
    date = draft.date
    if draft.kind not in EVENTS:
        to_come = date is not None and today is not None and date.earliest > today
        awaited = date is None and draft.tenses[:1] == ["future"]
        return "announced" if draft.kind in TO_COME and (to_come or awaited) else "held"
    if date is None or today is None:
        return {"future": "announced", "past": "held"}.get(tense, "under_way")
    if date.precision in {"year", "season"} and date.earliest <= today <= date.latest:
        return {"future": "announced", "past": "held"}.get(tense, "under_way")
    if date.earliest > today:
        return "announced"
    begun = "begun" in draft.flags and draft.kind in MISSIONS | {"fair"}
    if begun and date.earliest == date.latest and (today - date.latest).days <= 7:
        return "under_way"
    if date.latest < today:
        return "held"
    if date.precision != "day" or date.earliest == date.latest:
        return {"future": "announced", "past": "held"}.get(
            tense, "under_way" if date.precision == "day" else "held"
        )
    return "held" if tense == "past" and date.latest == today else "under_way"


def _of_project(draft: Draft, today: dt.date | None) -> str:
    if "over" in draft.flags:
        return "held"
    date = draft.date
    if date is not None and today is not None and date.earliest > today:
        return "announced"
    return "under_way"


def _confidence(draft: Draft, date: Date | None) -> float:
    sure = 0.4
    sure += 0.2 * draft.is_named
    sure += 0.2 * date.confidence if date else 0.0
    sure += 0.1 * bool(draft.places) + 0.1 * bool(draft.parts)
    return round(min(sure, 0.99), 2)


def _participation(text: Text, part: Part, status: str) -> Participation:
    number = part.count.number if part.count else None
    return Participation(
        organisation=part.name,
        cluster=part.cluster,
        role=part.role,
        status=part.status or _OF_THE_ACTIVITY[status],
        people=part.people,
        session=part.session,
        count=number,
        of=part.count.of if part.count else None,
        some=part.count is not None and number is None,
        quote=text.quote(part.start, part.end),
        span=text.span(part.start, part.end),
        confidence=part.confidence,
    )


def last_told(drafts: Sequence[Draft]) -> dt.date | None:
    """Give the last day that is told as past.

    Parameters
    ----------
    drafts
        Of a text without a day of publication.
    """
    past = [
        date.latest
        for d in drafts
        if (date := d.date) is not None
        and date.precision == "day"
        and d.tenses[:1] == ["past"]
    ]
    return max(past, default=None)
