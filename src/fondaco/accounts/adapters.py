"""What differs from allauth's habits: accounts are given, and mails speak plainly."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.backends import EmailBackend
from fondaco.accounts.second_factor import must_have_second_factor
from fondaco.core.mail import send_later
from fondaco.core.refusals import log_refusal


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail or the password is not right. "
            "Check both, or ask for a new password."
        ),
        "too_many_login_attempts": _(
            "Too many attempts with this e-mail. Wait five minutes, then try again."
        ),
        "enter_current_password": _("This is not your present password."),
        "rate_limited": _("Too many requests. Wait a few minutes, then try again."),
    }

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """By account and address: it locks out who tries, not whose account it is."""
        email = str(credentials.get("email", "")).lower()
        return f"{email}@{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email", "")).lower()
        try:
            super().pre_authenticate(request, **credentials)
            self._anywhere = ratelimit.consume(
                request,
                app="allauth.account",
                action="login_failed_anywhere",
                key=email,
            )
            if not self._anywhere:
                raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            log_refusal(request, "too many sign-ins", email)
            raise

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        self._anywhere.rollback()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        log_refusal(request, "wrong e-mail or password", credentials.get("email"))

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """By the account's own e-mail: allauth keeps none beside it."""
        credentials = {"email": getattr(user, "email", ""), "password": password}
        found = self.authenticate(context.request, **credentials)
        return found is not None and found.pk == user.pk

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Whoever is told something as they come in knows that they are in."""
        said_already = len(messages.get_messages(request)) > 0
        if message_template != "account/messages/logged_in.txt" or not said_already:
            super().add_message(request, level, message_template, *args, **kwargs)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Refuse a suspended account with the same words as a wrong password.

        allauth lets through one that its backend refused, to tell it so on a page of
        its own: that would confirm the password to whoever tries it.
        """
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user and not EmailBackend().user_can_authenticate(user):
            log_refusal(request, "suspended account", credentials.get("email"))
            return None
        return user

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under our own address: the Host header is the sender's word."""
        # allauth gives both parts as one.
        user, _hyphen, token = key.partition("-")
        path = reverse("account_reset_password_from_key", args=[user, token])
        return settings.BASE_URL.geturl().rstrip("/") + path

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """In the language of who reads it, and so is the page that it leads to."""
        if not EmailBackend().user_can_authenticate(user):
            return
        with override(getattr(user, "language", None)):
            key = f"{context['uid']}-{context['key']}"
            url = self.get_reset_password_from_key_url(key)
            context = context | {"password_reset_url": url}
            super().send_password_reset_mail(user, email, context)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """By the outbox: a visitor waits for no server, and learns nothing of it."""
        values = {"request": self.request, "email": email} | context
        message = self.render_mail(template_prefix, email, values)
        send_later(
            to=message.to,
            subject=message.subject,
            text=message.body,
            language=get_language() or settings.LANGUAGE_CODE,
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("account_page")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "The code is not right. Codes of an app change every 30 seconds, and a "
            "recovery code is good once."
        ),
        "cannot_delete_authenticator": _(
            "Your account needs a second factor: add another one before you remove "
            "this."
        ),
        "cannot_generate_recovery_codes": _(
            "Recovery codes stand in for a passkey or an app: add one of them first."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays where one is required."""
        user = authenticator.user
        if not must_have_second_factor(user):
            return True
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(
        self, user: AbstractBaseUser, type: Authenticator.Type
    ) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bound to our own address: the Host header is the sender's word."""
        return {"id": settings.BASE_URL.hostname or "", "name": "Fondaco"}
