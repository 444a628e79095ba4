"""Pages: the article on them, without menus, advertisements and what else is there."""

import datetime as dt
from contextlib import suppress
from email import message_from_bytes, policy
from typing import Any

from lxml import etree, html

from fondaco.newsroom.reading.article import Article, UnreadableError
from fondaco.newsroom.reading.letters import decode, has_words, tidy

_NO_WORDS = "//script|//style|//noscript|//template|//svg|//nav|//head|//footer|//form"
# fmt: off
_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt",
    "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p",
    "pre", "section", "table", "td", "th", "tr", "ul",
)
# fmt: on


def read_page(content: bytes, declared: str = "", url: str = "") -> Article:
    # It takes half a second and 20 MB, which plain texts and PDFs do without.
    from trafilatura import bare_extraction  # noqa: PLC0415 — heavy, seldom needed

    written = decode(content, declared)
    found: Any = None
    # What it cannot make sense of is read as plainly as any page.
    with suppress(ValueError, TypeError, AttributeError, etree.LxmlError):
        found = bare_extraction(
            written,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            # A date of the page's own, not any that stands somewhere on it.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    text = tidy(found.text or "") if found else ""
    text = text if has_words(text) else words_of(written)
    if not has_words(text):
        raise UnreadableError("empty")
    return Article(
        text=text,
        title=_one_line(found and found.title),
        publisher=_one_line(found and (found.sitename or found.hostname)),
        published=_day(found and found.date),
        language=_language(written),
        url=url,
    )


def read_saved_page(content: bytes) -> Article:
    """As browsers save a page with all that is on it, in one file (MHTML)."""
    message = message_from_bytes(content, policy=policy.default)
    url = str(message.get("Snapshot-Content-Location", ""))[:2000]
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            within = part.get_payload(decode=True)
            if isinstance(within, bytes):
                return read_page(within, part.get_content_charset() or "", url)
    raise UnreadableError("kind")


def words_of(markup: str) -> str:
    """All words of a page or of a part of one, a line for each block."""
    try:
        tree = html.document_fromstring(markup, parser=_parser())
    except (etree.LxmlError, ValueError):
        return ""
    for one in tree.xpath(_NO_WORDS):
        one.drop_tree()
    for one in tree.iter(*_BLOCKS):
        one.text = "\n" + (one.text or "")
        one.tail = "\n" + (one.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return tidy("\n".join(line for line in lines if line))


def _language(markup: str) -> str:
    with suppress(etree.LxmlError, ValueError):
        said = html.document_fromstring(markup, parser=_parser()).get("lang") or ""
        found = str(said)[:2].lower()
        return found if found in {"it", "en"} else ""
    return ""


def _parser() -> html.HTMLParser:
    # A text that says its own encoding is a text already, not bytes.
    return html.HTMLParser(encoding=None, no_network=True, remove_comments=True)


def _one_line(said: object) -> str:
    return " ".join(tidy(str(said or "")).split())[:300]


def _day(said: object) -> str:
    with suppress(ValueError):
        return dt.date.fromisoformat(str(said or "")[:10]).isoformat()
    return ""
