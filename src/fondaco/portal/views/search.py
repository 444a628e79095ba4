"""The search of everything, for the header's box and on a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from fondaco.portal.searching import search_everything
from fondaco.web.methods import read_only

# As many of each kind as are offered while a person types.
SUGGESTED = 3


@read_only
@vary_on_headers("X-Part")
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")
    if "X-Part" in request.headers:
        found = search_everything(text, request.user, SUGGESTED)
        return render(request, "portal/search_suggestions.html", {"found": found})
    kind = request.GET.get("kind", "")
    found = search_everything(text, request.user, kind=kind)
    return render(request, "portal/search.html", {"found": found})


@read_only
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/keys.html")
