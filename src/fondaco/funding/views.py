"""The public pages of partnerships, projects and proposals."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fondaco.funding.models import Partnership, Project, Proposal
from fondaco.funding.queries import (
    MONEY,
    Undertaking,
    arrange_parties,
    list_counts,
    with_parties,
    with_words,
)
from fondaco.funding.reach import visible_undertakings
from fondaco.funding.vocabularies import PartnershipKind
from fondaco.web.methods import read_only
from fondaco.web.records.links import add_address, change_address

PER_PAGE = 25


@read_only
def partnership_list(request: HttpRequest) -> HttpResponse:
    partnerships = visible_undertakings(Partnership)(request.user).order_by(
        "title_it", "pk"
    )
    kind = request.GET.get("kind", "")
    if kind in PartnershipKind.values:
        partnerships = partnerships.filter(kind=kind)
    context = _page(request, partnerships) | {
        "kinds": PartnershipKind,
        "kind": kind,
        "is_unknown_kind": bool(kind) and kind not in PartnershipKind.values,
    }
    return render(request, "funding/partnership_list.html", context)


@read_only
def partnership_detail(request: HttpRequest, uid: str) -> HttpResponse:
    return _detail(request, Partnership, uid)


@read_only
def project_list(request: HttpRequest) -> HttpResponse:
    projects = visible_undertakings(Project)(request.user).order_by(
        F("start_latest").desc(nulls_last=True), "title_it", "pk"
    )
    context = _page(request, projects)
    return render(request, "funding/project_list.html", context)


@read_only
def project_detail(request: HttpRequest, uid: str) -> HttpResponse:
    return _detail(request, Project, uid)


@read_only
def proposal_list(request: HttpRequest) -> HttpResponse:
    proposals = visible_undertakings(Proposal)(request.user).order_by(
        F("submitted_latest").desc(nulls_last=True), "pk"
    )
    context = _page(request, proposals) | {
        "counts": list_counts(),
        "money": MONEY.values(),
    }
    return render(request, "funding/proposal_list.html", context)


@read_only
def proposal_detail(request: HttpRequest, uid: str) -> HttpResponse:
    return _detail(request, Proposal, uid)


def _page(request: HttpRequest, undertakings: "QuerySet[Any]") -> dict[str, Any]:
    """One page of a list, each with who is in it."""
    found = with_parties(undertakings, request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "lines": [(one, arrange_parties(one.parties.all())) for one in page],
        "add_url": add_address(request, undertakings.model),
    }


def _detail(request: HttpRequest, model: type[Undertaking], uid: str) -> HttpResponse:
    known = visible_undertakings(model)(request.user).filter(uid=uid)
    undertaking = with_words(with_parties(known, request.user)).first()
    if undertaking is None:
        raise Http404
    name = str(model._meta.model_name)
    context = {
        name: undertaking,
        "undertaking": undertaking,
        "parties": arrange_parties(undertaking.parties.all()),
        "change_url": change_address(request, undertaking),
    }
    return render(request, f"funding/{name}_detail.html", context)
