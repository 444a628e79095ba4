"""What is far too large is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fondaco.core.numbers import row_number
from fondaco.core.refusals import log_refusal
from fondaco.core.uploads import largest_body

GetResponse = Callable[[HttpRequest], HttpResponse]


class BodySizeMiddleware:
    """Comes before every view, and so before the check of the form's token reads it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        announced = row_number(length)
        if not length.isdecimal() or (
            announced is not None and announced <= largest_body()
        ):
            return self.get_response(request)
        log_refusal(request, "too large", f"{length} bytes")
        text = _("What you sent is larger than %(most)s MB. Divide it, and send parts.")
        context = {"message": text % {"most": settings.UPLOAD_LIMIT // 2**20}}
        return render(request, "web/error_413.html", context, status=413)
