"""How permissions are asked for: what a person may not see does not exist for them.

Each app decides its own in `permissions.py`, as predicates of `rules`.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404

Actor = AbstractBaseUser | AnonymousUser


def may(user: Actor, permission: str, record: Model | None = None) -> bool:
    return bool(user.has_perm(permission, record))  # type: ignore[union-attr]


def require(user: Actor, permission: str, record: Model | None = None) -> None:
    if not may(user, permission, record):
        raise Http404
