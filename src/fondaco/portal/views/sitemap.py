"""The sitemap: an index, and files of at most so many addresses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

from fondaco.portal.open_data.datasets import find_resource, read_datasets
from fondaco.portal.open_data.sitemap import (
    has_pages,
    write_index,
    write_pages,
    write_records,
)
from fondaco.web.methods import read_only

XML = "application/xml; charset=utf-8"


@read_only
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    return HttpResponse(write_index(read_datasets()), content_type=XML)


@read_only
@conditional_page
def pages(request: HttpRequest) -> HttpResponse:
    return HttpResponse(write_pages(), content_type=XML)


@read_only
@conditional_page
def records(request: HttpRequest, name: str, number: int) -> HttpResponse:
    resource = find_resource(name)
    if resource is None or not has_pages(resource) or not 0 < number < 10_000:
        raise Http404
    if not (content := write_records(resource, number)):
        raise Http404
    return HttpResponse(content, content_type=XML)
