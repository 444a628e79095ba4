"""Pages of the shell itself: what went wrong, and the patterns of the interface."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fondaco.web import context
from fondaco.web.methods import read_only
from fondaco.web.patterns import samples


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/error_400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/error_403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sign_in = urlencode({"next": request.get_full_path()})
    return render(request, "web/error_404.html", {"next": sign_in}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/error_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: its user or messages might query the database."""
    page = render_to_string("web/error_500.html", context.shell(None))
    return HttpResponse(page, status=500)


@read_only
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "web/patterns.html", samples())
