"""Whoever wrote brings the index up to date, so that whoever searches need not."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase

from fondaco.core.search_index.keeping import MOST_IN_A_SEARCH, catch_up

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class SearchIndexMiddleware:
    """What was written is committed by then; what is missed here, a search does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in SAFE:
            try:
                catch_up(MOST_IN_A_SEARCH)
            except OperationalError:
                # Somebody else writes for long. The answer is no worse for it.
                return response
        return response
