"""Accounts to try each role with; their password is public, so never in production."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from fondaco.accounts.models import User
from fondaco.accounts.queries import DEMONSTRATION_PASSWORD
from fondaco.core.actions import save_record
from fondaco.portal.loading.files import Entry, LoadingError, read_demonstration
from fondaco.portal.loading.records import Writer
from fondaco.registry.models import Person

PASSWORD = DEMONSTRATION_PASSWORD
ACCOUNT = {"key", "email", "role", "person", "is_administrator"}


class DemonstrationRefusedError(Exception):
    """Where real data lives, there are no accounts whose password is public."""


@dataclass(frozen=True)
class Account:
    email: str
    role: str


@transaction.atomic
def load_demonstration(slug: str) -> Sequence[Account]:
    """Create the accounts where there are none; return those that can sign in."""
    if not settings.DEMONSTRATION:
        raise DemonstrationRefusedError
    collections = dict(read_demonstration(slug))
    entries = collections.pop("accounts")
    if not User.objects.filter(is_demonstration=True).exists():
        writer = Writer(slug)
        writer.write(collections)
        # One hash for all: they share one public password.
        password = make_password(PASSWORD)
        for entry in entries:
            _create_account(entry, password, writer)
    present = set(
        User.objects.filter(is_demonstration=True, is_active=True).values_list(
            "email", flat=True
        )
    )
    return [
        Account(entry.values["email"], entry.values["role"])
        for entry in entries
        if entry.values["email"] in present
    ]


def _create_account(entry: Entry, password: str, writer: Writer) -> None:
    values: Any = entry.values
    if unknown := values.keys() - ACCOUNT:
        raise entry.problem(f"an account has no {', '.join(sorted(unknown))}.")
    person: Person = writer.find(Person, values["person"], entry)
    user = User(
        email=values["email"],
        name=str(person),
        password=password,
        is_demonstration=True,
        is_superuser=values.get("is_administrator", False),
    )
    try:
        user.full_clean()
    except ValidationError as error:
        raise LoadingError(
            f"{user.email} is in use here by someone else: "
            "the demonstration accounts cannot be made."
        ) from error
    save_record(user, actor=None, reason=writer.reason)
    person.user = user
    save_record(person, actor=None, reason=writer.reason)
