"""Which records of a type a program asks for."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.db import models
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field, create_model

from fondaco.engines.language.folding import fold
from fondaco.web.api import problems
from fondaco.web.api.problems import Mistake, ProblemError
from fondaco.web.api.resources import RESOURCES, Resource
from fondaco.web.api.schemas import Key, Moment
from fondaco.web.records.facets import within_span
from fondaco.web.records.listing import MOST_WORDS, search_words

MOST = 200
FURTHEST = 10_000_000


class Paging(BaseModel):
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    offset: Annotated[int, Field(ge=0, le=FURTHEST)] = 0
    # Only what changed since then.
    modified_since: Moment | None = None
    order: Literal["", "modified", "-modified"] = ""


def filters_of(resource: Resource) -> type[Paging]:
    members: dict[str, Any] = {}
    for name in names_of(resource):
        members[name] = (_type(resource.model._meta.get_field(name)), None)
    if resource.record_type.search:
        members["search"] = (Key | None, None)
    if resource.record_type.dates:
        # A year, a month or a day: of what is in force, or begins, then.
        members["from"] = (Key | None, None)
        members["to"] = (Key | None, None)
    return create_model(f"{resource.name}Filters", __base__=Paging, **members)


def names_of(resource: Resource) -> list[str]:
    facets = [*resource.record_type.facets, *resource.filters]
    hidden = {"is_published"} | set() if resource.record_type.has_drafts else set()
    return [name for name in dict.fromkeys(facets) if name not in hidden]


def _type(field: Any) -> Any:
    if field.is_relation:
        return Key | None
    if field.choices:
        return Literal[tuple(key for key, _label in field.flatchoices)] | None
    if isinstance(field, models.BooleanField):
        return bool | None
    if isinstance(field, models.IntegerField):
        return Annotated[int, Field(ge=0, le=2**31 - 1)] | None
    return Key | None


def refuse_others(filters: Paging, asked: Iterable[str]) -> None:
    """A filter that nobody knows would give everything instead of what was meant."""
    known = type(filters).model_fields
    text = _("There is no filter of this name. There are: %(names)s.")
    detail = text % {"names": ", ".join(sorted(known))}
    mistakes = [Mistake(name, detail) for name in sorted(set(asked) - known.keys())]
    if mistakes:
        raise problems.wrong(mistakes)


def narrowed(
    resource: Resource, records: "QuerySet[Any]", filters: Paging
) -> "QuerySet[Any]":
    asked = filters.model_dump()
    model = resource.model
    for name in names_of(resource):
        if (value := asked[name]) is not None:
            records = records.filter(_condition(model._meta.get_field(name), value))
    if words := fold(asked.get("search") or "").split()[:MOST_WORDS]:
        records = search_words(records, resource.record_type.search, words)
    records = _within(resource, records, asked)
    if filters.modified_since:
        since = filters.modified_since
        aware = since if since.tzinfo else since.replace(tzinfo=dt.UTC)
        records = records.filter(modified_at__gte=aware)
    order = filters.order.replace("modified", "modified_at")
    return records.order_by(*([order] if order else []), "pk")


def _condition(field: Any, value: Any) -> Q:
    if not field.is_relation:
        return Q(**{field.name: value})
    named = Q(**{f"{field.name}__uid": value})
    names = {one.name for one in field.related_model._meta.fields}
    # Networks, clusters and organisations are called by their address, too.
    if field.related_model in RESOURCES and "slug" in names:
        named |= Q(**{f"{field.name}__slug": value})
    return named


def _within(
    resource: Resource, records: "QuerySet[Any]", asked: dict[str, Any]
) -> "QuerySet[Any]":
    if resource.record_type.dates is None:
        return records
    query = QueryDict(mutable=True)
    query.update({name: asked[name] or "" for name in ("from", "to")})
    records, span = within_span(resource.record_type, records, query)
    if span and span.mistake:
        raise ProblemError(422, span.mistake, [Mistake("from, to", span.mistake)])
    return records
