"""Giving, changing and taking accounts."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.accounts.models import User
from fondaco.core.actions import Actor, WriteRows, delete_record, no_rows, save_record


@transaction.atomic
def save_user(
    user: User, *, actor: Actor, reason: str = "", write_rows: WriteRows = no_rows
) -> User:
    """Save an account; a new one has no password until its person sets one."""
    if user.pk is None:
        user.set_unusable_password()
    save_record(user, actor=actor, reason=reason, write_rows=write_rows)
    # Whoever reads the mail of an address that is no longer theirs cannot sign in.
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    _keep_an_administrator()
    return user


def reason_to_keep_user(user: User, actor: object) -> str:
    """Nobody locks themselves out."""
    if user.pk != getattr(actor, "pk", None):
        return ""
    return _("This is the account that you sign in with: you cannot delete it.")


@transaction.atomic
def delete_user(user: User, *, actor: Actor, reason: str = "") -> None:
    if refusal := reason_to_keep_user(user, actor):
        raise ValidationError(refusal)
    delete_record(user, actor=actor, reason=reason)
    _keep_an_administrator()


def _keep_an_administrator() -> None:
    if not User.objects.filter(is_superuser=True, is_active=True).exists():
        raise ValidationError(
            _("There would be no active administrator left: name another one first.")
        )
