"""Records as JSON says them: a page of them takes four queries, however many."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from pydantic import BaseModel

from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_together
from fondaco.core.reading import records as whole
from fondaco.web.api.filters import Paging, narrowed
from fondaco.web.api.resources import Resource, Rowed
from fondaco.web.api.schemas import ApiField, Records
from fondaco.web.records.locating import Keys, read_records

# With scheme and host, of one of this site.
Address = Callable[[str], str]


def list_records(
    resource: Resource, request: HttpRequest, filters: Paging
) -> HttpResponse:
    actor = request.user
    visible = narrowed(resource, resource.record_type.visible_to(actor), filters)
    count = visible.order_by().count()
    page = visible.select_related(*resource.record_type.related)
    found = list(page[filters.offset : filters.offset + filters.limit])
    listing = resource.listing(
        count=count,
        next=_beside(request, filters, filters.offset + filters.limit, count),
        previous=_beside(request, filters, filters.offset - filters.limit, count),
        results=said(resource, found, actor, request.build_absolute_uri),
    )
    body = listing.model_dump_json(exclude_unset=True)
    response = conditional(request, body, digest(body))
    links = [("next", listing.next), ("prev", listing.previous)]
    if known := [f'<{url}>; rel="{name}"' for name, url in links if url]:
        response["Link"] = ", ".join(known)
    return response


def _beside(
    request: HttpRequest, filters: Paging, offset: int, count: int
) -> str | None:
    if offset >= count or offset <= -filters.limit:
        return None
    query = request.GET.copy()
    query["offset"] = str(max(offset, 0))
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def show_record(resource: Resource, request: HttpRequest, record: Any) -> HttpResponse:
    """A record with the mark of its version, which whoever changes it sends back."""
    (one,) = said(resource, [record], request.user, request.build_absolute_uri)
    body = one.model_dump_json(exclude_unset=True)
    etag = f"{record.latest_change or 0}-{digest(body)}"
    return conditional(request, body, etag, int(record.modified_at.timestamp()))


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def conditional(
    request: HttpRequest, body: str, etag: str, modified: int | None = None
) -> HttpResponse:
    response: Any = HttpResponse(body, content_type="application/json")
    if request.method in {"GET", "HEAD"}:
        response = get_conditional_response(request, f'"{etag}"', modified, response)
    response["ETag"] = f'"{etag}"'
    if modified is not None:
        response.headers.setdefault("Last-Modified", http_date(modified))
    return response  # type: ignore[no-any-return]


def said(
    resource: Resource, found: Sequence[Any], actor: Actor, whole_address: Address
) -> list[BaseModel]:
    rows = _rows(resource, found)
    kept = _kept(resource, found, actor)
    fields = (*resource.said, *resource.said_in_private)
    keys: Keys = defaultdict(set)
    for record in found:
        _point(keys, fields, record)
    for rowed in resource.rowed:
        for one in (row for of_one in rows[rowed].values() for row in of_one):
            _point(keys, rowed.fields, one)
    known = read_records(keys, actor)
    return [
        _said(resource, record, known, rows, whole_address, is_kept=record.pk in kept)
        for record in found
    ]


def _said(
    resource: Resource,
    record: Any,
    known: Records,
    rows: dict[Rowed, dict[Any, list[Any]]],
    whole_address: Address,
    *,
    is_kept: bool,
) -> BaseModel:
    address = resource.record_type.public_address(record)
    values = {
        "id": record.uid,
        "url": whole_address(address) if address else None,
        **{one.name: one.say(record, known) for one in resource.said},
    }
    for rowed in resource.rowed:
        values[rowed.name] = [
            rowed.output(**{one.name: one.say(row, known) for one in rowed.fields})
            for row in rows[rowed].get(record.pk, [])
            if _is_whole(rowed, row, known)
        ]
    if is_kept:
        private = resource.said_in_private
        values |= {one.name: one.say(record, known) for one in private}
    made: BaseModel = resource.output(**values)
    return made


def _is_whole(rowed: Rowed, row: Any, known: Records) -> bool:
    """Whether the reader may see all that it points to: who was there, who hosts."""
    return all(
        (one.points_to, key) in known
        for one in rowed.fields
        if one.points_to and (key := _key(row, one)) is not None
    )


def _point(keys: Keys, fields: Sequence[ApiField], record: Any) -> None:
    for one in fields:
        if one.points_to is None:
            continue
        held = record.many[one.name] if one.is_many else [_key(record, one)]
        keys[one.points_to].update(key for key in held if key is not None)


def _key(record: Any, one: ApiField) -> Any:
    field = record._meta.get_field(one.name)
    assert isinstance(field, ForeignKey)
    return getattr(record, field.attname)


def _kept(resource: Resource, found: Sequence[Any], actor: Actor) -> set[Any]:
    """Those that the reader may change, and so reads whole."""
    if not actor.is_authenticated or not resource.said_in_private:
        return set()
    own = resource.record_type.changeable_by(actor)
    return set(
        own.filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True)
    )


def _rows(
    resource: Resource, found: Sequence[Any]
) -> dict[Rowed, dict[Any, list[Any]]]:
    """The rows of all of them, and what their relations of many hold: one query."""
    pks = [one.pk for one in found]
    many = [one for one in (*resource.said, *resource.said_in_private) if one.is_many]
    reads = [_row_read(resource, rowed, pks) for rowed in resource.rowed]
    reads += [_many_read(resource.model, one.name, pks) for one in many]
    read = read_together(*reads) if reads and found else [[] for _ in reads]
    for record in found:
        record.many = {one.name: [] for one in many}
    by_key = {record.pk: record for record in found}
    for one, pairs in zip(many, read[len(resource.rowed) :], strict=True):
        for owner, key in sorted(pairs):
            by_key[owner].many[one.name].append(key)
    grouped: dict[Rowed, dict[Any, list[Any]]] = {}
    for rowed, rows in zip(resource.rowed, read, strict=False):
        owner = rowed.rows.parent_name(resource.model())
        grouped[rowed] = defaultdict(list)
        for row in sorted(rows, key=lambda one: one.pk):
            grouped[rowed][getattr(row, f"{owner}_id")].append(row)
    return grouped


def _row_read(resource: Resource, rowed: Rowed, pks: list[Any]) -> Read:
    owner = rowed.rows.parent_name(resource.model())
    return whole(rowed.rows.model._default_manager.filter(**{f"{owner}__in": pks}))


def _many_read(model: type[Model], name: str, pks: list[Any]) -> Read:
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = through._default_manager.filter(**{f"{own}__in": pks})
    return Read(rows, (f"{own}_id", f"{other}_id"), tuple)
