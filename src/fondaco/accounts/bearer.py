"""Who calls the API: the owner of the token that is sent, or a visitor."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from fondaco.accounts.tokens import find_token
from fondaco.core.refusals import client_address, log_refusal
from fondaco.web.api.problems import ProblemError
from fondaco.web.api.rate import count_request


class Token(HttpBearer):
    """A key for programs, made on the page of one's account."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = find_token(token)
        if found is None:
            request.user = AnonymousUser()
            count_request(request, f"address:{client_address(request)}")
            log_refusal(request, "unknown token")
            raise ProblemError(
                401,
                _("This key is unknown, has expired or was withdrawn."),
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        request.user = found.user
        count_request(request, f"key:{found.pk}")
        return frozenset(found.scopes.split())


def visitor(request: HttpRequest) -> str:
    """Whoever sends no token reads what is published; a browser's session is not read.

    So that no page elsewhere acts for who is signed in here.
    """
    request.user = AnonymousUser()
    count_request(request, f"address:{client_address(request)}")
    return "visitor"
