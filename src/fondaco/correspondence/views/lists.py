"""Who is in a segment, and filling a list."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fondaco.core.permissions import require
from fondaco.correspondence import actions
from fondaco.correspondence.forms.sending import FillForm
from fondaco.correspondence.models import DistributionList, Segment
from fondaco.correspondence.queries.audience import people_in
from fondaco.correspondence.reach import own_segments
from fondaco.correspondence.records import LISTS, SEGMENTS
from fondaco.registry.records import PEOPLE
from fondaco.web.methods import form_page, read_only

PER_PAGE = 100


@read_only
def segment_preview(request: HttpRequest, uid: str) -> HttpResponse:
    known = Segment.objects.select_related("cluster", "network").filter(uid=uid)
    segment = known.first()
    if segment is None:
        raise Http404
    require(request.user, "correspondence.change_segment", segment)
    people = people_in(segment).order_by("family_name", "given_name", "pk")
    found = people.prefetch_related("positions__organisation")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "segment": segment,
        "page": page,
        "people": [(one, PEOPLE.url("change", one)) for one in page],
        "plural": SEGMENTS.plural,
        "list_url": SEGMENTS.url("manage"),
        "change_url": SEGMENTS.url("change", segment),
    }
    return render(request, "correspondence/segment_preview.html", context)


@form_page
def distributionlist_fill(request: HttpRequest, uid: str) -> HttpResponse:
    one = DistributionList.objects.filter(uid=uid).first()
    if one is None:
        raise Http404
    require(request.user, "correspondence.change_distributionlist", one)
    form = FillForm(request.POST or None, segments=own_segments(request.user))
    filled = None
    if form.is_valid():
        actor = request.user
        if form.cleaned_data["segment"]:
            segment = form.cleaned_data["segment"]
            filled = actions.fill_from_segment(one, segment, actor=actor)  # type: ignore[arg-type]
        else:
            text = form.cleaned_data["addresses"]
            filled = actions.fill_list(one, text, actor=actor)  # type: ignore[arg-type]
        form = FillForm(segments=own_segments(request.user))
    context = {
        "one": one,
        "form": form,
        "filled": filled,
        "plural": LISTS.plural,
        "list_url": LISTS.url("manage"),
        "change_url": LISTS.url("change", one),
    }
    return render(request, "correspondence/distributionlist_fill.html", context)
