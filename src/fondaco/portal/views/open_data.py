"""Open data: what there is, and each set of it as files."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import conditional_page, etag

from fondaco.core.licences import LICENCES
from fondaco.portal.open_data.datasets import (
    find_resource,
    read_datasets,
    read_presence_years,
    read_version,
)
from fondaco.portal.open_data.descriptions import PRESENCE
from fondaco.portal.open_data.files import MEDIA_TYPES, WRITERS
from fondaco.web.methods import read_only


@read_only
def open_data(request: HttpRequest) -> HttpResponse:
    context = {
        "datasets": read_datasets(),
        "years": read_presence_years(),
        "presence": PRESENCE,
        "licence": LICENCES[settings.DATA_LICENCE],
    }
    return render(request, "portal/open_data.html", context)


@read_only
def open_data_set(request: HttpRequest, name: str = "") -> HttpResponse:
    """The address that a set of data has for ever leads to its words for people."""
    if name and name != "presence" and find_resource(name) is None:
        raise Http404
    page = reverse("portal:open_data")
    return redirect(f"{page}#{name}" if name else page)


@read_only
@conditional_page
def catalogue_file(request: HttpRequest, file_format: str) -> HttpResponse:
    from fondaco.portal.open_data import catalogue  # noqa: PLC0415 — large, seldom asked

    if file_format not in catalogue.CONTENT_TYPES:
        raise Http404
    sets, years = read_datasets(), read_presence_years()
    content = catalogue.write_catalogue(sets, years, file_format)
    return HttpResponse(content, content_type=catalogue.CONTENT_TYPES[file_format])


def _mark(request: HttpRequest, name: str, file_format: str) -> str:
    return f'"{read_version()}"'


@read_only
@etag(_mark)
def open_data_file(
    request: HttpRequest, name: str, file_format: str
) -> HttpResponseBase:
    """What any visitor sees, whoever asks."""
    resource = find_resource(name)
    if resource is None or file_format not in WRITERS:
        raise Http404
    content = WRITERS[file_format](resource) if request.method == "GET" else ()
    return StreamingHttpResponse(
        content,
        content_type=MEDIA_TYPES[file_format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{file_format}"',
            "Link": f'<{LICENCES[settings.DATA_LICENCE].url}>; rel="license"',
        },
    )
