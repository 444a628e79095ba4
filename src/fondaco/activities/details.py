"""The page of one activity put together: only what the person who asks may see."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Model, Q

from fondaco.activities.count_words import count_in_words, unnamed_in_words
from fondaco.activities.evidence import Evidence, read_evidence
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    CountStatement,
    Outcome,
    Participation,
    Place,
)
from fondaco.activities.overtaken import is_overtaken
from fondaco.activities.queries import ABSENT, visible_activities
from fondaco.activities.vocabularies import (
    BodyRole,
    CountSubject,
    ParticipationStatus,
    Role,
)
from fondaco.core.permissions import Actor, may
from fondaco.core.reading import read_together, records
from fondaco.core.texts import Text, localised
from fondaco.registry.models import Organisation
from fondaco.registry.scope import scope_of
from fondaco.web.templatetags.words import city_name, country_name


@dataclass(frozen=True)
class Said:
    """A count as the source says it, with our note."""

    words: str
    note: Text


@dataclass(frozen=True)
class Result:
    """An outcome; its counterpart is named to whoever may see that organisation."""

    outcome: Outcome
    counterpart: Organisation | None

    @property
    def description(self) -> Text:
        return localised(self.outcome, "description")


@dataclass
class Presence:
    """A cluster in a role, or one of its members there through it."""

    participation: Participation
    is_own: bool
    has_named_member: bool
    people: list[Attendance] = field(default_factory=list)
    counts: list[Said] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    @property
    def topic(self) -> Text:
        return localised(self.participation, "topic")

    @property
    def presented(self) -> Text:
        return localised(self.participation, "presented")

    @property
    def is_absent(self) -> bool:
        return self.participation.status in ABSENT

    @property
    def status_to_say(self) -> str:
        """Taking part is what a name here means; anything else is said."""
        if self.participation.status == ParticipationStatus.TOOK_PART:
            return ""
        return str(self.participation.get_status_display())


@dataclass(frozen=True)
class Rung:
    """Those who share a role, on its step of the ladder."""

    role: Role
    level: int
    presences: list[Presence]


@dataclass(frozen=True)
class Around:
    """The organisations that share a role around the activity."""

    role: BodyRole
    bodies: list[Body]


@dataclass(frozen=True)
class Related:
    """Other activities that belong with one: only those that the person may see."""

    part_of: Activity | None = None
    occasion: Activity | None = None
    parts: list[Activity] = field(default_factory=list)
    beside: list[Activity] = field(default_factory=list)


@dataclass(frozen=True)
class Details:
    activity: Activity
    places: list[Place]
    aliases: list[ActivityAlias]
    ladder: list[Rung]
    unnamed: str
    counts: list[Said]
    around: list[Around]
    results: list[Result]
    related: Related
    evidence: list[Evidence]

    @property
    def description(self) -> Text:
        return localised(self.activity, "description")

    @property
    def is_overtaken(self) -> bool:
        one = self.activity
        return is_overtaken(one.status, one.start, one.end)

    @property
    def where(self) -> str:
        """The places in a line, as the description of their map."""
        names = [
            f"{city_name(place.city, place.country)}, {country_name(place.country)}"
            if place.city
            else country_name(place.country)
            for place in self.places
        ]
        return "; ".join(dict.fromkeys(names))


def read_details(activity: Activity, user: Actor) -> Details:
    rows = _read(activity, user)
    may_change = may(user, "activities.change_activity", activity)
    presences = _presences(activity, rows, user)
    statements = _counts(rows, presences)
    general = [one for one in statements if one.participation_id is None]
    bodies = [
        body for body in rows[Body] if body.organisation.is_published or may_change
    ]
    places, aliases = rows[Place], rows[ActivityAlias]
    seen = [one for one in presences if one.has_named_member]
    return Details(
        activity=activity,
        places=places,
        aliases=aliases,
        ladder=_ladder(presences),
        unnamed=_unnamed(general, presences),
        counts=[_said(one) for one in general],
        around=_around(bodies),
        results=[result for one in presences for result in one.results],
        related=_related(activity, rows[Activity], user),
        evidence=read_evidence(
            [
                *(activity, *places, *aliases, *bodies, *statements),
                *(one.participation for one in seen),
                *(attendance for one in seen for attendance in one.people),
                *(one.outcome for presence in seen for one in presence.results),
            ]
        ),
    )


def _read(activity: Activity, user: Actor) -> dict[type[Model], list[Any]]:
    """All that hangs on it, by model, in one query; each list in its own order."""
    scope = scope_of(user)
    taking_part = Participation.objects.visible_to(scope).filter(activity=activity)
    beside = visible_activities(scope).filter(Q(parent=activity) | Q(occasion=activity))
    there = Attendance.objects.filter(
        participation__activity=activity, person__is_public=True
    )
    reads = [
        records(taking_part, "cluster", "organisation"),
        records(there, "person"),
        records(
            Outcome.objects.filter(participation__activity=activity), "counterpart"
        ),
        records(activity.count_statements.all()),
        records(activity.bodies.all(), "organisation"),
        records(activity.places.all()),
        records(activity.aliases.all()),
        records(beside),
    ]
    rows = {
        read.rows.model: sorted(found, key=ORDER.get(read.rows.model, _by_key))
        for read, found in zip(reads, read_together(*reads), strict=True)
    }
    for statement in rows[CountStatement]:
        statement.activity = activity
    return rows


def _by_key(record: Any) -> Any:
    return record.pk


def _by_day(day: dt.date | None) -> dt.date:
    return day or dt.date.max


ORDER: dict[type[Model], Callable[[Any], Any]] = {
    Participation: lambda one: (one.cluster.acronym, one.pk),
    Outcome: lambda one: (_by_day(one.reached_on), one.pk),
    Activity: lambda one: (
        _by_day(one.start_earliest),
        _by_day(one.start_latest),
        one.pk,
    ),
}


def _presences(
    activity: Activity, rows: dict[type[Model], list[Any]], user: Actor
) -> list[Presence]:
    presences = {}
    for one in rows[Participation]:
        # The records of an activity known here already need not ask for it again.
        one.activity = activity
        is_own = may(user, "activities.change_participation", one)
        member = one.organisation
        named = member is None or member.is_published or is_own
        if one.status not in ABSENT or is_own:
            presences[one.pk] = Presence(one, is_own, named)
    for attendance in rows[Attendance]:
        if presence := presences.get(attendance.participation_id):
            presence.people.append(attendance)
    for outcome in rows[Outcome]:
        presence = presences.get(outcome.participation_id)
        if presence is None:
            continue
        outcome.participation = presence.participation
        if outcome.is_published or presence.is_own:
            known = outcome.counterpart
            counterpart = (
                known if known and (known.is_published or presence.is_own) else None
            )
            presence.results.append(Result(outcome, counterpart))
    return list(presences.values())


def _counts(
    rows: dict[type[Model], list[Any]], presences: list[Presence]
) -> list[CountStatement]:
    """The statements of the activity, and of those who are seen at it."""
    known = {one.participation.pk: one for one in presences}
    statements = [
        one
        for one in rows[CountStatement]
        if one.participation_id is None or one.participation_id in known
    ]
    for statement in statements:
        if statement.participation_id is not None:
            known[statement.participation_id].counts.append(_said(statement))
    return statements


def _said(statement: CountStatement) -> Said:
    return Said(count_in_words(statement), localised(statement, "note"))


def _ladder(presences: list[Presence]) -> list[Rung]:
    order = list(Role)
    rungs = []
    ranked = sorted(
        presences,
        key=lambda one: (
            -one.participation.level,
            order.index(Role(one.participation.role)),
        ),
    )
    for role, among in groupby(ranked, key=lambda one: Role(one.participation.role)):
        found = list(among)
        rungs.append(Rung(role, found[0].participation.level, found))
    return rungs


def _unnamed(statements: list[CountStatement], presences: list[Presence]) -> str:
    named = {
        one.participation.cluster_id
        for one in presences
        if one.participation.is_published and not one.is_absent
    }
    for statement in statements:
        if statement.subject == CountSubject.CLUSTERS:
            return unnamed_in_words(statement, len(named))
    return ""


def _around(bodies: Iterable[Body]) -> list[Around]:
    order = list(BodyRole)
    ranked = sorted(bodies, key=lambda body: order.index(BodyRole(body.role)))
    return [
        Around(role, list(among))
        for role, among in groupby(ranked, key=lambda body: BodyRole(body.role))
    ]


def _related(activity: Activity, others: list[Activity], user: Actor) -> Related:
    def seen(other: Activity | None) -> Activity | None:
        return other if other and may(user, "activities.view_activity", other) else None

    parts: list[Activity] = []
    beside: list[Activity] = []
    for other in others:
        (parts if other.parent_id == activity.pk else beside).append(other)
    return Related(seen(activity.parent), seen(activity.occasion), parts, beside)
