"""The clusters, by network."""

from dataclasses import dataclass

from django.utils import timezone

from fondaco.portal.queries.networks import NetworkStory, read_stories
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
    """Five queries; a cluster in two networks is listed in both."""
    today = timezone.localdate()
    labels = {
        label.cluster_id: str(label.get_level_display())
        for label in Label.objects.preferred()
        .filter(valid_until_earliest=None, valid_until_latest=None)
        .order_by("valid_from_latest")
    }
    lines = {
        cluster.pk: ClusterLine(cluster, labels.get(cluster.pk, ""))
        for cluster in Cluster.objects.order_by("acronym")
    }
    stories = read_stories([network.pk for network in networks])
    groups, placed = [], set()
    for network in networks:
        members = [one.pk for one in network.clusters if one.is_member(today, today)]
        placed.update(members)
        here = [lines[key] for key in members]
        groups.append(NetworkGroup(network, here, stories[network.pk]))
    alone = [line for key, line in lines.items() if key not in placed]
    groups = [group for group in groups if group.lines]
    return groups + ([NetworkGroup(None, alone)] if alone else [])
