"""Who took part in activities, and how many a source says they were."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from fondaco.activities.models import (
    Activity,
    Attendance,
    CountStatement,
    Participation,
)
from fondaco.activities.vocabularies import (
    LEVELS,
    CountSubject,
    ParticipationStatus,
)
from fondaco.core.reading import Read
from fondaco.core.texts import Text
from fondaco.presence.facts import (
    AttendanceFact,
    CountFact,
    OrganisationFact,
    ParticipationFact,
)
from fondaco.presence.queries.evidence import Words
from fondaco.presence.queries.rows import text_of

NOT_TAKING_PART = (ParticipationStatus.DECLINED, ParticipationStatus.CANCELLED)
COUNTED_SUBJECTS = (
    CountSubject.CLUSTERS,
    CountSubject.MEMBERS,
    CountSubject.COMPANIES,
    CountSubject.PEOPLE,
)
MEMBER = "organisation__"
PERSON = "attendances__person__"
COLUMNS = (
    "pk",
    "uid",
    "activity",
    "cluster",
    "role",
    "organisation",
    f"{MEMBER}slug",
    f"{MEMBER}name",
    f"{MEMBER}name_it",
    f"{MEMBER}name_en",
    f"{MEMBER}is_published",
    "attendances",
    "attendances__person",
    f"{PERSON}given_name",
    f"{PERSON}family_name",
    f"{PERSON}is_public",
)
COUNT_COLUMNS = (
    "pk",
    "uid",
    "activity",
    "participation",
    "subject",
    "number",
    "minimum",
    "is_some",
    "is_approximate",
)


def participations_in(activities: QuerySet[Activity]) -> QuerySet[Participation]:
    return (
        Participation.objects.filter(is_published=True, activity__in=activities)
        .exclude(status__in=NOT_TAKING_PART)
        .order_by()
    )


def attendances_in(activities: QuerySet[Activity]) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        ~Q(participation__status__in=NOT_TAKING_PART),
        participation__is_published=True,
        participation__activity__in=activities,
    )


def counts_in(activities: QuerySet[Activity]) -> QuerySet[CountStatement]:
    """Of activities as a whole, and of the participations that count."""
    taking_part = Q(participation__is_published=True)
    taking_part &= ~Q(participation__status__in=NOT_TAKING_PART)
    return CountStatement.objects.filter(
        Q(participation=None) | taking_part,
        activity__in=activities,
        subject__in=COUNTED_SUBJECTS,
    )


def read_participations(participations: QuerySet[Participation]) -> Read:
    return Read(participations, COLUMNS)


def participation_facts(
    rows: Iterable[Any], words: Words
) -> tuple[ParticipationFact, ...]:
    ordered = sorted(rows, key=lambda row: (row.pk, row.attendances or 0))
    language = get_language()
    return tuple(
        _participation(list(group), words, language)
        for _, group in groupby(ordered, lambda row: row.pk)
    )


def _participation(
    rows: list[Any], words: Words, language: str | None
) -> ParticipationFact:
    first = rows[0]
    return ParticipationFact(
        pk=first.pk,
        uid=first.uid,
        activity=first.activity,
        cluster=first.cluster,
        organisation=_organisation(first, language),
        role=first.role,
        level=LEVELS[first.role],
        attendances=tuple(
            AttendanceFact(
                person=row.attendances__person,
                name=f"{row.attendances__person__given_name} "
                f"{row.attendances__person__family_name}",
                is_public=row.attendances__person__is_public,
                evidence=words.of("attendance", row.attendances),
            )
            for row in rows
            if row.attendances
        ),
        evidence=words.of("participation", first.pk),
    )


def _organisation(row: Any, language: str | None) -> OrganisationFact | None:
    if row.organisation is None:
        return None
    return OrganisationFact(
        pk=row.organisation,
        slug=row.organisation__slug,
        name=text_of(row, "organisation__name", language)
        or Text(row.organisation__name, ""),
        is_public=row.organisation__is_published,
    )


def read_counts(counts: QuerySet[CountStatement]) -> Read:
    return Read(counts, COUNT_COLUMNS)


def count_facts(rows: Iterable[Any], words: Words) -> tuple[CountFact, ...]:
    ordered = sorted(rows, key=lambda row: row.pk)
    return tuple(
        CountFact(**row._asdict(), evidence=words.of("countstatement", row.pk))
        for row in ordered
    )
