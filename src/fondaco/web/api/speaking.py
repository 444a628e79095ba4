"""What every answer of the API has, refusals too: its language, and who may read it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant, override
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from fondaco.web.api import problems
from fondaco.web.api.rate import headers_of

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")


def in_its_language(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        language = _language(request)
        with override(language):
            response = view(request, *args, **more)
            if response.status_code == 405:
                response = _not_allowed(response["Allow"])
        response["Content-Language"] = language
        for name, value in headers_of(request).items():
            response[name] = value
        if request.method in READING:
            # Pages elsewhere may show what is public; no key is sent from there.
            response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response

    return answered


def _not_allowed(methods: str) -> HttpResponse:
    sorted_methods = ", ".join(sorted(methods.split(", ")))
    detail = _("This address knows only these methods: %s.") % sorted_methods
    return problems.answer(405, detail, headers={"Allow": sorted_methods})


def _language(request: HttpRequest) -> str:
    asked = request.headers.get("Accept-Language", "")
    for word, _weight in parse_accept_lang_header(asked):
        try:
            return get_supported_language_variant(word)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
