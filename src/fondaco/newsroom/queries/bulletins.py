"""Bulletins as visitors read them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString
from markdown_it.token import Token

from fondaco.newsroom.markdown.marking import mark_sentences
from fondaco.newsroom.markdown.parsing import parse
from fondaco.newsroom.markdown.writing import as_html
from fondaco.newsroom.models import Bulletin, Correction
from fondaco.newsroom.models.bulletins import PUBLIC, Written
from fondaco.newsroom.queries.told_records import ToldRecord, read_told
from fondaco.newsroom.telling.facts import Key

WITH_BODY = ("cluster", "network", "about")


def public_bulletins() -> "QuerySet[Bulletin]":
    return (
        Bulletin.objects.filter(state__in=PUBLIC)
        .select_related(*WITH_BODY)
        .defer("drafted", "drafted_it", "drafted_en")
        .order_by("-published_at", "-pk")
    )


def find_public(slug: str) -> Bulletin | None:
    """By its address in either language."""
    known = Bulletin.objects.filter(state__in=PUBLIC).select_related(*WITH_BODY)
    return known.filter(Q(slug_it=slug) | Q(slug_en=slug)).first()


@dataclass(frozen=True)
class SentenceRecords:
    """What stands below: a sentence's number, its beginning, and its records' pages."""

    number: int
    text: str
    records: list[ToldRecord]


@dataclass(frozen=True)
class Reading:
    """One language of a bulletin, as a page shows it."""

    language: str
    title: str
    tokens: list[Token]
    html: SafeString
    sentences: list[SentenceRecords]


def read_text(bulletin: Bulletin, words: Written, language: str) -> Reading:
    """Only what still stands word for word leads to its records."""
    tokens = parse(getattr(words, f"body_{language}"))
    drafted = bulletin.drafted.get(language, [])
    told = read_told(_keys(drafted))
    known = [one for one in drafted if any(key in told for key in _keys([one]))]
    found = mark_sentences(tokens, [one["text"] for one in known])
    return Reading(
        language=language,
        title=getattr(words, f"title_{language}"),
        tokens=tokens,
        html=as_html(tokens),
        sentences=[
            SentenceRecords(
                number,
                known[index]["text"],
                _pages([told[key] for key in _keys([known[index]]) if key in told]),
            )
            for number, index in enumerate(found, 1)
        ],
    )


def _keys(sentences: list[dict[str, list[list[str]]]]) -> list[Key]:
    return [(kind, uid) for one in sentences for kind, uid in one["keys"]]


def _pages(records: list[ToldRecord]) -> list[ToldRecord]:
    """A participation and its activity stand on one page."""
    return list({(one.page, one.key): one for one in records}.values())


def published_corrections(bulletin: Bulletin) -> list[Correction]:
    known = bulletin.corrections.exclude(published_at=None)
    return list(known.only("note_it", "note_en", "published_at", "bulletin"))


def open_correction(bulletin: Bulletin) -> Correction | None:
    waiting = bulletin.corrections.filter(published_at=None)
    return waiting.select_related("edited_by").first()
