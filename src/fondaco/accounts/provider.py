"""Sign-in by an OpenID Connect provider, such as a proxy to SPID and CIE.

Only the configured issuer is ever asked, no account is made unless somebody invited it
(or a setting allows), and what goes wrong is told in words.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.backends import EmailBackend
from fondaco.accounts.models import User
from fondaco.accounts.newcomers import welcome_newcomer
from fondaco.core.refusals import log_refusal

ENDPOINTS = (
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
)
FAILED = _(
    "The identity provider did not confirm who you are. Try again; if it goes on, sign "
    "in another way and tell the administrator."
)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": _("That identity is linked to another account already."),
        "invalid_token": FAILED,
    }

    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """The one of the settings; rows of a table would be a second way in."""
        app = settings.OIDC
        return [SocialApp(provider="openid_connect", **app)] if app else []

    def get_requests_session(self) -> requests.Session:
        """Follows no redirect: it might lead to another host, or into our own net."""
        session = requests.Session()
        session.trust_env = False
        session.max_redirects = 0
        session.request = functools.partial(  # type: ignore[method-assign]
            session.request, timeout=10, allow_redirects=False
        )
        return session

    def is_email_verified(self, provider: Any, email: str) -> bool:
        return bool(settings.OIDC_TRUST_EMAIL)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is; an identity that is linked needs no search."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        user = sociallogin.user if sociallogin.is_existing else None
        if user is None:
            user = self._known(sociallogin) or self._invited(request, sociallogin)
            if user is not None:
                sociallogin.user = user
                sociallogin.save(request, connect=True)
        if user is None:
            _refuse(
                request,
                "identity without an account",
                _(
                    "No account has the e-mail that the identity provider gave. Ask "
                    "whoever keeps your network’s record for an invitation, or "
                    "sign in and link this identity."
                ),
            )
        if user and not EmailBackend().user_can_authenticate(user):
            _refuse(request, "suspended account", FAILED)

    def _known(self, sociallogin: SocialLogin) -> AbstractBaseUser | None:
        for address in sociallogin.email_addresses:
            if address.verified:
                return User.objects.filter(email__iexact=address.email).first()
        return None

    def _invited(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> AbstractBaseUser | None:
        addresses = sociallogin.email_addresses
        email = addresses[0].email if addresses else ""
        told = sociallogin.account.get_provider_account().get_user_data() or {}
        name = str(told.get("name") or "")[:200]
        if invited := welcome_newcomer(request, email, name):
            return invited
        if not (settings.OIDC_NEW_ACCOUNTS and addresses and addresses[0].verified):
            return None
        return User.objects.create_user(email, None, name=name)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        if error == AuthError.CANCELLED:
            _refuse(
                request,
                "identity provider cancelled",
                _(
                    "You left the identity "
                    "provider before it was done: you are not signed in."
                ),
            )
        _refuse(request, "identity provider failed", FAILED, exception or error)


def _refuse(
    request: HttpRequest, what: str, text: str | Promise, about: object = ""
) -> None:
    log_refusal(request, what, about)
    messages.error(request, text)  # type: ignore[arg-type]
    signed_in = request.user.is_authenticated
    raise ImmediateHttpResponse(
        redirect("account_page" if signed_in else "account_login")
    )


@contextmanager
def _readable() -> Iterator[None]:
    """What answers in another shape than the protocol's has failed like any other."""
    from jwt import PyJWTError  # noqa: PLC0415 — heavy, seldom needed

    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, PyJWTError) as error:
        raise OAuth2Error("The answer cannot be read.") from error


class IssuerAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The protocol, held to one issuer."""

    def get_provider(self) -> Any:
        provider = super().get_provider()
        provider.oauth2_adapter_class = type(self)
        return provider

    @property
    def openid_config(self) -> dict[str, Any]:
        app = self.get_provider().app
        with _readable():
            config = dict(super().openid_config)
        if str(config.get("issuer", "")).rstrip("/") != app.settings["server_url"]:
            raise OAuth2Error("The discovery document is of another issuer.")
        for name in ENDPOINTS:
            address = urlsplit(str(config.get(name, "")))
            if f"{address.scheme}://{address.netloc}" != app.settings["origin"]:
                raise OAuth2Error(f"{name} is not an address of the issuer.")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.BASE_URL.geturl().rstrip("/") + reverse("oidc_callback")

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        with _readable():
            told = dict(self._fetch_user_info(token.token))
            signed = self._decode_id_token(app, kwargs["response"]["id_token"])
        if not told.get("sub") or told.get("sub") != signed.get("sub"):
            raise OAuth2Error("User info and ID token are of two people.")
        return self.get_provider().sociallogin_from_response(
            request, {"userinfo": told, "id_token": signed}
        )

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Its signature is verified even though it came from the issuer directly."""
        self.did_fetch_access_token = False
        return dict(super()._decode_id_token(app, id_token))

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        with _readable():
            return super().parse_token(data)
