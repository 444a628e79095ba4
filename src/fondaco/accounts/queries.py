"""What the pages of signing in and of one's account read."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fondaco.accounts.models import User
from fondaco.engines.language.folding import fold
from fondaco.web.api import SCOPES, all_resources

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


def account_of(request: HttpRequest) -> User:
    """Whoever is signed in, where nobody else gets this far."""
    user = request.user
    assert isinstance(user, User)
    return user


@dataclass(frozen=True)
class OpenSession:
    """Where one is signed in."""

    pk: int
    device: str
    ip: str
    since: datetime
    seen: datetime
    is_current: bool


@dataclass(frozen=True)
class Factors:
    """What proves who one is, beside the password."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes: Authenticator | None

    @property
    def unused_codes(self) -> int:
        return len(self.codes.wrap().get_unused_codes()) if self.codes else 0


def factors_of(user: User) -> Factors:
    app = codes = None
    passkeys = []
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        if one.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(one)
        elif one.type == Authenticator.Type.TOTP:
            app = one
        else:
            codes = one
    return Factors(app, passkeys, codes)


def open_sessions(request: HttpRequest) -> list[OpenSession]:
    """Those that still hold, this one first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    known = UserSession.objects.filter(
        user=account_of(request), session_key__in=alive.values("session_key")
    )
    here = request.session.session_key
    rows = [
        OpenSession(
            one.pk,
            device_in_words(one.user_agent),
            one.ip,
            one.created_at,
            one.last_seen_at,
            one.session_key == here,
        )
        for one in known
    ]
    return sorted(rows, key=lambda row: (not row.is_current, -row.seen.timestamp()))


# Most browsers name the others, too: the first that fits is the one.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_in_words(user_agent: str) -> str:
    """“Firefox on Linux”: what a person recognises of what a browser says of itself."""
    found = [
        next((name for pattern, name in names if re.search(pattern, user_agent)), "")
        for names in (_BROWSERS, _SYSTEMS)
    ]
    browser, system = found
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("unknown device")


def scope_choices() -> list[tuple[str, str]]:
    """What a key for programs may be made for."""
    return [(scope, str(words)) for scope, words in sorted(SCOPES.items())]


def type_choices() -> list[tuple[str, str]]:
    """The kinds of record that programs read, as the lists call them."""
    known = [(one.path, one.record_type.plural) for one in all_resources().values()]
    return sorted(known, key=lambda pair: fold(pair[1]))


def linked_identities(user: User) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user=user).order_by("pk"))


def has_other_way_in(user: User, *, beside: object) -> bool:
    """A password, a passkey that signs in by itself, or another identity."""
    if user.has_usable_password():
        return True
    if any(one != beside for one in linked_identities(user)):
        return True
    keys = factors_of(user).passkeys
    return any(one != beside and one.wrap().is_passwordless for one in keys)


def provider_label() -> str:
    """What the button to the identity provider says; empty where there is none."""
    if not settings.OIDC:
        return ""
    return str(settings.OIDC_LABELS[get_language() or settings.LANGUAGE_CODE])
