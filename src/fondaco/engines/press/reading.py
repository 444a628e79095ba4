"""What was read of a text: activities and facts, each with the words that say it."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the text that say one field of a record.

    Parameters
    ----------
    field
        Which one: ``title``, ``kind``, ``status``, ``start``, ``places``…
    span
        First and last character, the last excluded, of the text that was given.
    quote
        The words between them.
    confidence
        From 0 to 1.
    """

    field: str
    span: Span
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity is: a city, a country or a building, as far as it is said.

    Parameters
    ----------
    city
        By its name in Italian.
    country
        ISO 3166-1 alpha-2.
    venue
        The building, the park, the seat of a body.
    """

    city: str | None = None
    country: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """Who has which part in an activity; or how many, where no names are given.

    Parameters
    ----------
    organisation
        As it is called in the text; of a count, what is counted; None where only people
        are named.
    cluster
        The acronym in the registry, if it is one of its clusters.
    role, status
        Codes of the vocabularies of activities.
    people
        Those who were there for the organisation.
    session
        The session or the topic at which they spoke.
    count, of
        Six *of* nine clusters; None if no number is given.
    some
        Whether the text says that there were several, without a number.
    quote, span
        The words that say so, and where they are.
    confidence
        From 0 to 1.
    """

    organisation: str | None
    cluster: str | None
    role: str
    status: str
    people: tuple[str, ...] = ()
    session: str | None = None
    count: int | None = None
    of: int | None = None
    some: bool = False
    quote: str = ""
    span: Span = (0, 0)
    confidence: float = 0.5

    @property
    def is_count(self) -> bool:
        """Whether it counts instead of naming."""
        return self.count is not None or self.some


@dataclass(frozen=True, slots=True)
class Activity:
    """Something concrete that was, is or will be done.

    Parameters
    ----------
    title
        Its name, or the words that stand for one.
    kind, status
        Codes of the vocabularies of activities, and ``proposal``, ``partnership``,
        ``project``, ``agreement``, ``recognition``, ``mandate``.
    start, end
        ISO 8601, as exact as the precision allows: ``2016-11-24``, ``2016-11``,
        ``2016``; a season is given by its first and last month. None if not said.
    precision
        ``day``, ``month``, ``season``, ``year`` or ``unknown``.
    edition
        The second edition is 2.
    programme
        The project, programme or initiative that it belongs to.
    places, participations
        In the order of the text.
    time
        The hour at which it begins, such as ``14:30``, if it is said.
    confidence
        From 0 to 1.
    evidence
        The words for each field, in the order of the text.
    """

    title: str
    kind: str
    status: str
    start: str | None
    end: str | None
    precision: str
    edition: int | None
    programme: str | None
    places: tuple[Place, ...]
    participations: tuple[Participation, ...]
    time: str | None
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text says of an organisation: an office held, a label, a membership.

    Parameters
    ----------
    kind
        ``mandate``, ``label`` or ``membership``.
    organisation
        As the text calls it.
    value
        The office and who holds it, the label, or what it is a member of.
    start, end
        ISO 8601, partial where the text is; None if not said.
    quote, span
        The words that say so, and where they are.
    """

    kind: Literal["mandate", "label", "membership"]
    organisation: str
    value: str
    start: str | None
    end: str | None
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Proposed:
    """An organisation that the registry does not know, as the text calls it.

    Parameters
    ----------
    name
        As the text calls it where it is first named.
    span
        Where that is.
    """

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read.

    Parameters
    ----------
    text
        The text that the spans count in.
    published
        The day of publication: the one that was given or, without one, the one that the
        text itself carries.
    activities, facts
        In the order of the text.
    unknown
        Organisations to be proposed to the registry.
    """

    text: str
    published: dt.date | None
    activities: tuple[Activity, ...] = field(default=())
    facts: tuple[Fact, ...] = field(default=())
    unknown: tuple[Proposed, ...] = field(default=())


def moved(activity: Activity, offset: int) -> Activity:
    """Say where an activity is in a text of which it was read in a part.

    Parameters
    ----------
    activity
        With spans in the part.
    offset
        Where the part begins.
    """
    parts = (replace(p, span=_shifted(p.span, offset)) for p in activity.participations)
    evidence = (replace(e, span=_shifted(e.span, offset)) for e in activity.evidence)
    return replace(activity, participations=tuple(parts), evidence=tuple(evidence))


def moved_fact(fact: Fact, offset: int) -> Fact:
    """Say where a fact is in a text of which it was read in a part.

    Parameters
    ----------
    fact
        With its span in the part.
    offset
        Where the part begins.
    """
    return replace(fact, span=_shifted(fact.span, offset))


def moved_name(proposed: Proposed, offset: int) -> Proposed:
    """Say where a name is in a text of which it was read in a part.

    Parameters
    ----------
    proposed
        With its span in the part.
    offset
        Where the part begins.
    """
    return replace(proposed, span=_shifted(proposed.span, offset))


def _shifted(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset
