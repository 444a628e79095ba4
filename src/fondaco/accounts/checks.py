"""What must not be true of the accounts where the real record is kept."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from fondaco.accounts.models import User


def no_demonstration_accounts(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """For `fondaco check --deploy`: at a start, the sign-in refuses them anyway."""
    if settings.DEMONSTRATION:
        return []
    try:
        number = User.objects.filter(is_demonstration=True).count()
    except DatabaseError:
        # No tables yet, so no accounts.
        return []
    if not number:
        return []
    return [
        Error(
            f"Demonstration accounts are here ({number}): their password is public.",
            hint="They cannot sign in here; delete them, or start from an empty "
            "database.",
            id="accounts.E001",
        )
    ]
