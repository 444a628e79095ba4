"""What a person may see of records that hang on others, or name them.

The `reach.py` of each app says it of the records that have permissions of their own.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from fondaco.activities.models import Attendance, Body
from fondaco.activities.reach import visible_activities, visible_participations
from fondaco.core.permissions import Actor
from fondaco.funding.models import Party
from fondaco.funding.reach import visible_parties
from fondaco.registry.models import GroupMember, Mandate
from fondaco.registry.reach import (
    visible_groups,
    visible_mandates,
    visible_organisations,
    visible_people,
)

Rows = QuerySet[Any]
Visible = Callable[[Actor], Rows]


def of_activities(model: type[Model]) -> Visible:
    """Parts of an activity are seen with it."""
    return lambda actor: model._default_manager.filter(
        activity__in=visible_activities(actor)
    )


def naming_organisations(model: type[Model], path: str) -> Visible:
    """Facts that name an organisation are seen by those who may see that."""
    return lambda actor: model._default_manager.filter(
        **{f"{path}__in": visible_organisations(actor)}
    )


def bodies(actor: Actor) -> "QuerySet[Body]":
    return Body.objects.filter(
        activity__in=visible_activities(actor),
        organisation__in=visible_organisations(actor),
    )


def attendances(actor: Actor) -> "QuerySet[Attendance]":
    return Attendance.objects.filter(
        participation__in=visible_participations(actor),
        person__in=visible_people(actor),
    )


def parties(actor: Actor) -> "QuerySet[Party]":
    """An organisation that is a draft is named to nobody but its keepers."""
    named = Q(organisation=None) | Q(organisation__in=visible_organisations(actor))
    return visible_parties(actor).filter(named)


def mandates_in_organisations(actor: Actor) -> "QuerySet[Mandate]":
    return visible_mandates(actor).filter(organisation__in=visible_organisations(actor))


def group_members(actor: Actor) -> "QuerySet[GroupMember]":
    """Who sits in a group that one may see, as far as one may know of them."""
    seen = Q(person=None) | Q(person__in=visible_people(actor))
    known = Q(organisation=None) | Q(organisation__in=visible_organisations(actor))
    return GroupMember.objects.filter(seen, known, group__in=visible_groups(actor))
