"""Keys with which programs act for somebody: made, shown once, used, withdrawn."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fondaco.accounts.models import ApiToken, User

# So that whoever finds one in a file or a log knows what it is.
PREFIX = "fondaco_"
MOST = 20
LONGEST = dt.timedelta(days=366)


@transaction.atomic
def make_token(
    user: User, *, name: str, scopes: Iterable[str], expires_on: dt.date
) -> tuple[ApiToken, str]:
    """The token as it will be sent is told here, and nowhere again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        user=user,
        name=name,
        digest=_digest(secret),
        scopes=" ".join(sorted(scopes)),
        expires_on=expires_on,
    )
    return made, secret


def find_token(secret: str) -> ApiToken | None:
    """None for what is unknown, has expired, or belongs to who may not sign in."""
    today = timezone.localdate()
    found = (
        ApiToken.objects.select_related("user")
        .filter(digest=_digest(secret), expires_on__gte=today, user__is_active=True)
        .first()
    )
    if found and found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found


@transaction.atomic
def withdraw_token(user: User, number: int) -> bool:
    return bool(ApiToken.objects.filter(user=user, pk=number).delete()[0])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
