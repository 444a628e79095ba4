"""How permissions are asked for: what a person may not see does not exist for them.

Each app decides its own in `permissions.py`, as predicates of `rules`.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404

Actor = AbstractBaseUser | AnonymousUser


class RefusedError(Http404):
    """Answers as what does not exist does; the log tells them apart."""

    def __init__(self, permission: str, record: Model | None = None) -> None:
        super().__init__()
        self.permission, self.record = permission, record

    @property
    def words(self) -> str:
        """By number: what a record is called may be personal."""
        if self.record is None:
            return self.permission
        return f"{self.permission} of {self.record._meta.label} {self.record.pk}"


def may(user: Actor, permission: str, record: Model | None = None) -> bool:
    return bool(user.has_perm(permission, record))  # type: ignore[union-attr]


def require(user: Actor, permission: str, record: Model | None = None) -> None:
    if not may(user, permission, record):
        raise RefusedError(permission, record)
