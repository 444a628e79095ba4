"""What Fondaco is, what it holds about people, and what robots may read."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; signing in and managing is not for robots."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")
