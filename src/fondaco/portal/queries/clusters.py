"""The clusters, by network."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from fondaco.core.reading import read_together, records
from fondaco.portal.queries.networks import NetworkStory, story_reads, tell_stories
from fondaco.presence.facts import NetworkFact
from fondaco.registry.models import Cluster, Label


def list_cluster_acronyms() -> list[str]:
    return list(Cluster.objects.order_by("acronym").values_list("acronym", flat=True))


@dataclass(frozen=True)
class ClusterLine:
    cluster: Cluster
    label: str


@dataclass(frozen=True)
class NetworkGroup:
    """The clusters of one network today; the last group is of those in none."""

    network: NetworkFact | None
    lines: list[ClusterLine]
    story: NetworkStory | None = None


def list_clusters(networks: tuple[NetworkFact, ...]) -> list[NetworkGroup]:
    """Two queries; a cluster in two networks is listed in both."""
    today = timezone.localdate()
    held = Label.objects.preferred().filter(
        valid_until_earliest=None, valid_until_latest=None
    )
    keys = [network.pk for network in networks]
    labels, clusters, *stories_rows = read_together(
        records(held), records(Cluster.objects.all()), *story_reads(keys)
    )
    levels = {
        label.cluster_id: str(label.get_level_display())
        for label in sorted(labels, key=_by_beginning)
    }
    lines = {
        cluster.pk: ClusterLine(cluster, levels.get(cluster.pk, ""))
        for cluster in sorted(clusters, key=lambda one: one.acronym)
    }
    stories = tell_stories(*stories_rows)
    groups, placed = [], set()
    for network in networks:
        members = [one.pk for one in network.clusters if one.is_member(today, today)]
        placed.update(members)
        here = [lines[key] for key in members]
        groups.append(NetworkGroup(network, here, stories[network.pk]))
    alone = [line for key, line in lines.items() if key not in placed]
    groups = [group for group in groups if group.lines]
    return groups + ([NetworkGroup(None, alone)] if alone else [])


def _by_beginning(label: Label) -> dt.date:
    """The one that began last counts; one that nobody dates yields to all others."""
    return label.valid_from_latest or dt.date.min
