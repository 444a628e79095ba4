"""Pages of the shell itself: what went wrong, and the patterns of the interface."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fondaco.web import context
from fondaco.web.methods import read_only
from fondaco.web.patterns import samples
from fondaco.web.records.kept_words import keep_words


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/error_400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/error_403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever was signed out while writing is told that the words are kept.

    It is asked of the form that was sent, never of the address: what is private and
    what does not exist answer alike.
    """
    is_cut_off = request.method == "POST" and not request.user.is_authenticated
    context = _way_back(request, has_words=is_cut_off and keep_words(request))
    return render(request, "web/error_404.html", context, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Signing in again makes the forms of before expire: their words are kept, too."""
    context = _way_back(request, has_words=keep_words(request))
    return render(request, "web/error_csrf.html", context, status=403)


def _way_back(request: HttpRequest, *, has_words: bool) -> dict[str, object]:
    here = request.get_full_path()
    return {"next": urlencode({"next": here}), "here": here, "has_words": has_words}


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: its user or messages might query the database."""
    page = render_to_string("web/error_500.html", context.shell(None))
    return HttpResponse(page, status=500)


@read_only
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "web/patterns.html", samples())
