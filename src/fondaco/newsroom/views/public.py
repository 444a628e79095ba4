"""Bulletins as anybody reads them: the list, each of them, the feed."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from fondaco.newsroom.exports.pdf import pdf_of
from fondaco.newsroom.letters import base_url
from fondaco.newsroom.markdown.writing import as_line
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.queries.bodies import bodies_that_publish, key_of
from fondaco.newsroom.queries.bulletins import (
    find_public,
    public_bulletins,
    published_corrections,
    read_text,
)
from fondaco.newsroom.records import BULLETINS
from fondaco.newsroom.structured_data import article_data
from fondaco.web.atom import Entry
from fondaco.web.methods import read_only
from fondaco.web.news import MOST, answer

PER_PAGE = 20
SUMMARY = 280


@read_only
def bulletin_list(request: HttpRequest) -> HttpResponse:
    """Of everybody, or of the cluster or network that the address names."""
    of = request.GET.get("of", "")
    found, bodies = public_bulletins(), bodies_that_publish()
    if of in bodies:
        found = found.filter(**bodies[of].narrowing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "bodies": [
            {
                "acronym": one.acronym,
                "url": "?" if key == of else f"?of={key}",
                "is_active": key == of,
            }
            for key, one in bodies.items()
        ],
        "of": of if of in bodies else "",
        "page": page,
        "lines": [(one, summary_of(one)) for one in page],
        "list_url": reverse("newsroom:bulletin_list"),
    }
    return render(request, "newsroom/bulletin_list.html", context)


def summary_of(bulletin: Bulletin, most: int = SUMMARY) -> str:
    """The beginning of its text, without its headings."""
    text = as_line(getattr(bulletin, f"body_{bulletin.title.language}"))
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(",;:") + " …"


@read_only
def bulletin_detail(request: HttpRequest, slug: str) -> HttpResponse:
    bulletin = find_public(slug)
    if bulletin is None:
        raise Http404
    if bulletin.slug != slug:
        return redirect(BULLETINS.public_address(bulletin), permanent=True)
    _tell_translations(request, bulletin)
    language = bulletin.language_for(get_language())
    corrections = published_corrections(bulletin)
    context = {
        "bulletin": bulletin,
        "reading": read_text(bulletin, bulletin, language),
        "summary": summary_of(bulletin, 160),
        "corrections": corrections,
        "data": article_data(bulletin, summary_of(bulletin, 160)),
        "of": key_of(bulletin.body),
        "list_url": reverse("newsroom:bulletin_list"),
    }
    return render(request, "newsroom/bulletin_detail.html", context)


@read_only
def bulletin_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    bulletin = find_public(slug)
    if bulletin is None or bulletin.slug != slug:
        raise Http404
    language = bulletin.language_for(get_language())
    content = pdf_of(
        bulletin,
        read_text(bulletin, bulletin, language),
        published_corrections(bulletin),
        base_url() + BULLETINS.public_address(bulletin),
    )
    name = f'inline; filename="{slug}.pdf"'
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": name},
    )


def _tell_translations(request: HttpRequest, bulletin: Bulletin) -> None:
    """In each language it has an address of its own."""
    known = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            known[code] = reverse(
                "newsroom:bulletin_detail", args=[bulletin.slug_in(code)]
            )
    request.translations = known  # type: ignore[attr-defined]


@read_only
@conditional_page
def bulletin_feed(request: HttpRequest) -> HttpResponse:
    entries = [_entry(one) for one in public_bulletins()[:MOST]]
    page = reverse("newsroom:bulletin_list")
    return answer(request, "bulletins", _("Bulletins"), page, entries)


def _entry(bulletin: Any) -> Entry:
    return Entry(
        key=f"bulletin/{bulletin.uid}",
        title=bulletin.title.text,
        language=bulletin.title.language,
        url=base_url() + BULLETINS.public_address(bulletin),
        published_at=bulletin.published_at,
        updated_at=bulletin.corrected_at or bulletin.published_at,
        text=summary_of(bulletin, 1000),
        category=bulletin.body.acronym,
    )
