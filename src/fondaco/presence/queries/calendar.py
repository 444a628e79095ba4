"""The activities that may count, with their places and the occasions they share."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from fondaco.activities.models import Activity, Place
from fondaco.activities.vocabularies import ActivityStatus
from fondaco.core.partial_dates import Precision
from fondaco.presence.facts import ActivityFact, PlaceFact
from fondaco.presence.queries.evidence import Words
from fondaco.presence.queries.rows import date_of, text_of

COUNTED_STATUSES = (
    ActivityStatus.ANNOUNCED,
    ActivityStatus.UNDER_WAY,
    ActivityStatus.HELD,
)
OUTLINE_COLUMNS = (
    "pk",
    "parent",
    "occasion",
    "is_international",
    "status",
    "start_earliest",
    "start_latest",
)
COLUMNS = (
    "pk",
    "uid",
    "title_it",
    "title_en",
    "kind",
    "status",
    "start_earliest",
    "start_latest",
    "start_precision",
    "end_earliest",
    "end_latest",
    "end_precision",
    "is_virtual",
    "parent",
    "places",
    "places__country",
    "places__city",
    "places__latitude",
    "places__longitude",
)


@dataclass(frozen=True)
class Outline:
    """The whole calendar in little: which years it covers, what hangs together."""

    years: tuple[int, ...]
    occasions: dict[int, int]


def read_outline(network: int) -> Outline:
    """Links to drafts are not followed: nothing may be learnt of a draft."""
    rows = list(
        Activity.objects.filter(network=network, is_published=True)
        .order_by("pk")
        .values_list(*OUTLINE_COLUMNS, named=True)
    )
    years = {
        row.start_earliest.year
        for row in rows
        if row.is_international
        and row.status in COUNTED_STATUSES
        and is_one_year(row.start_earliest, row.start_latest)
    }
    links = [
        (row.pk, above) for row in rows for above in (row.parent, row.occasion) if above
    ]
    return Outline(tuple(sorted(years)), join({row.pk for row in rows}, links))


def is_one_year(first: dt.date | None, last: dt.date | None) -> bool:
    """Whether the two ends of a date leave no doubt about its year."""
    return first is not None and last is not None and first.year == last.year


def join(keys: set[int], links: list[tuple[int, int]]) -> dict[int, int]:
    """Give all keys that links hold together the same one of them.

    Links go round in circles where two activities are each other's occasion.
    """
    above = {key: key for key in keys}

    def top(key: int) -> int:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for one, other in links:
        if other in above:
            above[top(one)] = top(other)
    return {key: top(key) for key in keys}


def activities_of(network: int, years: Collection[int]) -> QuerySet[Activity]:
    """Those that may count, whose start lies surely in one of the years."""
    surely = Q(pk__in=())
    for year in years:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        surely |= Q(start_earliest__gte=first, start_latest__lte=last)
    return Activity.objects.filter(
        surely,
        network=network,
        is_published=True,
        is_international=True,
        status__in=COUNTED_STATUSES,
    ).order_by()


def places_of(activities: QuerySet[Activity]) -> QuerySet[Place]:
    return Place.objects.filter(activity__in=activities)


def read_activities(
    activities: QuerySet[Activity], outline: Outline, words: Words
) -> tuple[ActivityFact, ...]:
    rows = activities.order_by(
        "start_earliest", "start_latest", "pk", "places"
    ).values_list(*COLUMNS, named=True)
    facts = (
        _activity(list(group), outline, words)
        for _, group in groupby(rows, lambda row: row.pk)
    )
    # What is only known to be some time in the year comes after what has a place in it.
    return tuple(sorted(facts, key=lambda fact: fact.start.precision == Precision.YEAR))


def _activity(rows: list[Any], outline: Outline, words: Words) -> ActivityFact:
    first = rows[0]
    return ActivityFact(
        pk=first.pk,
        uid=first.uid,
        title=text_of(first, "title"),
        kind=first.kind,
        status=first.status,
        start=date_of(first, "start"),
        end=date_of(first, "end"),
        is_virtual=first.is_virtual,
        parent=first.parent,
        root=outline.occasions[first.pk],
        places=tuple(
            PlaceFact(
                row.places__country,
                row.places__city,
                row.places__latitude,
                row.places__longitude,
                words.of("place", row.places),
            )
            for row in rows
            if row.places
        ),
        evidence=words.of("activity", first.pk),
    )
