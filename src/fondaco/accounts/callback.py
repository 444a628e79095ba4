"""Where the identity provider leads back to."""

from django.urls import path

from fondaco.accounts.views import provider

urlpatterns = [path("oidc/callback/", provider.callback, name="oidc_callback")]
