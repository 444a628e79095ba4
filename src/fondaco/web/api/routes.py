"""The addresses of a resource: all of them, one of them, and how one is changed."""

from collections.abc import Iterable
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Path, Query, Router
from pydantic import StringConstraints

from fondaco.core.merging import following_merges
from fondaco.web.api import problems
from fondaco.web.api.filters import filters_of, refuse_others
from fondaco.web.api.problems import ProblemError, ProblemOut
from fondaco.web.api.reading import list_records, show_record
from fondaco.web.api.resources import Resource
from fondaco.web.api.speaking import READING
from fondaco.web.api.writing import (
    change_record,
    create_record,
    delete_record,
    find_record,
)

Identifier = Annotated[str, StringConstraints(max_length=16, pattern=r"^[^\x00]*$")]
REFUSALS: dict[int, Any] = dict.fromkeys((401, 422, 429), ProblemOut)
ABSENT: dict[int, Any] = {**REFUSALS, 404: ProblemOut}
CHANGES: dict[int, Any] = {
    **ABSENT,
    **dict.fromkeys((400, 403, 409, 412, 428), ProblemOut),
}


def router_of(resources: Iterable[Resource]) -> Router:
    router = Router()
    for resource in resources:
        _add_reading(router, resource)
        _add_writing(router, resource)
    return router


def _add_reading(router: Router, resource: Resource) -> None:
    filters: Any = filters_of(resource)
    path, tag = f"/{resource.path}", resource.path

    def list_all(request: HttpRequest, filters: Query[filters]) -> HttpResponse:
        refuse_others(filters, request.GET)
        return list_records(resource, request, filters)

    def show(request: HttpRequest, id: Path[Identifier]) -> HttpResponse:
        try:
            return show_record(resource, request, find_record(resource, request, id))
        except Http404:
            return _lead_on(resource, request, id)

    router.api_operation(
        list(READING),
        path,
        response={200: resource.listing, **REFUSALS},
        operation_id=f"{resource.name}_list",
        summary=f"List {resource.path}",
        tags=[tag],
    )(list_all)
    router.api_operation(
        list(READING),
        f"{path}/{{id}}",
        response={200: resource.output, 301: None, 304: None, **ABSENT},
        operation_id=f"{resource.name}_show",
        summary=f"One of the {resource.path}",
        tags=[tag],
    )(show)


def _add_writing(router: Router, resource: Resource) -> None:
    creation: Any = resource.creation
    change: Any = resource.change
    path, tag = f"/{resource.path}", resource.path

    def create(request: HttpRequest, body: Body[creation]) -> HttpResponse:
        _require_scope(request, resource)
        return create_record(resource, request, body)

    def change_one(
        request: HttpRequest, id: Path[Identifier], body: Body[change]
    ) -> HttpResponse:
        _require_scope(request, resource)
        return change_record(resource, request, id, body)

    def delete_one(request: HttpRequest, id: Path[Identifier]) -> HttpResponse:
        _require_scope(request, resource)
        return delete_record(resource, request, id)

    router.post(
        path,
        response={201: resource.output, **CHANGES},
        operation_id=f"{resource.name}_create",
        summary=f"Add one of the {resource.path}",
        tags=[tag],
    )(create)
    router.patch(
        f"{path}/{{id}}",
        response={200: resource.output, **CHANGES},
        operation_id=f"{resource.name}_change",
        summary=f"Change one of the {resource.path}",
        description="`If-Match` must be the ETag that was read.",
        tags=[tag],
    )(change_one)
    router.delete(
        f"{path}/{{id}}",
        response={204: None, **CHANGES},
        operation_id=f"{resource.name}_delete",
        summary=f"Delete one of the {resource.path}",
        description="`If-Match` must be the ETag that was read.",
        tags=[tag],
    )(delete_one)


def _lead_on(resource: Resource, request: HttpRequest, key: str) -> HttpResponse:
    """From a record that was merged to the one that was kept, for ever."""
    kept: Any = following_merges(resource.model, uid=key)
    permission = resource.record_type.permission("view")
    if kept is None or not request.user.has_perm(permission, kept):
        raise Http404
    address = request.path.removesuffix(key) + kept.uid
    return HttpResponse(status=301, headers={"Location": address})


def _require_scope(request: HttpRequest, resource: Resource) -> None:
    """Who sends no token reads; a token changes what it was made for."""
    scopes: frozenset[str] | None = getattr(request, "auth", None)
    if not isinstance(scopes, frozenset):
        raise problems.no_token()
    if resource.scope not in scopes:
        text = _("This key is not for that: it needs “%s”.")
        raise ProblemError(403, text % resource.scope)
