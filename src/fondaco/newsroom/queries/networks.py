"""In whose calendar a text's activities belong."""

from django.utils import timezone

from fondaco.newsroom.models import PressItem
from fondaco.registry.models import Network, NetworkMembership


def network_of(item: PressItem) -> Network | None:
    """Its own; of a cluster's text, the network that the cluster is or was in."""
    if item.network is not None:
        return item.network
    memberships = NetworkMembership.objects.filter(cluster=item.cluster_id)
    ordered = memberships.select_related("network").order_by("pk")
    today = timezone.localdate()
    found = ordered.holding_on(today).first() or ordered.preferred().first()
    return found.network if found else None
