"""Signing in and out, a forgotten password, and the administrators' list of users."""

from typing import Any, cast

from django.urls import URLPattern, include, path, re_path
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from fondaco.accounts.records import RECORDS
from fondaco.accounts.views import account, keys, provider, webhooks
from fondaco.accounts.views import sign_in as views
from fondaco.web.later import view_later
from fondaco.web.methods import read_only
from fondaco.web.records import record_urls

SECOND_FACTOR = "fondaco.accounts.views.second_factor"
users = [record_urls(record_type) for record_type in RECORDS]


def page(route: "str | Promise", view: Any, name: str) -> URLPattern:
    return cast("URLPattern", path(cast("str", route), view, name=name))


own = [
    page("", account.account, "account_page"),
    # allauth leads to these; all are parts of the one page.
    page("", account.account, "mfa_index"),
    page("", account.account, "mfa_list_webauthn"),
    page("", account.account, "socialaccount_connections"),
    page(pgettext_lazy("address", "profile/"), account.profile, "account_profile"),
    page(pgettext_lazy("address", "e-mail/"), account.email, "account_email_change"),
    page(
        pgettext_lazy("address", "e-mail/<str:key>/"),
        account.email_confirm,
        "account_email_confirm",
    ),
    page(
        pgettext_lazy("address", "sessions/end/"),
        account.sessions_end,
        "account_sessions",
    ),
    page(pgettext_lazy("address", "programs/"), keys.key_add, "account_key_add"),
    page(pgettext_lazy("address", "programs/made/"), keys.key_made, "account_key_made"),
    page(
        pgettext_lazy("address", "programs/<int:pk>/withdraw/"),
        keys.key_withdraw,
        "account_key_withdraw",
    ),
    page(
        pgettext_lazy("address", "webhooks/"), webhooks.webhook_add, "account_webhook"
    ),
    page(
        pgettext_lazy("address", "webhooks/<str:uid>/"),
        webhooks.webhook_made,
        "account_webhook_made",
    ),
    page(
        pgettext_lazy("address", "identities/<int:pk>/unlink/"),
        provider.unlink,
        "account_unlink",
    ),
    page(
        pgettext_lazy("address", "confirm/"),
        views.password_again,
        "account_reauthenticate",
    ),
    page(
        pgettext_lazy("address", "confirm/code/"),
        view_later(f"{SECOND_FACTOR}.reauthenticate_code"),
        "mfa_reauthenticate",
    ),
    page(
        pgettext_lazy("address", "confirm/passkey/"),
        view_later(f"{SECOND_FACTOR}.reauthenticate_passkey"),
        "mfa_reauthenticate_webauthn",
    ),
    page(
        pgettext_lazy("address", "app/"),
        view_later(f"{SECOND_FACTOR}.app_add"),
        "mfa_activate_totp",
    ),
    page(
        pgettext_lazy("address", "app/remove/"),
        view_later(f"{SECOND_FACTOR}.app_remove"),
        "mfa_deactivate_totp",
    ),
    page(
        pgettext_lazy("address", "passkeys/add/"),
        view_later(f"{SECOND_FACTOR}.passkey_add"),
        "mfa_add_webauthn",
    ),
    page(
        pgettext_lazy("address", "passkeys/<int:pk>/"),
        view_later(f"{SECOND_FACTOR}.passkey_edit"),
        "mfa_edit_webauthn",
    ),
    page(
        pgettext_lazy("address", "passkeys/<int:pk>/remove/"),
        view_later(f"{SECOND_FACTOR}.passkey_remove"),
        "mfa_remove_webauthn",
    ),
    page(
        pgettext_lazy("address", "recovery-codes/"),
        read_only(view_later(f"{SECOND_FACTOR}.codes_view")),
        "mfa_view_recovery_codes",
    ),
    page(
        pgettext_lazy("address", "recovery-codes/new/"),
        view_later(f"{SECOND_FACTOR}.codes_new"),
        "mfa_generate_recovery_codes",
    ),
]

# The names are those that allauth looks for.
urlpatterns = [
    path(pgettext_lazy("address", "sign-in/"), views.sign_in, name="account_login"),
    page(
        pgettext_lazy("address", "sign-in/code/"),
        view_later(f"{SECOND_FACTOR}.authenticate"),
        "mfa_authenticate",
    ),
    page(
        pgettext_lazy("address", "sign-in/passkey/"),
        view_later(f"{SECOND_FACTOR}.passkey_sign_in"),
        "mfa_login_webauthn",
    ),
    page(pgettext_lazy("address", "sign-in/oidc/"), provider.leave, "oidc_login"),
    path(pgettext_lazy("address", "account/"), include(own)),
    path(pgettext_lazy("address", "sign-out/"), views.sign_out, name="account_logout"),
    path(
        pgettext_lazy("address", "password/change/"),
        views.change_password,
        name="account_change_password",
    ),
    path(
        pgettext_lazy("address", "password/reset/"),
        include(
            [
                path("", views.forgotten_password, name="account_reset_password"),
                re_path(
                    # The token has a hyphen of its own, so the first one divides.
                    r"^(?P<uidb36>[0-9a-z]{1,13})-(?P<key>[0-9A-Za-z-]+)/$",
                    views.new_password,
                    name="account_reset_password_from_key",
                ),
            ]
        ),
    ),
    path(
        pgettext_lazy("address", "password/reset/sent/"),
        views.forgotten_password_sent,
        name="account_reset_password_done",
    ),
    path(
        pgettext_lazy("address", "password/reset/done/"),
        views.new_password_done,
        name="account_reset_password_from_key_done",
    ),
    path("", include((users, "accounts"))),
]
