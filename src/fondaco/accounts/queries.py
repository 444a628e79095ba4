"""What the sign-in page reads."""

from django.conf import settings

from fondaco.accounts.models import User

# Known to all: these accounts exist only where a demonstration was loaded, and
# production refuses them (`backends.py`).
DEMONSTRATION_PASSWORD = "fondaco-demo-2016"  # noqa: S105 — public on purpose


def demonstration_accounts() -> list[User]:
    if not settings.DEMONSTRATION:
        return []
    accounts = User.objects.filter(is_demonstration=True, is_active=True)
    # What each may do is told by the mandates of the person, a floor above.
    return list(accounts.prefetch_related(*_MANDATES).order_by("pk"))


_MANDATES = [
    f"person__mandates__{body}" for body in ("network", "cluster", "organisation")
]
