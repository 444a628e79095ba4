"""Bulletins for search engines: schema.org NewsArticle."""

from typing import Any

from django.urls import reverse

from fondaco.core.texts import localised
from fondaco.newsroom.letters import base_url
from fondaco.newsroom.models import Bulletin


def article_data(bulletin: Bulletin, summary: str) -> dict[str, Any]:
    address = base_url() + reverse("newsroom:bulletin_detail", args=[bulletin.slug])
    publisher = {
        "@type": "Organization",
        "name": localised(bulletin.body, "name").text or bulletin.body.acronym,
    }
    published = bulletin.published_at
    assert published is not None
    changed = bulletin.corrected_at or published
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": bulletin.title.text,
        "description": summary,
        "inLanguage": bulletin.title.language,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": changed.isoformat(timespec="seconds"),
        "author": publisher,
        "publisher": publisher,
        "temporalCoverage": f"{bulletin.first_day}/{bulletin.last_day}",
        "isAccessibleForFree": True,
    }
