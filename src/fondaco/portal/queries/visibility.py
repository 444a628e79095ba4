"""What a person may see of the calendar, as `reach.py` says of the registry."""

from typing import Any

from django.db.models import Q, QuerySet

from fondaco.activities.models import Activity, Outcome, Participation
from fondaco.core.permissions import Actor
from fondaco.registry.scope import scope_of


def visible_activities(actor: Actor) -> "QuerySet[Activity]":
    return Activity.objects.visible_to(scope_of(actor))


def visible_participations(actor: Actor) -> "QuerySet[Participation]":
    return Participation.objects.visible_to(scope_of(actor))


def visible_outcomes(actor: Actor) -> "QuerySet[Any]":
    scope, outcomes = scope_of(actor), Outcome.objects.all()
    if scope.is_administrator:
        return outcomes
    published = Q(
        is_published=True,
        participation__is_published=True,
        participation__activity__is_published=True,
    )
    own = Q(participation__cluster__in=scope.managed_clusters)
    return outcomes.filter(published | own)
