"""What is watched of every request of whoever is signed in."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fondaco.accounts.second_factor import lacks_second_factor

Respond = Callable[[HttpRequest], HttpResponseBase]
# How exactly “last seen” is known: writing at each request would be for nothing.
SEEN_EVERY = 300
SEEN = "seen_at"
# Where one may go without a second factor: to set it up, or away.
OPEN = ("account_", "mfa_", "oidc_")


class SessionMiddleware:
    """Keeps the list of one's sessions: where each is used, and when it was last."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SEEN in request.session:
            now = time.time()
            if (
                now - request.session[SEEN] > SEEN_EVERY
                and request.user.is_authenticated
            ):
                request.session[SEEN] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads whoever must have a second factor to where it is set up."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.REQUIRE_MFA == "nobody" or request.resolver_match is None:
            return None
        if request.resolver_match.view_name.startswith(OPEN):
            return None
        if not lacks_second_factor(request):
            return None
        return redirect("account_page")
