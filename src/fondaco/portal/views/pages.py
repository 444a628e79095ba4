"""What Fondaco is, what it holds about people, who may use it, what robots may read."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.activities.addresses import absolute
from fondaco.core.privacy import all_kinds
from fondaco.portal.queries.personal_data import backups_kept
from fondaco.web.methods import read_only


@read_only
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@dataclass(frozen=True)
class Cookie:
    """One that the site sets, as the page on privacy tells it."""

    name: str
    purpose: Promise
    lasts: Promise


# All that the site sets; a test holds the list complete.
COOKIES = (
    Cookie(
        settings.SESSION_COOKIE_NAME,
        _(
            "Knows you again after you signed in. If you are signed out while you "
            "write, it keeps what you wrote, for you alone and for an hour."
        ),
        _("until you close the browser; two weeks if you ask to stay signed in"),
    ),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        _("Makes sure that a form was sent from these pages."),
        _("one year"),
    ),
    Cookie(
        "messages",
        _("Carries a message, such as “saved”, to the page that shows it."),
        _("until that page is shown"),
    ),
)


@read_only
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "kinds": all_kinds(),
        "backups_kept": backups_kept(),
        "cookies": COOKIES,
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "portal/privacy.html", context)


# When the statement was written, and last held to the pages: at least once a year.
WRITTEN = REVIEWED = dt.date(2026, 11, 27)


@read_only
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement on the model of AgID (Implementing Decision (EU) 2018/1523)."""
    context = {
        "written": WRITTEN,
        "reviewed": REVIEWED,
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "portal/accessibility.html", context)


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; signing in and managing is not for robots."""
    sitemap = absolute(reverse("sitemap"))
    lines = f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n"
    return HttpResponse(lines, content_type="text/plain")


# A file is good for less than a year, says the standard; this one is written each day.
GOOD_FOR = dt.timedelta(days=180)


@read_only
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); nowhere where nobody answers."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    own = settings.BASE_URL.geturl().rstrip("/") + reverse("security")
    lines = (
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {today + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {own}",
    )
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
