"""What pages, feeds and the apps above read of the calendar, for whoever asks."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import (
    Case,
    DateField,
    F,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Coalesce

from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Participation,
)
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.models.participations import ParticipationQuerySet
from fondaco.activities.vocabularies import ParticipationStatus
from fondaco.core.merging import following_merges
from fondaco.core.partial_dates import Precision
from fondaco.core.reading import Read
from fondaco.registry.models import (
    Cluster,
    Organisation,
)
from fondaco.registry.scope import NOBODY, Scope

# Those who said no, or could not come, do not take part.
ABSENT = (ParticipationStatus.DECLINED, ParticipationStatus.CANCELLED)


# 1. Activities.
def visible_activities(scope: Scope = NOBODY) -> ActivityQuerySet:
    return Activity.objects.visible_to(scope)


def activities_of_cluster(
    cluster: Cluster | int, scope: Scope = NOBODY
) -> ActivityQuerySet:
    """Where a cluster takes part, whether itself or through its members."""
    taking_part = visible_participations(scope).filter(cluster=cluster)
    return visible_activities(scope).filter(pk__in=taking_part.values("activity"))


def activities_of_organisation(
    organisation: Organisation | int, scope: Scope = NOBODY
) -> ActivityQuerySet:
    """Where an organisation takes part as a member, or that it organises, hosts…"""
    taking_part = visible_participations(scope).filter(organisation=organisation)
    around = Body.objects.filter(organisation=organisation)
    return visible_activities(scope).filter(
        Q(pk__in=taking_part.values("activity")) | Q(pk__in=around.values("activity"))
    )


def next_or_latest(day: dt.date, activities: ActivityQuerySet) -> ActivityQuerySet:
    """Those under way or to come, the nearest first; after them the latest, back."""
    last_day = Coalesce("end_latest", "start_latest", "start_earliest")
    coming = Q(last_day__gte=day)
    return activities.alias(
        last_day=last_day,
        is_coming=Case(When(coming, then=1), default=0, output_field=IntegerField()),
        begins=Case(When(coming, then=F("start_earliest")), output_field=DateField()),
    ).order_by(
        "-is_coming",
        F("begins").asc(nulls_last=True),
        F("start_earliest").desc(nulls_last=True),
        "-pk",
    )


def latest_activities(activities: ActivityQuerySet) -> ActivityQuerySet:
    """`activities` from the most recent back, undated ones at the end."""
    return activities.order_by(F("start_earliest").desc(nulls_last=True), "-pk")


def find_activity(uid: str, scope: Scope = NOBODY) -> Activity | None:
    return (
        visible_activities(scope)
        .filter(uid=uid)
        .select_related("network", "maintained_by", "programme", "parent", "occasion")
        .first()
    )


def find_successor(uid: str, scope: Scope = NOBODY) -> Activity | None:
    """The activity into which the one of this identifier was merged."""
    kept = following_merges(Activity, uid=uid)
    return kept and visible_activities(scope).filter(pk=kept.pk).first()


def for_calendars(activities: ActivityQuerySet) -> ActivityQuerySet:
    """With all that an iCalendar event says, to anybody."""
    return activities.select_related("parent").prefetch_related(
        "places",
        Prefetch("bodies", _published_bodies()),
        Prefetch(
            "participations",
            visible_participations().select_related("cluster").order_by("pk"),
        ),
    )


def events_of(activities: ActivityQuerySet) -> Iterator[Activity]:
    """Those known to the day, for calendars, and never all of them in memory."""
    dated = for_calendars(activities.filter(start_precision=Precision.DAY))
    return dated.iterator(chunk_size=200)


def _published_bodies() -> "QuerySet[Body]":
    return Body.objects.filter(organisation__is_published=True).select_related(
        "organisation"
    )


# 2. Who takes part.
def visible_participations(scope: Scope = NOBODY) -> ParticipationQuerySet:
    return Participation.objects.visible_to(scope).exclude(status__in=ABSENT)


def cluster_acronyms() -> dict[str, str]:
    return dict(Cluster.objects.values_list("slug", "acronym"))


# 3. Searching.
def name_reads(activities: ActivityQuerySet, scope: Scope) -> list[Read]:
    """The names by which one may look for each activity, beside title and places.

    Nothing that the person may not see: names of participants and people, of
    organisers, and the other names of them all. Each row is an activity and a name.
    """
    among = {"activity__in": activities.order_by().values("pk")}
    present = visible_participations(scope).filter(**among).order_by()
    members = present.filter(organisation__is_published=True)
    bodies = Body.objects.filter(organisation__is_published=True, **among).order_by()
    people = Attendance.objects.filter(
        participation__in=present.values("pk"), person__is_public=True
    ).order_by()
    named: list[tuple[QuerySet[Any], str, str]] = [
        (ActivityAlias.objects.filter(**among), "activity", "name"),
        *(
            (present, "activity", f"cluster__{name}")
            for name in ("acronym", "name_it", "name_en", "aliases__name")
        ),
        *(
            (records, "activity", f"organisation__{name}")
            for records in (members, bodies)
            for name in ("name", "name_it", "name_en", "acronym", "aliases__name")
        ),
        *(
            (people, "participation__activity", f"person__{name}")
            for name in ("given_name", "family_name")
        ),
    ]
    return [
        Read(rows.values(activity, name).distinct(), (activity, name), tuple)
        for rows, activity, name in named
    ]
