"""RSS and Atom: what a feed is called, and what its entries say."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from fondaco.newsroom.reading.article import UnreadableError
from fondaco.newsroom.reading.entries import Entry, Read
from fondaco.newsroom.reading.letters import decode
from fondaco.newsroom.reading.pages import words_of

MOST_ENTRIES = 200
_ROOTS = {"rss", "feed", "RDF"}
_ENTRIES = {"item", "entry"}
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_KINDS = {"application/rss+xml", "application/atom+xml"}
# XML has five of its own; feeds write those of pages, too.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")


def read_entries(content: bytes, declared: str = "", url: str = "") -> Read:
    root = _parse(decode(content, declared))
    if root is None or _name(root) not in _ROOTS:
        raise UnreadableError("kind")
    channel = next((one for one in root if _name(one) == "channel"), root)
    # In RSS 1.0 the entries stand beside the channel.
    found = [one for one in (*root, *channel) if _name(one) in _ENTRIES]
    entries = [_entry(one, url) for one in dict.fromkeys(found[:MOST_ENTRIES])]
    said = root.get("{http://www.w3.org/XML/1998/namespace}lang") or _say(
        channel, ("language",)
    )
    language = said[:2].lower()
    return Read(
        title=_say(channel, ("title",)),
        language=language if language in {"it", "en"} else "",
        entries=[one for one in entries if one.title or one.text],
    )


def find_feed(content: bytes, declared: str, url: str) -> str:
    """The address of the first feed that a page names; empty where it names none."""
    with suppress(etree.LxmlError, ValueError):
        page = html.document_fromstring(decode(content, declared))
        for one in page.iter("link"):
            is_feed = one.get("type", "").lower() in _KINDS and one.get("href")
            if is_feed and "alternate" in one.get("rel", "").lower().split():
                return str(urljoin(url, one.get("href")))
    return ""


def _parse(text: str) -> Any:
    """Nothing is got from elsewhere, nothing is put in the place of a name."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    whole = _ENTITY.sub(lambda found: html5.get(found[1], ""), text.lstrip())
    with suppress(etree.LxmlError, ValueError):
        return etree.fromstring(whole.encode("utf-8", "replace"), parser)
    return None


def _entry(one: Any, url: str) -> Entry:
    link = _link(one, url)
    title = _say(one, ("title",))
    texts = (words_of(_inside(part)) for name in _TEXTS for part in _parts(one, name))
    text = max(texts, key=len, default="")
    said = _say(one, ("guid", "id")) or one.get(_ABOUT) or link or f"{title}\n{text}"
    return Entry(
        key=hashlib.sha256(said.encode("utf-8", "replace")).hexdigest(),
        title=title,
        url=link,
        text=text,
        published=next(filter(None, map(_moment, _dates(one))), None),
    )


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _name(element: Any) -> str:
    """Without its namespace, of which there is one for each version."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def _parts(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element if _name(one) == name)


def _inside(element: Any) -> str:
    """As a page has it: written as text, or as elements."""
    within = "".join(etree.tostring(one, encoding="unicode") for one in element)
    return (element.text or "") + within


def _say(element: Any, names: tuple[str, ...]) -> str:
    for name in names:
        for part in _parts(element, name):
            if words := " ".join(words_of(_inside(part)).split()):
                return words[:500]
    return ""


def _link(one: Any, url: str) -> str:
    for part in _parts(one, "link"):
        found = part.get("href") or (part.text or "").strip()
        if found and part.get("rel", "alternate") == "alternate":
            return _web(urljoin(url, found))
    for part in _parts(one, "guid"):
        if part.get("isPermaLink", "true") == "true":
            return _web((part.text or "").strip())
    return ""


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _dates(one: Any) -> Iterator[str]:
    return ((part.text or "").strip() for name in _DATES for part in _parts(one, name))


def _moment(said: str) -> dt.datetime | None:
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return read(said)
    return None
