"""The first page: the year of a network, what comes next, and who its clusters are."""

from dataclasses import dataclass

from django.utils import timezone

from fondaco.activities.entries import Entry, read_entries
from fondaco.activities.queries import (
    next_or_latest,
    visible_activities,
)
from fondaco.activities.vocabularies import ActivityStatus
from fondaco.presence.counted import Unknown
from fondaco.presence.facts import NetworkFact
from fondaco.presence.filters import Filters
from fondaco.presence.presence import Figure, Presence
from fondaco.presence.queries import Outline, presence_of_year
from fondaco.registry.models import Cluster

# Activities, countries, participations, qualified participations.
CODES = ("P01", "P02", "P05", "P04")
DATES_SHOWN = 5


@dataclass(frozen=True)
class ClusterCard:
    """A cluster as one of many: what it is about, and how active it is in the year."""

    cluster: Cluster
    activities: int | None
    # Whether it may be among the clusters that a source counts without naming them.
    may_be_unnamed: bool


@dataclass(frozen=True)
class Dates:
    """The next activities; where none is to come, the latest ones instead."""

    entries: list[Entry]
    are_to_come: bool


@dataclass(frozen=True)
class HomePage:
    presence: Presence
    dates: Dates
    cards: list[ClusterCard]

    @property
    def figures(self) -> list[Figure]:
        return [self.presence.figures[code] for code in CODES]


def read_home(network: NetworkFact, year: int, outline: Outline) -> HomePage:
    presence = presence_of_year(
        network,
        year,
        Filters(network=network.slug),
        codes=CODES,
        with_records=False,
        outline=outline,
    )
    return HomePage(presence, _read_dates(network), _read_cards(presence))


def _read_dates(network: NetworkFact) -> Dates:
    """What is published: drafts are on the desk of those who keep them."""
    activities = (
        visible_activities()
        .filter(network=network.pk)
        .exclude(status=ActivityStatus.CANCELLED)
    )
    today = timezone.localdate()
    entries = read_entries(next_or_latest(today, activities)[:DATES_SHOWN])
    coming = [one for one in entries if one.last_day and one.last_day >= today]
    return Dates(coming or entries, are_to_come=bool(coming))


def _read_cards(presence: Presence) -> list[ClusterCard]:
    """Activities are not counted in a year that nobody recorded."""
    clusters = Cluster.objects.filter(pk__in=[one.pk for one in presence.clusters])
    cards = []
    for cluster in clusters.order_by("acronym"):
        found = presence.cluster_results[cluster.acronym]["P01"]
        number = found.value if isinstance(found.value, int) else None
        unnamed = found.reason == Unknown.NOT_NAMED
        cards.append(ClusterCard(cluster, number, unnamed))
    return cards
