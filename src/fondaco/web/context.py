"""What the shell of every page needs, without a single query."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import (
    NoReverseMatch,
    get_resolver,
    get_script_prefix,
    get_urlconf,
    reverse,
)
from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext_lazy

NAVIGATION: tuple[tuple[str, Promise], ...] = (
    ("portal:home", pgettext_lazy("navigation", "Home")),
    ("activities:calendar", pgettext_lazy("navigation", "Calendar")),
    ("presence:latest", pgettext_lazy("navigation", "Presence")),
    ("newsroom:bulletin_list", pgettext_lazy("navigation", "Bulletins")),
    ("portal:cluster_list", pgettext_lazy("navigation", "Clusters")),
    ("portal:organisation_list", pgettext_lazy("navigation", "Organisations")),
    ("funding:partnership_list", pgettext_lazy("navigation", "Partnerships")),
    ("portal:source_list", pgettext_lazy("navigation", "Sources")),
    ("portal:about", pgettext_lazy("navigation", "About")),
)
# The keys that open a page from any other.
KEYS = {
    "activities:calendar": "g c",
    "portal:organisation_list": "g o",
    "portal:keys": "?",
}
FOOTER: tuple[tuple[str, Promise], ...] = (
    ("portal:privacy", pgettext_lazy("navigation", "Privacy")),
    ("portal:accessibility", pgettext_lazy("navigation", "Accessibility")),
    ("portal:about", pgettext_lazy("navigation", "About")),
    ("portal:source_list", pgettext_lazy("navigation", "Sources")),
    ("portal:open_data", pgettext_lazy("navigation", "Open data")),
    ("portal:keys", pgettext_lazy("navigation", "Keys")),
)
SEARCH_ADDRESSES = ("portal:search", "activities:calendar")


@dataclass(frozen=True)
class NavigationItem:
    label: Promise
    url: str
    active: bool
    keys: str = ""


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    active: bool


@dataclass(frozen=True)
class Shell:
    site_name: str
    owner_name: str
    base_url: str
    canonical_url: str
    accessibility_email: str
    languages: list[LanguageLink]
    navigation: list[NavigationItem]
    footer: list[NavigationItem]
    search_url: str
    sign_in_url: str
    account_url: str
    sign_out_url: str


def shell(request: HttpRequest | None) -> dict[str, Any]:
    """Context processor; the page of a 500 has no request and still its shell."""
    path = request.path if request else ""
    base_url = settings.BASE_URL.geturl().rstrip("/")
    return {
        "shell": Shell(
            site_name="Fondaco",
            owner_name=settings.OWNER_NAME,
            base_url=base_url,
            canonical_url=base_url + path,
            accessibility_email=settings.CONTACT_EMAIL,
            languages=_languages(request),
            navigation=_navigation(NAVIGATION, path),
            footer=_navigation(FOOTER, path),
            search_url=next(filter(None, map(address, SEARCH_ADDRESSES)), ""),
            sign_in_url=address("account_login"),
            account_url=address("portal:desk"),
            sign_out_url=address("account_logout"),
        )
    }


def address(name: str, *arguments: object) -> str:
    """The address of a page by name, empty where no installed app has it."""
    if arguments:
        return _reversed(name, arguments)
    return _fixed(
        get_resolver(get_urlconf()), get_script_prefix(), get_language(), name
    )


@cache
def _fixed(resolver: object, prefix: str, language: str, name: str) -> str:
    """The shell of each page asks for the same twenty."""
    return _reversed(name, ())


def _reversed(name: str, arguments: tuple[object, ...]) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _navigation(
    pages: tuple[tuple[str, Promise], ...], path: str
) -> list[NavigationItem]:
    home = address("portal:home")
    return [
        NavigationItem(
            label,
            url,
            active=path == url or (url != home and path.startswith(url)),
            keys=KEYS.get(name, ""),
        )
        for name, label in pages
        if (url := address(name))
    ]


def _languages(request: HttpRequest | None) -> list[LanguageLink]:
    """This page in every language; a view may know better: `request.translations`."""
    known: dict[str, str] = getattr(request, "translations", {})
    return [
        LanguageLink(
            code=code,
            name=str(name),
            url=known.get(code) or _translated(request, code),
            active=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def _translated(request: HttpRequest | None, code: str) -> str:
    if request is None or request.resolver_match is None:
        with override(code):
            return address("portal:home") or "/"
    if code == get_language():
        return request.get_full_path()
    # Django's `translate_url` would look for the view of the address again.
    found = request.resolver_match
    with override(code):
        try:
            path = reverse(found.view_name, args=found.args, kwargs=found.kwargs)
        except NoReverseMatch:
            return request.get_full_path()
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{iri_to_uri(query)}" if query else path
