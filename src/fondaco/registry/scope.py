"""What a signed-in person answers for today, read once from their mandates."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import BigIntegerField, CharField, Value
from django.utils import timezone

from fondaco.registry.models import Mandate, NetworkMembership
from fondaco.registry.vocabularies import MandateKind

# The offices that open doors; every other mandate is only a fact.
MANAGING = {MandateKind.CLUSTER_MANAGER, MandateKind.DIRECTOR}
IN_NETWORK = "in_network"


@dataclass(frozen=True)
class Scope:
    """The networks, clusters and organisations that a person may act for."""

    is_administrator: bool = False
    coordinated_networks: frozenset[int] = frozenset()
    managed_clusters: frozenset[int] = frozenset()
    # Networks whose shared drafts a manager works on, without coordinating them.
    joined_networks: frozenset[int] = frozenset()
    own_organisations: frozenset[int] = frozenset()

    @property
    def is_editor(self) -> bool:
        return bool(
            self.is_administrator or self.coordinated_networks or self.managed_clusters
        )


NOBODY = Scope()


def scope_of(user: AbstractBaseUser | AnonymousUser) -> Scope:
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    cached: Scope | None = getattr(user, "_fondaco_scope", None)
    if cached is None:
        cached = _read_scope(user)
        user._fondaco_scope = cached  # type: ignore[attr-defined]
    return cached


def _read_scope(user: AbstractBaseUser | AnonymousUser) -> Scope:
    """One query, as every page of whoever is signed in begins with it."""
    today = timezone.localdate()
    mandates, pairs = [], []
    held = Mandate.objects.holding_on(today).filter(person__user=user.pk)
    in_networks = NetworkMembership.objects.holding_on(today).values_list(
        Value(IN_NETWORK, CharField()),
        "network",
        "cluster",
        Value(None, BigIntegerField()),
    )
    rows = held.order_by().values_list("kind", "network", "cluster", "organisation")
    for row in rows.union(in_networks.order_by(), all=True):
        if row[0] == IN_NETWORK:
            pairs.append((row[1], row[2]))
        else:
            mandates.append(row)
    networks = {
        network
        for kind, network, _, _ in mandates
        if kind == MandateKind.NETWORK_COORDINATOR and network
    }
    clusters = {
        cluster for kind, _, cluster, _ in mandates if kind in MANAGING and cluster
    }
    organisations = {
        organisation
        for kind, _, _, organisation in mandates
        if kind == MandateKind.MEMBER_CONTACT and organisation
    }
    joined: set[int] = set(networks)
    joined |= {network for network, cluster in pairs if cluster in clusters}
    clusters |= {cluster for network, cluster in pairs if network in networks}
    return Scope(
        is_administrator=bool(getattr(user, "is_superuser", False)),
        coordinated_networks=frozenset(networks),
        managed_clusters=frozenset(clusters),
        joined_networks=frozenset(joined),
        own_organisations=frozenset(organisations),
    )
