"""What a person may see and change of funding, as querysets.

`permissions.py` decides of one record; a test holds both equal.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet

from fondaco.core.permissions import Actor
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.registry.reach import Reach, of_coordinated_networks
from fondaco.registry.scope import scope_of

UNDERTAKINGS: tuple[type[Model], ...] = (Proposal, Project, Partnership)


def _changeable(actor: Actor) -> Q:
    scope = scope_of(actor)
    if scope.is_administrator:
        return Q()
    return Q(maintained_by__in=scope.managed_clusters) | Q(
        maintained_by=None, network__in=scope.coordinated_networks
    )


def changeable_undertakings(model: type[Model]) -> Reach:
    return lambda actor: model._default_manager.filter(_changeable(actor))


def visible_undertakings(model: type[Model]) -> Reach:
    def read(actor: Actor) -> "QuerySet[Any]":
        if scope_of(actor).is_administrator:
            return model._default_manager.all()
        visible = Q(is_published=True) | _changeable(actor)
        return model._default_manager.filter(visible)

    return read


def _in(reach: Any, actor: Actor) -> Q:
    """Of an undertaking among those that the person reaches."""
    found = Q()
    for model in UNDERTAKINGS:
        found |= Q(**{f"{model._meta.model_name}__in": reach(model)(actor)})
    return found


def visible_parties(actor: Actor) -> "QuerySet[Party]":
    return Party.objects.filter(_in(visible_undertakings, actor))


def changeable_parties(actor: Actor) -> "QuerySet[Party]":
    """Its keeper's, and a cluster's own."""
    scope = scope_of(actor)
    own = Q(cluster__in=scope.managed_clusters) & _in(visible_undertakings, actor)
    return Party.objects.filter(_in(changeable_undertakings, actor) | own)


changeable_proposal_counts = of_coordinated_networks(ProposalCount)
