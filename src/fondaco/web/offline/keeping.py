"""Which pages a browser may keep to show them without a network: only public ones."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# What `worker.js` does with a page is told by this header.
HEADER = "Fondaco-Offline"
# “Keep” this page; or “clear” all, since whoever sees it may see what others do not.
KEEP, CLEAR = "keep", "clear"

Respond = Callable[[HttpRequest], HttpResponseBase]


class OfflineMiddleware:
    """Stands outside of all that sets cookies: one that is set forbids to keep."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response[HEADER] = CLEAR
            elif _is_public(request, response):
                response[HEADER] = KEEP
        return response


def _is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Forms set a cookie, and so does signing in; what one sought is one's own."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        and "q" not in request.GET
    )
