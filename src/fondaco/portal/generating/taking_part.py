"""Who takes part in the activities made up, and what came of it."""

import datetime as dt
from itertools import accumulate
from random import Random
from typing import Any

from fondaco.activities.models import (
    Activity,
    Attendance,
    CountStatement,
    Outcome,
    Participation,
)
from fondaco.activities.vocabularies import (
    ActivityKind,
    ActivityStatus,
    CountSubject,
    OutcomeKind,
    ParticipationStatus,
    Role,
)
from fondaco.portal.generating.calendar import Planned
from fondaco.portal.generating.occasions import SHAPES
from fondaco.portal.generating.words import one_by_weight
from fondaco.portal.generating.writing import Writer
from fondaco.registry.models import Cluster, Organisation, Person

PUBLISHED = 0.96
# How a cluster itself is there: higher on the ladder than most of its members.
OWN_ROLES: dict[str, float] = {
    Role.PARTICIPANT: 42,
    Role.SPEAKER: 28,
    Role.ORGANISER: 12,
    Role.COORDINATOR: 10,
    Role.PROMOTER: 5,
    Role.MENTIONED: 3,
}
OUTCOMES: dict[str, float] = {
    OutcomeKind.CONTACT: 60,
    OutcomeKind.NEGOTIATION: 22,
    OutcomeKind.AGREEMENT: 9,
    OutcomeKind.PROPOSAL: 6,
    OutcomeKind.CONTRACT: 3,
}
STATUSES = {
    ActivityStatus.HELD: ParticipationStatus.TOOK_PART,
    ActivityStatus.UNDER_WAY: ParticipationStatus.CONFIRMED,
    ActivityStatus.CANCELLED: ParticipationStatus.CANCELLED,
    ActivityStatus.POSTPONED: ParticipationStatus.PLANNED,
}


def create_participations(
    writer: Writer,
    planned: list[Planned],
    clusters: list[Cluster],
    members: dict[int, list[Organisation]],
    total: int,
) -> list[Participation]:
    random = writer.random("participations")
    made: list[Participation] = []
    for one, number in zip(planned, _numbers(planned, total, random), strict=True):
        made += _of_activity(one, number, clusters, members, random)
    writer.create(made)
    return made


def _numbers(planned: list[Planned], total: int, random: Random) -> list[int]:
    """How many take part in each: in the end, the total."""
    weights = [
        SHAPES[one.activity.kind].size * (0.3 + random.expovariate(1.4))
        for one in planned
    ]
    sums, whole = list(accumulate(weights)), sum(weights) or 1
    ends = [round(total * done / whole) for done in sums]
    return [end - before for end, before in zip(ends, [0, *ends], strict=False)]


def _of_activity(
    one: Planned,
    number: int,
    clusters: list[Cluster],
    members: dict[int, list[Organisation]],
    random: Random,
) -> list[Participation]:
    if not number:
        return []
    present = [one.cluster]
    while len(present) < min(number, len(clusters)) and random.random() < 0.35:
        other = random.choice(clusters)
        if other not in present:
            present.append(other)
    pairs: list[tuple[Cluster, Organisation | None]] = [(it, None) for it in present]
    for place, cluster in enumerate(present):
        # As many of each cluster, the first ones more; never one of them twice.
        own = members[cluster.pk]
        wanted = (number - place - 1) // len(present)
        pairs += [(cluster, it) for it in random.sample(own, min(wanted, len(own)))]
    roles = dict(SHAPES[one.activity.kind].roles)
    made = []
    for cluster, member in pairs:
        role = one_by_weight(roles if member else OWN_ROLES, random)
        if one.activity.kind == ActivityKind.MISSION_OUTGOING and member is None:
            role = Role.HEAD_OF_DELEGATION
        made.append(_participation(one.activity, cluster, member, role, random))
    return made


def _participation(
    activity: Activity,
    cluster: Cluster,
    member: Organisation | None,
    role: str,
    random: Random,
) -> Participation:
    speaks = role == Role.SPEAKER
    return Participation(
        activity=activity,
        cluster=cluster,
        organisation=member,
        role=role,
        status=_status(activity, random),
        topic_it=activity.title_it.partition(": ")[2].capitalize() if speaks else "",
        topic_en=activity.title_en.partition(": ")[2].capitalize() if speaks else "",
        private_note="Da richiamare." if random.random() < 0.02 else "",
        is_published=activity.is_published and random.random() < PUBLISHED,
    )


def _status(activity: Activity, random: Random) -> str:
    if random.random() < 0.02:
        return ParticipationStatus.DECLINED
    known = STATUSES.get(ActivityStatus(activity.status))
    if known:
        return known
    return random.choice(
        (
            ParticipationStatus.PLANNED,
            ParticipationStatus.APPLIED,
            ParticipationStatus.SELECTED,
            ParticipationStatus.CONFIRMED,
        )
    )


def create_attendances(
    writer: Writer,
    participations: list[Participation],
    officers: dict[int, list[Person]],
) -> None:
    random = writer.random("attendances")
    rows: list[dict[str, Any]] = [
        {
            "participation_id": one.pk,
            "person_id": random.choice(officers[one.cluster_id]).pk,
            "capacity_it": "",
            "capacity_en": "",
        }
        for one in participations
        if one.organisation_id is None and random.random() < 0.3
    ]
    writer.hang(Attendance, rows)


def create_counts(
    writer: Writer, planned: list[Planned], participations: list[Participation]
) -> list[CountStatement]:
    """What is said of how many: exactly, at least, or only “some”."""
    random = writer.random("counts")
    made = []
    large = {ActivityKind.FAIR, ActivityKind.CONFERENCE, ActivityKind.MATCHMAKING}
    for one in planned:
        if one.activity.kind in large and random.random() < 0.4:
            subject = random.choice(
                (CountSubject.VISITORS, CountSubject.EXHIBITORS, CountSubject.PEOPLE)
            )
            made.append(_count(one.activity, None, subject, 2000, random))
    for part in participations:
        if part.organisation_id is None and random.random() < 0.12:
            subject = random.choice(
                (
                    CountSubject.MEMBERS,
                    CountSubject.COMPANIES,
                    CountSubject.MEETINGS_B2B,
                )
            )
            made.append(_count(part.activity, part, subject, 40, random))
    writer.create(made)
    return made


def _count(
    activity: Activity,
    participation: Participation | None,
    subject: str,
    most: int,
    random: Random,
) -> CountStatement:
    number, chance = random.randint(2, most), random.random()
    count = CountStatement(
        activity=activity, participation=participation, subject=subject
    )
    if chance < 0.6:
        count.number = number
    elif chance < 0.8:
        count.minimum = number
    else:
        count.is_some = True
    return count


def create_outcomes(
    writer: Writer, participations: list[Participation], abroad: list[Organisation]
) -> None:
    random = writer.random("outcomes")
    made = []
    for one in participations:
        held = one.status == ParticipationStatus.TOOK_PART
        if not held or random.random() > 0.06:
            continue
        kind = one_by_weight(OUTCOMES, random)
        last = one.activity.end_latest or one.activity.start_latest
        other = random.choice(abroad) if abroad and random.random() < 0.7 else None
        made.append(
            Outcome(
                participation=one,
                kind=kind,
                counterpart=other,
                reached_on=last and last + dt.timedelta(days=random.randint(0, 20)),
                description_it="Seguirà un incontro tecnico.",
                description_en="A technical meeting will follow.",
                is_published=one.is_published and random.random() < 0.5,
            )
        )
    writer.create(made)
