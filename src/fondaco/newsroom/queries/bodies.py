"""Whose bulletins there are, and whose one may subscribe to."""

from dataclasses import dataclass
from typing import Any

from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.models.bulletins import PUBLIC
from fondaco.registry.models import Cluster, Network


def key_of(body: Cluster | Network) -> str:
    """The word that stands for it in a form and in an address."""
    kind = "cluster" if isinstance(body, Cluster) else "network"
    return f"{kind}-{body.slug}"


def bodies_to_follow() -> dict[str, Cluster | Network]:
    found: list[Cluster | Network] = [*Network.objects.order_by("pk")]
    found += Cluster.objects.order_by("acronym", "pk")
    return {key_of(one): one for one in found}


@dataclass(frozen=True)
class Publisher:
    acronym: str
    narrowing: dict[str, Any]


def bodies_that_publish() -> dict[str, Publisher]:
    """Those of which there is a bulletin, networks first."""
    rows = (
        Bulletin.objects.filter(state__in=PUBLIC)
        .order_by()
        .values_list(
            "network",
            "network__slug",
            "network__acronym",
            "cluster",
            "cluster__slug",
            "cluster__acronym",
        )
        .distinct()
    )
    found = {}
    for network, slug, acronym, cluster, cluster_slug, cluster_acronym in sorted(
        rows, key=lambda row: (row[3] is not None, row[2] or row[5])
    ):
        if cluster is None:
            found[f"network-{slug}"] = Publisher(acronym, {"network": network})
        else:
            key = f"cluster-{cluster_slug}"
            found[key] = Publisher(cluster_acronym, {"cluster": cluster})
    return found
