"""What the sign-in page reads."""

from django.conf import settings

from fondaco.accounts.models import User

# Known to all: these accounts exist only where a demonstration was loaded, and
# production refuses them (`backends.py`).
DEMONSTRATION_PASSWORD = "fondaco-demo-2016"  # noqa: S105 — public on purpose


def demonstration_accounts() -> list[User]:
    if not settings.DEMONSTRATION:
        return []
    return list(User.objects.filter(is_demonstration=True, is_active=True))
