"""Addresses and views that are made when somebody asks for the first of them."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.module_loading import import_string


class Later(URLResolver):
    """`Later.at("api/", "fondaco.config.api_urls", "api")`, among `urlpatterns`.

    A resolver already waits for a request before it loads the module of its addresses,
    unless one is looked for by its name: then Django goes through all of them. These
    have their names in a namespace of their own, which need not be gone through.
    """

    @classmethod
    def at(cls, route: str, module: str, namespace: str) -> "Later":
        return cls(RoutePattern(route), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """None of the names are anybody else's."""


def view_later(path: str) -> Any:
    """Of few people, a view that rests on much: “fondaco.newsroom.views.readings.read”.

    Every process would hold in memory what its module imports.
    """

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        answer: HttpResponseBase = import_string(path)(request, **arguments)
        return answer

    return view
