"""Signing in and out, a forgotten password, and the administrators' list of users."""

from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy

from fondaco.accounts import views
from fondaco.accounts.records import RECORDS
from fondaco.web.records import record_urls

users = [record_urls(record_type) for record_type in RECORDS]

# The names are those that allauth looks for.
urlpatterns = [
    path(pgettext_lazy("address", "sign-in/"), views.sign_in, name="account_login"),
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
