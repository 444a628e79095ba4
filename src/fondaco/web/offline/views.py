"""What makes the site an app: its manifest, its worker, the page without a network."""

import json
from importlib import resources

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import cache_control

from fondaco.web.methods import read_only
from fondaco.web.offline.keeping import HEADER

COLOUR = "#0066cc"
ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)


@read_only
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; whatever static file changes makes it a new version."""
    known = {
        "version": getattr(staticfiles_storage, "manifest_hash", "") or "plain",
        "header": HEADER,
        "staticFiles": static(""),
        "offline": {code: _offline_page(code) for code, _ in settings.LANGUAGES},
    }
    code = resources.files(__package__).joinpath("worker.js").read_text("utf-8")
    return HttpResponse(
        f"const KNOWN = {json.dumps(known)};\n{code}",
        content_type="text/javascript; charset=utf-8",
    )


@read_only
@cache_control(max_age=86400)
def manifest(request: HttpRequest) -> HttpResponse:
    description = gettext(
        "Where a network of technology clusters was, in which role, with whom, and "
        "what came of it."
    )
    content = {
        "id": "/",
        "lang": get_language(),
        "name": gettext("Fondaco – the year of the clusters"),
        "short_name": "Fondaco",
        "description": description,
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": COLOUR,
        "background_color": "#ffffff",
        "icons": [
            {
                "src": static(f"fondaco/{name}"),
                "sizes": sizes,
                "type": "image/svg+xml" if name.endswith("svg") else "image/png",
                "purpose": purpose,
            }
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@read_only
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "web/offline.html")


def _offline_page(code: str) -> str:
    with override(code):
        return reverse("web:offline")
