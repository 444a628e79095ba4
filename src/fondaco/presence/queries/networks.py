"""The networks with their clusters, past members too."""

from itertools import groupby

from django.db.models import FilteredRelation, Q

from fondaco.presence.facts import ClusterFact, NetworkFact, Period
from fondaco.presence.queries.rows import text_of
from fondaco.registry.models import Network

CLUSTER = "membership__cluster__"
COLUMNS = (
    "pk",
    "slug",
    "acronym",
    "name_it",
    "name_en",
    "country",
    "membership__valid_from_latest",
    "membership__valid_until_latest",
    f"{CLUSTER}pk",
    f"{CLUSTER}slug",
    f"{CLUSTER}acronym",
    f"{CLUSTER}name_it",
    f"{CLUSTER}name_en",
)


def read_network(slug: str = "") -> NetworkFact | None:
    """The network of this slug; without one the first, mostly the only one."""
    networks = read_networks()
    if not slug:
        return networks[0] if networks else None
    return next((one for one in networks if one.slug == slug), None)


def read_networks() -> tuple[NetworkFact, ...]:
    """All of them, the oldest first: one query."""
    rows = (
        Network.objects.annotate(
            membership=FilteredRelation(
                "memberships", condition=Q(memberships__alternative_to=None)
            )
        )
        .order_by("pk", f"{CLUSTER}acronym", "membership__valid_from_latest")
        .values_list(*COLUMNS, named=True)
    )
    return tuple(
        _network(list(group)) for _, group in groupby(rows, lambda row: row.pk)
    )


def _network(rows: list) -> NetworkFact:  # type: ignore[type-arg]
    first = rows[0]
    return NetworkFact(
        pk=first.pk,
        slug=first.slug,
        acronym=first.acronym,
        name=text_of(first, "name"),
        country=first.country,
        clusters=tuple(
            _cluster(list(group))
            for key, group in groupby(rows, lambda row: getattr(row, f"{CLUSTER}pk"))
            if key is not None
        ),
    )


def _cluster(rows: list) -> ClusterFact:  # type: ignore[type-arg]
    first = rows[0]
    return ClusterFact(
        pk=getattr(first, f"{CLUSTER}pk"),
        slug=getattr(first, f"{CLUSTER}slug"),
        acronym=getattr(first, f"{CLUSTER}acronym"),
        name=text_of(first, f"{CLUSTER}name"),
        memberships=tuple(
            Period(
                row.membership__valid_from_latest, row.membership__valid_until_latest
            )
            for row in rows
        ),
    )
