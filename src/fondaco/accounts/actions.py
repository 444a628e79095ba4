"""Giving, changing and taking accounts."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.accounts.models import SignIn, User
from fondaco.core.actions import Actor, WriteRows, delete_record, no_rows, save_record


@transaction.atomic
def save_user(
    user: User, *, actor: Actor, reason: str = "", write_rows: WriteRows = no_rows
) -> User:
    """Save an account; a new one has no password until its person sets one."""
    if user.pk is None:
        user.set_unusable_password()
    save_own_account(user, actor=actor, reason=reason, write_rows=write_rows)
    _keep_an_administrator()
    return user


@transaction.atomic
def save_own_account(
    user: User, *, actor: Actor, reason: str = "", write_rows: WriteRows = no_rows
) -> User:
    """What people change of themselves: never whether they may sign in."""
    save_record(user, actor=actor, reason=reason, write_rows=write_rows)
    # Whoever reads the mail of an address that is no longer theirs cannot sign in.
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
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


# How long the link that confirms a new e-mail is good.
EMAIL_LINK_LASTS = 24 * 3600
_EMAIL_SALT = "fondaco.accounts.email"


def email_link_key(user: User, new_email: str) -> str:
    """Names both addresses: once the e-mail has changed, the link is spent."""
    return signing.dumps([user.pk, user.email, new_email], salt=_EMAIL_SALT)


def read_email_link(key: str) -> tuple[User, str] | None:
    """Whose e-mail would become what; None where the link is not good any more."""
    try:
        pk, old, new = signing.loads(key, salt=_EMAIL_SALT, max_age=EMAIL_LINK_LASTS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, email=old, is_active=True).first()
    if user is None or User.objects.filter(email__iexact=new).exists():
        return None
    return user, new


@transaction.atomic
def change_email(user: User, new_email: str) -> User:
    user.email = new_email
    return save_own_account(user, actor=user, reason="e-mail")


@transaction.atomic
def end_sessions(user: User, *, beside: str, number: int | None = None) -> int:
    """Sign out elsewhere: of one session by its number, or of all but `beside`."""
    ending = UserSession.objects.filter(user=user).exclude(session_key=beside)
    if number is not None:
        ending = ending.filter(pk=number)
    sessions = list(ending)
    for session in sessions:
        session.end()
    return len(sessions)


# What is older tells a keeper nothing, and is about a person.
SIGN_INS_KEPT = 100


@transaction.atomic
def record_sign_in(user: User, *, ip: str | None, device: str, method: str) -> SignIn:
    made = SignIn.objects.create(user=user, ip=ip, device=device, method=method)
    old = SignIn.objects.filter(user=user).values("pk")[SIGN_INS_KEPT:]
    SignIn.objects.filter(pk__in=[row["pk"] for row in old]).delete()
    return made
