"""Passkeys, apps with codes and recovery codes; allauth does the work, in our words."""

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from fondaco.accounts.adapters import SecondFactorAdapter
from fondaco.accounts.backends import EmailBackend
from fondaco.accounts.queries import account_of, has_other_way_in
from fondaco.accounts.views.own import own_account
from fondaco.web.methods import form_page


class EditPasskeyView(webauthn.EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("account_page")


class RemovePasskeyView(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("account_page")

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever would be left outside keeps the key."""
        key: Authenticator = self.get_object()
        if not has_other_way_in(account_of(self.request), beside=key):
            text = _("It is your only way to sign in: set a password first.")
            messages.error(self.request, text)
            return redirect("account_page")
        if not SecondFactorAdapter().can_delete_authenticator(key):
            refusal = SecondFactorAdapter.error_messages["cannot_delete_authenticator"]
            messages.error(self.request, refusal)
            return redirect("account_page")
        response: HttpResponse = super().form_valid(form)
        return response


class PasskeySignInView(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """Signs in by a passkey alone; the account must be one that may sign in."""

    def form_valid(self, form: Any) -> HttpResponse:
        key = form.cleaned_data["credential"]
        if not EmailBackend().user_can_authenticate(key.user):
            refused: HttpResponse = self.form_invalid(form)
            return refused
        response: HttpResponse = super().form_valid(form)
        return response


authenticate = form_page(base.authenticate)
passkey_sign_in = form_page(PasskeySignInView.as_view())
reauthenticate_code = form_page(own_account(base.reauthenticate))
reauthenticate_passkey = form_page(own_account(webauthn.reauthenticate_webauthn))
app_add = form_page(own_account(totp.activate_totp))
app_remove = form_page(own_account(totp.deactivate_totp))
passkey_add = form_page(own_account(webauthn.add_webauthn))
passkey_edit = form_page(own_account(EditPasskeyView.as_view()))
passkey_remove = form_page(own_account(RemovePasskeyView.as_view()))
codes_view = own_account(codes.view_recovery_codes)
codes_new = form_page(own_account(codes.generate_recovery_codes))
