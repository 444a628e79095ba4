"""Where every fact of the record comes from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fondaco.core.models import Source
from fondaco.core.permissions import require
from fondaco.core.texts import Text
from fondaco.portal.forms import SourceSearch
from fondaco.portal.queries.sources import list_sources, read_evidence
from fondaco.portal.views.paging import page_of
from fondaco.web.methods import read_only
from fondaco.web.records.links import add_address, change_address


@read_only
def source_list(request: HttpRequest) -> HttpResponse:
    form = SourceSearch(request.GET)
    lines = list_sources(form.text, request.user)
    context = {
        "form": form,
        "page": page_of(request, lines),
        "records": sum(line.records for line in lines),
        "add_url": add_address(request, Source),
    }
    return render(request, "portal/source_list.html", context)


@read_only
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source, slug=slug)
    require(request.user, "core.view_source", source)
    evidence = read_evidence(source, request.user)
    by_kind = request.GET.get("by") == "kind" or not evidence.passages
    context = {
        "source": source,
        "title": Text(source.title, source.language),
        "evidence": evidence,
        "by_kind": by_kind,
        "by_text_order": not by_kind,
        "change_url": change_address(request, source),
    }
    return render(request, "portal/source_detail.html", context)
