"""The personal data of those who sign in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.models import ApiToken, SignIn, User, Webhook
from fondaco.core.privacy import Basis, Kind, Rule, Subject, declare, declare_rule

BY_ADMINISTRATOR = _("an administrator or an invitation; you, on your own page")
YOU_AND_ADMINISTRATORS = _("you and administrators")


def _account(subject: Subject) -> "QuerySet[User]":
    return User.objects.filter(pk=getattr(subject.user, "pk", 0))


def _of_account(model: Any) -> Any:
    return lambda subject: (
        model.objects.filter(user=subject.user)
        if subject.user is not None
        else model.objects.none()
    )


declare(
    Kind(
        name="sessions",
        label=_("Where you are signed in"),
        model=UserSession,
        find=_of_account(UserSession),
        fields=(
            ("ip", _("address")),
            ("user_agent", _("device")),
            ("created_at", _("since")),
            ("last_seen_at", _("last seen")),
        ),
        purpose=_("to know you again from page to page"),
        basis=Basis.CONTRACT,
        kept=_("until they end: two weeks at most"),
        origin=_("your browser"),
        seen_by=YOU_AND_ADMINISTRATORS,
        columns=("user", "ip"),
        take_out=lambda session, subject: session.end(),
        order=85,
    ),
    Kind(
        name="sign_ins",
        label=_("Sign-ins"),
        model=SignIn,
        find=_of_account(SignIn),
        fields=("at", "ip", "device", "method"),
        purpose=_("so that you notice if somebody else signs in as you"),
        basis=Basis.INTEREST,
        kept=_("180 days, and the latest hundred at most"),
        origin=_("your browser"),
        seen_by=YOU_AND_ADMINISTRATORS,
        columns=("user", "ip"),
        order=85,
    ),
    Kind(
        name="second_factors",
        label=_("Passkeys, apps with codes, recovery codes"),
        model=Authenticator,
        find=_of_account(Authenticator),
        # What they know is a secret, of the person's devices too.
        fields=("type", ("created_at", _("since")), ("last_used_at", _("last used"))),
        purpose=_("to let nobody else sign in as you"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account, unless you remove them"),
        origin=_("your devices"),
        seen_by=_("you alone"),
        columns=("user",),
        order=85,
    ),
    Kind(
        name="api_tokens",
        label=_("Keys for programs"),
        model=ApiToken,
        find=_of_account(ApiToken),
        # The key itself is kept nowhere.
        fields=("name", "scopes", "made_at", "expires_on", "last_used_on"),
        purpose=_("to let programs act for you"),
        basis=Basis.CONTRACT,
        kept=_("90 days after they expire, unless you withdraw them"),
        origin=_("you"),
        seen_by=_("you alone"),
        columns=("user",),
        order=85,
    ),
    Kind(
        name="webhooks",
        label=_("Webhooks"),
        model=Webhook,
        find=_of_account(Webhook),
        # What calls are signed with is a secret.
        fields=("url", "types", "is_active", "called_at", "answer"),
        purpose=_("to tell programs of yours what changes"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account, unless you remove them"),
        origin=_("you"),
        seen_by=_("you alone"),
        columns=("user",),
        order=85,
    ),
    Kind(
        name="identities",
        label=_("Linked identities"),
        model=SocialAccount,
        find=_of_account(SocialAccount),
        fields=(
            ("provider", _("provider")),
            ("uid", _("identifier there")),
            ("extra_data", _("what it says of you")),
            ("date_joined", _("since")),
        ),
        purpose=_("to let you sign in with an identity that you have"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account, unless you unlink them"),
        origin=_("the provider of the identity"),
        seen_by=YOU_AND_ADMINISTRATORS,
        columns=("user",),
        order=85,
    ),
    Kind(
        name="email_addresses",
        label=_("E-mail addresses of the account"),
        model=EmailAddress,
        find=_of_account(EmailAddress),
        fields=("email", "verified"),
        purpose=_("to let you sign in and set a new password"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account"),
        origin=BY_ADMINISTRATOR,
        seen_by=YOU_AND_ADMINISTRATORS,
        columns=("user", "email"),
        order=86,
    ),
    Kind(
        name="account",
        label=_("Account"),
        model=User,
        find=_account,
        fields=(
            "email",
            "name",
            "language",
            "wants_digest",
            ("date_joined", _("since")),
            "last_login",
        ),
        purpose=_("to let you sign in, and to know who changed which record"),
        basis=Basis.CONTRACT,
        kept=_("until you or an administrator erase it"),
        origin=BY_ADMINISTRATOR,
        seen_by=_(
            "you and administrators; managers of the records that you changed see "
            "your name there"
        ),
        columns=("email",),
        order=90,
    ),
)
declare_rule(
    Rule(
        "sessions",
        _("Sessions that ended"),
        1,
        lambda before: Session.objects.filter(expire_date__lt=before),
    ),
    Rule(
        "api_tokens",
        _("Keys for programs that expired"),
        90,
        lambda before: ApiToken.objects.filter(expires_on__lt=before),
    ),
    Rule(
        "sign_ins",
        _("Sign-ins"),
        180,
        lambda before: SignIn.objects.filter(at__lt=before),
    ),
)
