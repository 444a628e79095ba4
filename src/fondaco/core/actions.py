"""Writing and deleting a record with its history: who, when, and by which action."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model


@transaction.atomic
def save_record(
    record: Model, *, actor: AbstractBaseUser | None, reason: str = ""
) -> Model:
    record._history_user = actor  # type: ignore[attr-defined]
    record._change_reason = reason  # type: ignore[attr-defined]
    record.save()
    return record


@transaction.atomic
def delete_record(
    record: Model, *, actor: AbstractBaseUser | None, reason: str = ""
) -> None:
    record._history_user = actor  # type: ignore[attr-defined]
    record._change_reason = reason  # type: ignore[attr-defined]
    record.delete()
