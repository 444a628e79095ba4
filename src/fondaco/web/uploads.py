"""What is far too large is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]


class BodySizeMiddleware:
    """Comes before every view, and so before the check of the form's token reads it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most: int = settings.LARGEST_BODY_MB
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= most * 2**20:
            return self.get_response(request)
        text = _("What you sent is larger than %(most)s MB. Divide it, and send parts.")
        context = {"message": text % {"most": most}}
        return render(request, "web/error_413.html", context, status=413)
