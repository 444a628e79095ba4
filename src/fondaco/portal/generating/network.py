"""A generated network put together: in one transaction, the same for the same seed."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from fondaco.activities.models import Activity
from fondaco.portal.generating.bodies import (
    create_cluster_facts,
    create_clusters,
    create_memberships,
    create_network,
    create_people,
)
from fondaco.portal.generating.calendar import (
    create_activities,
    create_bodies,
    create_programmes,
)
from fondaco.portal.generating.evidence import create_citations, create_sources
from fondaco.portal.generating.funding import create_funding
from fondaco.portal.generating.occasions import YEARS
from fondaco.portal.generating.organisations import create_organisations
from fondaco.portal.generating.taking_part import (
    create_attendances,
    create_counts,
    create_outcomes,
    create_participations,
)
from fondaco.portal.generating.writing import Writer
from fondaco.registry.models import Cluster, Network, Organisation

Say = Callable[[str], object]


@dataclass(frozen=True)
class Size:
    """How many of each; `large` is the network that the benchmarks are about."""

    clusters: int
    organisations: int
    activities: int
    participations: int
    proposals: int

    @classmethod
    def of(cls, scale: float) -> "Size":
        """Clusters grow with the root: a larger network has larger clusters, too."""
        return cls(
            clusters=max(2, round(20 * scale**0.5)),
            organisations=max(40, round(20_000 * scale)),
            activities=max(20, round(5_000 * scale)),
            participations=max(60, round(40_000 * scale)),
            proposals=max(6, round(400 * scale)),
        )


def has_records() -> bool:
    """Whether there is anything here already that somebody may care about."""
    models = (Network, Cluster, Organisation, Activity)
    return any(model._default_manager.exists() for model in models)


def is_generated(seed: int) -> bool:
    uid = Writer(seed).uid(Network, 0)
    return Network.objects.filter(uid=uid).exists()


@transaction.atomic
def generate_network(
    seed: int, size: Size, day: dt.date, say: Say
) -> Mapping[str, int]:
    """Write the network as it is on `day`; return how many records of each kind."""
    writer = Writer(seed)
    first = day.year - YEARS + 1
    network = create_network(writer)
    pairs = create_clusters(writer, size.clusters)
    clusters = [cluster for cluster, _ in pairs]
    others = size.organisations - len(clusters)  # each has one that manages it
    organisations = create_organisations(writer, pairs, others)
    say("organisations")
    create_cluster_facts(writer, network, clusters, first)
    members = create_memberships(writer, clusters, organisations, first)
    officers = create_people(writer, clusters, members, first)
    say("members and people")
    programmes = create_programmes(writer)
    planned = create_activities(
        writer, network, pairs, programmes, size.activities, day
    )
    create_bodies(writer, planned, organisations)
    say("activities")
    taking_part = create_participations(
        writer, planned, clusters, members, size.participations
    )
    create_attendances(writer, taking_part, officers)
    counts = create_counts(writer, planned, taking_part)
    abroad = [one for one in organisations if one.country != "IT"]
    create_outcomes(writer, taking_part, abroad)
    say("participations")
    create_funding(writer, network, pairs, programmes, members, size.proposals, day)
    sources = create_sources(writer, planned)
    create_citations(writer, sources, planned, taking_part, counts)
    say("sources")
    return writer.numbers


def look_over() -> None:
    """Tell the database how many rows there are now: else it searches as if none."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
