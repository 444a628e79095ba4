"""The activities that may count, with their places and the occasions they share."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, QuerySet, TextField
from django.db.models.functions import Cast, Substr
from django.utils.translation import get_language

from fondaco.activities.models import Activity, Claim, Place
from fondaco.activities.vocabularies import ActivityStatus
from fondaco.core.partial_dates import Precision
from fondaco.core.reading import Read, read_in_bulk
from fondaco.presence.facts import ActivityFact, PlaceFact
from fondaco.presence.queries.evidence import Words
from fondaco.presence.queries.rows import date_of, text_of

COUNTED_STATUSES = (
    ActivityStatus.ANNOUNCED,
    ActivityStatus.UNDER_WAY,
    ActivityStatus.HELD,
)
# Fewer activities are examples that a source happened to give, not a year's record.
ENOUGH = 3
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
LINKS = tuple(
    f"{link}{column}"
    for link in ("parent", "occasion")
    for column in ("", "__network", "__is_published")
)
# Only an activity without any place has a row without one, and no other row.
BY_DATE = attrgetter("start_earliest", "start_latest", "pk", "places")


@dataclass(frozen=True)
class Outline:
    """The whole calendar in little: which years it covers, what hangs together."""

    # How many activities each recorded year has.
    activities: dict[int, int]
    claimed: frozenset[int]
    # Of activities that hang together with others, one that stands for them all.
    occasions: dict[int, int]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.activities))

    @property
    def shown_year(self) -> int | None:
        """The newest year whose record is more than a few examples.

        That is one of which a source speaks as a whole (a claim), or with at least
        three activities; without any such year, the newest with an activity at all. A
        later year with a single fair would otherwise hide the year that was really
        recorded.
        """
        many = {year for year, number in self.activities.items() if number >= ENOUGH}
        return max(self.claimed | many or self.activities, default=None)


def read_outline(network: int) -> Outline:
    activities = Activity.objects.filter(network=network, is_published=True)
    counted = (
        activities.filter(is_international=True, status__in=COUNTED_STATUSES)
        .annotate(year=_year_of("start_earliest"), last_year=_year_of("start_latest"))
        # A date of which the two ends leave no doubt about its year.
        .filter(year=F("last_year"))
        .values("year")
        .annotate(number=Count("pk"))
    )
    linked = activities.exclude(parent=None, occasion=None)
    years, claims, links = read_in_bulk(
        Read(counted, ("year", "number")),
        Read(Claim.objects.filter(network=network), ("year",)),
        Read(linked, ("pk", *LINKS), tuple),
    )
    return Outline(
        activities={int(row.year): row.number for row in years},
        claimed=frozenset(claim.year for claim in claims),
        occasions=join(_followed(links, network)),
    )


def _followed(
    links: Iterable[tuple[Any, ...]], network: int
) -> Iterable[tuple[int, int]]:
    """Links to drafts are not: nothing may be learnt of a draft.

    Of two links of one activity that to its parent is followed first.
    """
    for key, *above in sorted(links):
        for other, owner, is_published in (above[:3], above[3:]):
            if is_published and owner == network:
                yield key, other


def _year_of(column: str) -> Substr:
    """Both databases write a day with its year first; SQLite has no word for a year."""
    return Substr(Cast(column, TextField()), 1, 4)


def join(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Give all keys that links hold together the same one of them.

    Links go round in circles where two activities are each other's occasion.
    """
    above: dict[int, int] = {}

    def top(key: int) -> int:
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for one, other in links:
        above[top(one)] = top(other)
    return {key: top(key) for key in above}


def activities_of(network: int, years: Collection[int]) -> QuerySet[Activity]:
    """Those that may count, whose start lies surely within the years together.

    In which of them it does, or whether in one alone, is for `Facts.of` to say.
    """
    first, last = dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
    return Activity.objects.filter(
        network=network,
        start_earliest__range=(first, last),
        start_latest__lte=last,
        is_published=True,
        is_international=True,
        status__in=COUNTED_STATUSES,
    ).order_by()


def places_of(activities: QuerySet[Activity]) -> QuerySet[Place]:
    return Place.objects.filter(activity__in=activities)


def read_activities(activities: QuerySet[Activity]) -> Read:
    return Read(activities, COLUMNS)


def activity_facts(
    rows: Iterable[Any], outline: Outline, words: Words
) -> tuple[ActivityFact, ...]:
    language = get_language()
    facts = (
        _activity(list(group), outline, words, language)
        for _, group in groupby(sorted(rows, key=BY_DATE), attrgetter("pk"))
    )
    # What is only known to be some time in the year comes after what has a place in it.
    return tuple(sorted(facts, key=lambda fact: fact.start.precision == Precision.YEAR))


def _activity(
    rows: list[Any], outline: Outline, words: Words, language: str | None
) -> ActivityFact:
    first = rows[0]
    return ActivityFact(
        pk=first.pk,
        uid=first.uid,
        title=text_of(first, "title", language),
        kind=first.kind,
        status=first.status,
        start=date_of(first.start_earliest, first.start_latest, first.start_precision),
        end=date_of(first.end_earliest, first.end_latest, first.end_precision),
        is_virtual=first.is_virtual,
        parent=first.parent,
        root=outline.occasions.get(first.pk, first.pk),
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
