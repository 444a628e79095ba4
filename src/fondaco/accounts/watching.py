"""What allauth and Django tell of sign-ins, written down for the keeper."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
)
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.accounts import mails
from fondaco.accounts.actions import end_sessions, record_sign_in
from fondaco.accounts.middleware import SEEN
from fondaco.accounts.models import User
from fondaco.accounts.queries import device_in_words
from fondaco.core.refusals import client_address, log_refusal


@receiver(user_logged_in)
def on_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[SEEN] = time.time()
    records = get_authentication_records(request, user)
    record_sign_in(
        user,
        ip=client_address(request) or None,
        device=device_in_words(request.headers.get("User-Agent", "")),
        method=str(records[-1].get("type") or records[-1]["method"]) if records else "",
    )


@receiver(authentication_failed)
def on_second_factor_refused(
    sender: object, request: HttpRequest, user: User, **kwargs: Any
) -> None:
    log_refusal(request, "wrong second factor", user.pk)


@receiver(authenticator_added)
def on_factor_added(
    sender: object, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        with override(user.language):
            what = _("A passkey or an app with codes was added to your account.")
            mails.protection_changed(user, what)


@receiver(authenticator_removed)
def on_factor_removed(
    sender: object, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        with override(user.language):
            what = _("A passkey or an app with codes was removed from your account.")
            mails.protection_changed(user, what)


@receiver([password_changed, password_reset, password_set])
def on_new_password(
    sender: object, request: HttpRequest, user: User, **kwargs: Any
) -> None:
    """Whoever knew the old one is signed out everywhere; here the session goes on."""
    end_sessions(user, beside=request.session.session_key or "")
