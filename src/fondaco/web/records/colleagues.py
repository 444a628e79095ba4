"""Who may be asked to do something: the floor above, which knows offices, says so."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from fondaco.core.permissions import Actor

# Of a person, the accounts of those whom they may ask.
Circle = Callable[[Actor], Q]
_circles: list[Circle] = []


def register_circle(circle: Circle) -> None:
    if circle not in _circles:
        _circles.append(circle)


def colleagues_of(actor: Actor) -> "QuerySet[Any]":
    """Whom the person may ask, themselves first of all."""
    known = Q(pk=actor.pk)
    for circle in _circles:
        known |= circle(actor)
    users = get_user_model()._default_manager.filter(known, is_active=True)
    return users.distinct().order_by("name", "pk")
