"""What differs from allauth's habits: accounts are given, and mails speak plainly."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.backends import EmailBackend
from fondaco.core.mail import send_later


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
        return user if user and EmailBackend().user_can_authenticate(user) else None

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
        return resolve_url(settings.LOGIN_REDIRECT_URL)
