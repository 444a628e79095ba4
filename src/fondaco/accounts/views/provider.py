"""To the identity provider and back."""

import requests
from allauth.account.internal.flows.reauthentication import (
    raise_if_reauthentication_required,
)
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
)
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fondaco.accounts.newcomers import IN_HAND
from fondaco.accounts.provider import IssuerAdapter
from fondaco.accounts.queries import account_of, has_other_way_in
from fondaco.accounts.views.own import sensitive
from fondaco.web.methods import read_only
from fondaco.web.returning import own_address

LANGUAGE = "oidc_language"


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """A form's post, so that no other site sends a visitor there unasked."""
    if not settings.OIDC:
        raise Http404
    request.session[LANGUAGE] = get_language()
    request.session[IN_HAND] = request.POST.get(IN_HAND, "")
    adapter = IssuerAdapter(request, "oidc")
    wanted = own_address(request, request.POST.get("next", ""))
    wanted = wanted or reverse("portal:desk")
    process = AuthProcess.LOGIN
    if request.user.is_authenticated:
        raise_if_reauthentication_required(request, app="allauth.mfa")
        process, wanted = AuthProcess.CONNECT, reverse("account_page")
    provider = adapter.get_provider()
    try:
        return provider.redirect(  # type: ignore[no-any-return]
            request, process=process, next_url=wanted
        )
    except (OAuth2Error, requests.RequestException) as error:
        return render_authentication_error(  # type: ignore[no-any-return]
            request, provider, exception=error
        )


@read_only
def callback(request: HttpRequest) -> HttpResponseBase:
    if not settings.OIDC:
        raise Http404
    activate(request.session.get(LANGUAGE, settings.LANGUAGE_CODE))
    view = OAuth2CallbackView.adapter_view(IssuerAdapter(request, "oidc"))
    return view(request)  # type: ignore[no-any-return]


@require_POST
@sensitive
def unlink(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whoever has no other way in keeps the link."""
    linked = get_object_or_404(SocialAccount, pk=pk, user=request.user.pk)
    if not has_other_way_in(account_of(request), beside=linked):
        messages.error(
            request,
            _("It is your only way to sign in: set a password or add a passkey first."),
        )
    else:
        linked.delete()
        messages.success(request, _("The identity is no longer linked."))
    return redirect("account_page")
