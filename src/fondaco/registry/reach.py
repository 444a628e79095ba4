"""What a person may see and change of the registry, as querysets.

`permissions.py` decides of one record; these say the same of all of them, for lists
and for what forms offer to choose. A test holds both equal.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from fondaco.core.models import Source
from fondaco.core.permissions import Actor
from fondaco.registry.models import (
    Cluster,
    Competence,
    Invitation,
    Mandate,
    MemberCount,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    Person,
    WorkingGroup,
)
from fondaco.registry.scope import Scope, scope_of

Reach = Callable[[Actor], "QuerySet[Any]"]


def everything(model: type[Model]) -> Reach:
    return lambda actor: model._default_manager.all()


def for_editors(model: type[Model]) -> Reach:
    """Shared by all who edit: sources, competences."""

    def read(actor: Actor) -> "QuerySet[Any]":
        known = model._default_manager
        return known.all() if scope_of(actor).is_editor else known.none()

    return read


def for_administrators(model: type[Model]) -> Reach:
    def read(actor: Actor) -> "QuerySet[Any]":
        known = model._default_manager
        return known.all() if scope_of(actor).is_administrator else known.none()

    return read


def of_managed_clusters(model: type[Model], field: str = "cluster") -> Reach:
    """Facts about the clusters that the person manages."""

    def read(actor: Actor) -> "QuerySet[Any]":
        scope, known = scope_of(actor), model._default_manager
        if scope.is_administrator:
            return known.all()
        return known.filter(**{f"{field}__in": scope.managed_clusters})

    return read


def of_own_bodies(model: type[Model]) -> Reach:
    """Records of a cluster that one manages, or a network that one coordinates."""

    def read(actor: Actor) -> "QuerySet[Any]":
        scope, known = scope_of(actor), model._default_manager
        if scope.is_administrator:
            return known.all()
        own = Q(cluster__in=scope.managed_clusters) | Q(
            network__in=scope.coordinated_networks
        )
        return known.filter(own)

    return read


def of_coordinated_networks(model: type[Model], field: str = "network") -> Reach:
    def read(actor: Actor) -> "QuerySet[Any]":
        scope, known = scope_of(actor), model._default_manager
        if scope.is_administrator:
            return known.all()
        return known.filter(**{f"{field}__in": scope.coordinated_networks})

    return read


managed_clusters = of_managed_clusters(Cluster, "pk")
coordinated_networks = of_coordinated_networks(Network, "pk")


def joined_networks(actor: Actor) -> "QuerySet[Network]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Network.objects.all()
    return Network.objects.filter(pk__in=scope.joined_networks)


def clusters_to_join(actor: Actor) -> "QuerySet[Cluster]":
    """Clusters that a coordinator may bring into a network.

    Those of other networks are not theirs to take: managing them would come with it.
    """
    scope = scope_of(actor)
    if scope.is_administrator:
        return Cluster.objects.all()
    joined = NetworkMembership.objects.holding_on(timezone.localdate())
    free = ~Q(pk__in=joined.values("cluster"))
    return Cluster.objects.filter(free | Q(pk__in=scope.managed_clusters))


def _kept_organisations(scope: Scope, organisation: str = "") -> Q:
    kept = Q(**{f"{organisation}maintained_by__in": scope.managed_clusters})
    if scope.coordinated_networks:
        kept |= Q(**{f"{organisation}maintained_by": None})
    return kept


def changeable_organisations(actor: Actor) -> "QuerySet[Organisation]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Organisation.objects.all()
    own = Q(pk__in=scope.own_organisations, trusts_contact=True)
    return Organisation.objects.filter(_kept_organisations(scope) | own)


def visible_organisations(actor: Actor) -> "QuerySet[Organisation]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Organisation.objects.all()
    visible = Q(is_published=True) | Q(pk__in=scope.own_organisations)
    return Organisation.objects.filter(visible | _kept_organisations(scope))


def kept_organisations(actor: Actor) -> "QuerySet[Organisation]":
    """Those in which a manager may name officers."""
    scope = scope_of(actor)
    if scope.is_administrator:
        return Organisation.objects.all()
    return Organisation.objects.filter(_kept_organisations(scope))


changeable_people = of_managed_clusters(Person, "maintained_by")


def of_kept_people(model: type[Model]) -> Reach:
    """What a cluster knows of its contacts: nobody else learns it."""
    return of_managed_clusters(model, "person__maintained_by")


def visible_people(actor: Actor) -> "QuerySet[Person]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Person.objects.all()
    visible = Q(is_public=True) | Q(maintained_by__in=scope.managed_clusters)
    if actor.pk is not None:
        visible |= Q(user=actor.pk)
    return Person.objects.filter(visible)


def changeable_mandates(actor: Actor) -> "QuerySet[Mandate]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Mandate.objects.all()
    return Mandate.objects.filter(_own_mandates(scope))


def visible_mandates(actor: Actor) -> "QuerySet[Mandate]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Mandate.objects.all()
    public = Q(is_public=True, person__is_public=True)
    return Mandate.objects.filter(public | _own_mandates(scope))


def _own_mandates(scope: Scope) -> Q:
    return (
        Q(network__in=scope.coordinated_networks)
        | Q(cluster__in=scope.managed_clusters)
        | Q(organisation__isnull=False) & _kept_organisations(scope, "organisation__")
    )


changeable_memberships = of_managed_clusters(Membership)


def visible_memberships(actor: Actor) -> "QuerySet[Membership]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Membership.objects.all()
    return Membership.objects.filter(
        Q(organisation__is_published=True) | Q(cluster__in=scope.managed_clusters)
    )


changeable_member_counts = of_own_bodies(MemberCount)
changeable_groups = of_own_bodies(WorkingGroup)


def visible_groups(actor: Actor) -> "QuerySet[WorkingGroup]":
    published = WorkingGroup.objects.filter(is_published=True)
    return published | changeable_groups(actor)


changeable_sources = for_editors(Source)
changeable_competences = for_editors(Competence)


def organisations_to_invite_into(actor: Actor) -> "QuerySet[Organisation]":
    """Those that one keeps, and one's own."""
    scope = scope_of(actor)
    if scope.is_administrator:
        return Organisation.objects.all()
    own = Q(pk__in=scope.own_organisations)
    return Organisation.objects.filter(_kept_organisations(scope) | own)


def changeable_invitations(actor: Actor) -> "QuerySet[Invitation]":
    """Into the bodies that one answers for, whoever sent them."""
    scope = scope_of(actor)
    if scope.is_administrator:
        return Invitation.objects.all()
    return Invitation.objects.filter(
        Q(network__in=scope.coordinated_networks)
        | Q(cluster__in=scope.managed_clusters)
        | Q(organisation__in=scope.own_organisations)
        | Q(organisation__isnull=False) & _kept_organisations(scope, "organisation__")
    )
