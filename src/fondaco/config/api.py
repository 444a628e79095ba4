"""The root of the API: the routers of the apps, their errors, who calls."""

import logging
from typing import Any

from django.core.exceptions import ValidationError as RefusedError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from fondaco.accounts.bearer import Token, visitor
from fondaco.activities.api import resources as activities
from fondaco.funding.api import resources as funding
from fondaco.registry.api import resources as registry
from fondaco.web.api import problems, router_of
from fondaco.web.api.problems import MEDIA_TYPE, ProblemError
from fondaco.web.api.speaking import in_its_language
from fondaco.web.api.views import nothing_here

logger = logging.getLogger("fondaco.api")


class Api(NinjaAPI):
    @property
    def urls(self) -> Any:
        """Each in the language asked for, whoever refuses: ninja itself does, too."""
        made: Any = super().urls
        patterns, *names = made
        for pattern in patterns:
            # At the root ninja answers with a page, in HTML and for people.
            is_root = pattern.name == "api-root"
            view = nothing_here if is_root else in_its_language(pattern.callback)
            pattern.callback = view
        return patterns, *names

    def get_openapi_schema(self, **options: Any) -> Any:
        """Refusals have a media type of their own, which ninja has no word for."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            # Of whatever is read one may ask for the headers alone.
            path.pop("head", None)
            for operation in path.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        response["content"] = {MEDIA_TYPE: content["application/json"]}
        return schema


api = Api(
    title="Fondaco",
    version="1",
    description=(
        "The international year of a network of technology clusters. Everything that "
        "is published is read without a token; with one, what its owner may see. "
        "Identifiers never change and are never reused."
    ),
    auth=[Token(), visitor],
    docs_url=None,
    urls_namespace="api",
)
# All are declared before the first is built: they point to one another.
for resources in (registry, activities, funding):
    api.add_router("", router_of(resources))


@api.exception_handler(ProblemError)
def problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return error.answer()


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.not_found()


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.no_token().answer()


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Of ninja alone, whose one complaint is of a body that is no JSON."""
    return problems.no_json(error.status_code)


@api.exception_handler(RefusedError)
def refused_by_action(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return problems.refused(error.messages)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.invalid(error.errors)


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.exception("The API failed at %s.", request.path)
    return problems.failed()
