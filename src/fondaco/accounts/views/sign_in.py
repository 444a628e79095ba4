"""Signing in, and the ways back in; allauth does the work, in our words."""

from typing import Any

from allauth.account import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fondaco.accounts.forms import (
    ChangePasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    PasswordAgainForm,
    SignInForm,
)
from fondaco.accounts.queries import (
    DEMONSTRATION_PASSWORD,
    demonstration_accounts,
    provider_label,
)
from fondaco.accounts.views.own import own_account
from fondaco.web.methods import form_page, read_only


class SignInView(views.LoginView):  # type: ignore[misc]
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "demonstration_accounts": demonstration_accounts(),
            "demonstration_password": DEMONSTRATION_PASSWORD,
            "provider_label": provider_label(),
        }


class ForgottenPasswordView(views.PasswordResetView):  # type: ignore[misc]
    form_class = ForgottenPasswordForm


class NewPasswordView(views.PasswordResetFromKeyView):  # type: ignore[misc]
    form_class = NewPasswordForm


class PasswordAgainView(views.ReauthenticateView):  # type: ignore[misc]
    """Before what is sensitive: who has the browser may not be who signed in."""

    form_class = PasswordAgainForm


class ChangePasswordView(views.PasswordChangeView):  # type: ignore[misc]
    form_class = ChangePasswordForm

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if getattr(request.user, "is_demonstration", False):
            messages.info(request, _("Demonstration accounts keep their password."))
            return redirect(settings.LOGIN_REDIRECT_URL)
        # Whoever signs in elsewhere has no password here: a link by mail gives one.
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


sign_in = SignInView.as_view()
sign_out = views.logout
change_password = ChangePasswordView.as_view()
forgotten_password = ForgottenPasswordView.as_view()
forgotten_password_sent = read_only(views.password_reset_done)
new_password = NewPasswordView.as_view()
new_password_done = read_only(views.password_reset_from_key_done)
password_again = form_page(own_account(PasswordAgainView.as_view()))
