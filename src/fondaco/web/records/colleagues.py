"""Who works with whom: whom one may ask to do something, and share a view with.

A lower floor knows of no clusters: the app that knows offices registers what it knows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from fondaco.core.permissions import Actor


@dataclass(frozen=True)
class Colleagues:
    """Of a person: the accounts of their colleagues, and the circles that they share.

    A circle is a key that lasts, with what it is called.
    """

    accounts: Callable[[Actor], Q]
    circles: Callable[[Actor], set[str]]
    names: Callable[[Actor], Mapping[str, str]]


_known: list[Colleagues] = []


def register(colleagues: Colleagues) -> None:
    _known.append(colleagues)


def colleagues_of(actor: Actor) -> "QuerySet[Any]":
    """Whom the person may ask, themselves first of all."""
    found = Q(pk=actor.pk)
    for one in _known:
        found |= one.accounts(actor)
    users = get_user_model()._default_manager.filter(found, is_active=True)
    return users.distinct().order_by("name", "pk")


def circles_of(actor: Actor) -> set[str]:
    return {key for one in _known for key in one.circles(actor)}


def circle_names(actor: Actor) -> dict[str, str]:
    """The circles with which the person may share something."""
    return {key: name for one in _known for key, name in one.names(actor).items()}
