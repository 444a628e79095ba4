"""The page of what hangs on a record, which the record's own page takes in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from fondaco.web.methods import read_only
from fondaco.web.records.answers import context_of
from fondaco.web.records.locating import locate
from fondaco.web.records.panels import draw_panels


@read_only
@vary_on_headers("X-Part")
def record_panels(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    record_type, record = locate(request, kind, key, "change")
    context = context_of(request, record_type, record, str(record))
    is_part = "X-Part" in request.headers
    context["here"] = record_type.url("change", record) if is_part else request.path
    context["panels"] = draw_panels(request, record, context)
    name = "web/record_panels_part.html" if is_part else "web/record_panels.html"
    return render(request, name, context)
