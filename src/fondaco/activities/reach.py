"""What a person may see and change of the calendar, as querysets.

`permissions.py` decides of one record; a test holds both equal.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fondaco.activities.models import (
    Activity,
    Claim,
    CountStatement,
    Encounter,
    EncounterParty,
    Minutes,
    Outcome,
    Participation,
    Programme,
    TargetCountry,
)
from fondaco.core.permissions import Actor
from fondaco.registry.reach import (
    for_editors,
    of_coordinated_networks,
    of_managed_clusters,
    of_own_bodies,
)
from fondaco.registry.scope import Scope, scope_of


def visible_activities(actor: Actor) -> "QuerySet[Activity]":
    return Activity.objects.visible_to(scope_of(actor))


def changeable_activities(actor: Actor) -> "QuerySet[Activity]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Activity.objects.all()
    return Activity.objects.filter(_own_activities(scope))


def _own_activities(scope: Scope) -> Q:
    return Q(maintained_by__in=scope.managed_clusters) | Q(
        maintained_by=None, network__in=scope.coordinated_networks
    )


def visible_participations(actor: Actor) -> "QuerySet[Participation]":
    return Participation.objects.visible_to(scope_of(actor))


def changeable_minutes(actor: Actor) -> "QuerySet[Minutes]":
    return Minutes.objects.filter(activity__in=changeable_activities(actor))


def changeable_encounters(actor: Actor) -> "QuerySet[Encounter]":
    scope = scope_of(actor)
    if scope.is_administrator:
        return Encounter.objects.all()
    shared = Q(cluster=None, activity__in=changeable_activities(actor))
    return Encounter.objects.filter(Q(cluster__in=scope.managed_clusters) | shared)


def visible_encounters(actor: Actor) -> "QuerySet[Encounter]":
    """Those that one keeps, and those at which one was a party."""
    scope = scope_of(actor)
    if scope.is_administrator:
        return Encounter.objects.all()
    if actor.pk is None:
        return Encounter.objects.none()
    own = EncounterParty.objects.filter(
        Q(organisation__in=scope.own_organisations)
        | Q(cluster__in=scope.managed_clusters)
        | Q(person__user=actor.pk)
    )
    kept = changeable_encounters(actor)
    return Encounter.objects.filter(
        Q(pk__in=own.values("encounter")) | Q(pk__in=kept.values("pk"))
    )


changeable_participations = of_managed_clusters(Participation)


def visible_counts(actor: Actor) -> "QuerySet[CountStatement]":
    return CountStatement.objects.filter(
        Q(participation__in=visible_participations(actor))
        | Q(participation=None, activity__in=visible_activities(actor))
    )


def changeable_counts(actor: Actor) -> "QuerySet[CountStatement]":
    return CountStatement.objects.filter(
        Q(participation__in=changeable_participations(actor))
        | Q(participation=None, activity__in=changeable_activities(actor))
    )


def visible_outcomes(actor: Actor) -> "QuerySet[Outcome]":
    seen = visible_participations(actor).filter(pk=OuterRef("participation"))
    return Outcome.objects.filter(
        Q(Exists(seen), is_published=True)
        | Q(participation__in=changeable_participations(actor))
    )


def changeable_outcomes(actor: Actor) -> "QuerySet[Outcome]":
    return Outcome.objects.filter(participation__in=changeable_participations(actor))


def changeable_participations_in_full(actor: Actor) -> "QuerySet[Any]":
    """With what their names are made of."""
    return changeable_participations(actor).select_related(
        "activity", "cluster", "organisation"
    )


changeable_programmes = for_editors(Programme)
changeable_claims = of_coordinated_networks(Claim)
changeable_targets = of_own_bodies(TargetCountry)
