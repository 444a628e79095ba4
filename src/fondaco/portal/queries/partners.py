"""Whom a cluster meets again and again."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from fondaco.activities.entries import Entry
from fondaco.activities.models import Body
from fondaco.activities.reach import visible_outcomes, visible_participations
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read
from fondaco.core.texts import Text, named
from fondaco.registry.models import Cluster
from fondaco.registry.reach import visible_organisations


@dataclass(frozen=True)
class Partner:
    """Whoever was at two or more activities of the cluster."""

    name: Text
    times: int
    cluster: str = ""
    organisation: str = ""


def find_partners(
    cluster: Cluster, entries: list[Entry], rows: list[list[Any]]
) -> list[Partner]:
    """Clusters and organisations met at two or more activities, most often first."""
    clusters = Counter(
        (one.slug, one.acronym)
        for entry in entries
        for one in entry.highest_roles
        if one.slug != cluster.slug
    )
    met: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    for activity, *organisation in (row for found in rows for row in found):
        met[tuple(organisation)].add(activity)
    partners = [
        Partner(Text(acronym, ""), times, cluster=slug)
        for (slug, acronym), times in clusters.items()
    ] + [
        Partner(
            named(_Names(name, name_it, name_en)),
            len(activities),
            organisation=slug,
        )
        for (slug, name, name_it, name_en), activities in met.items()
    ]
    often = [one for one in partners if one.times > 1]
    return sorted(often, key=lambda one: (-one.times, str(one.name)))


@dataclass(frozen=True)
class _Names:
    name: str
    name_it: str
    name_en: str


def partner_reads(
    cluster: Cluster, activities: "QuerySet[Any]", actor: Actor
) -> list[Read]:
    """Activity and organisation: around it, there for others, or met in an outcome."""
    keys = activities.order_by().values("pk")

    def seen(path: str) -> Exists:
        """Asked of each row that is left: the organisations are the many."""
        return Exists(visible_organisations(actor).filter(pk=OuterRef(path)))

    bodies = Body.objects.filter(seen("organisation"), activity__in=keys)
    others = visible_participations(actor).filter(
        seen("organisation"), activity__in=keys
    )
    outcomes = visible_outcomes(actor).filter(
        seen("counterpart"),
        participation__cluster=cluster,
        participation__activity__in=keys,
    )
    return [
        Read(
            rows,
            (
                activity,
                *(f"{path}__{name}" for name in ("slug", "name", "name_it", "name_en")),
            ),
        )
        for rows, activity, path in (
            (bodies, "activity", "organisation"),
            (others.exclude(cluster=cluster), "activity", "organisation"),
            (outcomes, "participation__activity", "counterpart"),
        )
    ]
