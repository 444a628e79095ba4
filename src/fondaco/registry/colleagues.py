"""Who works with whom: those who answer for the same clusters and networks."""

from django.db.models import Q
from django.utils import timezone

from fondaco.core.permissions import Actor
from fondaco.registry.models import Mandate
from fondaco.registry.reach import managed_clusters
from fondaco.registry.scope import MANAGING, scope_of
from fondaco.registry.vocabularies import MandateKind
from fondaco.web.records.colleagues import Colleagues, register


def _accounts(actor: Actor) -> Q:
    """Of the person's clusters and of their networks."""
    scope = scope_of(actor)
    if not scope.is_editor:
        return Q(pk=actor.pk)
    holding = Mandate.objects.holding_on(timezone.localdate()).order_by()
    if scope.is_administrator:
        own = holding.filter(kind__in=[*MANAGING, MandateKind.NETWORK_COORDINATOR])
        return Q(is_superuser=True) | Q(person__in=own.values("person"))
    own = holding.filter(
        Q(kind__in=MANAGING, cluster__in=scope.managed_clusters)
        | Q(
            kind=MandateKind.NETWORK_COORDINATOR,
            network__in=scope.coordinated_networks | scope.joined_networks,
        )
    )
    return Q(person__in=own.values("person"))


def _circle(cluster: int) -> str:
    return f"cluster:{cluster}"


def _circles(actor: Actor) -> set[str]:
    return {_circle(key) for key in scope_of(actor).managed_clusters}


def _names(actor: Actor) -> dict[str, str]:
    return {_circle(one.pk): str(one) for one in managed_clusters(actor)}


register(Colleagues(_accounts, _circles, _names))
