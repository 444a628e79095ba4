"""The programmes and initiatives in which the clusters are active."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fondaco.activities.models import Programme
from fondaco.core.permissions import require
from fondaco.portal.queries.programmes import read_programme
from fondaco.portal.views.paging import page_of
from fondaco.web.methods import read_only
from fondaco.web.records.links import add_address, change_address


@read_only
def programme_list(request: HttpRequest) -> HttpResponse:
    programmes = Programme.objects.select_related("parent").order_by("name_it", "pk")
    context = {
        "page": page_of(request, programmes),
        "add_url": add_address(request, Programme),
    }
    return render(request, "portal/programme_list.html", context)


@read_only
def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(
        Programme.objects.select_related("parent", "funder"), slug=slug
    )
    require(request.user, "activities.view_programme", programme)
    context = {
        "programme": programme,
        "page": read_programme(programme, request.user),
        "change_url": change_address(request, programme),
    }
    return render(request, "portal/programme_detail.html", context)
