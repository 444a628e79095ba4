"""Signing in and out, and a forgotten password; accounts are not self-made."""

from allauth.account import views
from django.urls import path
from django.utils.translation import pgettext_lazy

urlpatterns = [
    path(pgettext_lazy("address", "sign-in/"), views.login, name="account_login"),
    path(pgettext_lazy("address", "sign-out/"), views.logout, name="account_logout"),
    path(
        pgettext_lazy("address", "password/change/"),
        views.password_change,
        name="account_change_password",
    ),
    path(
        pgettext_lazy("address", "password/reset/"),
        views.password_reset,
        name="account_reset_password",
    ),
    path(
        pgettext_lazy("address", "password/reset/sent/"),
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        pgettext_lazy("address", "password/reset/done/"),
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        pgettext_lazy("address", "password/reset/<str:uidb36>-<str:key>/"),
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
