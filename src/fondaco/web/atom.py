"""Feeds by RFC 4287: what is new, the latest first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from fondaco.core.spreadsheets.writing import NOT_IN_FILES

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
# Part of every identifier: names of what is here, and not of where it is.
AUTHORITY = "fondaco,2016"


@dataclass(frozen=True)
class Entry:
    """`key` is the record's kind and identifier; the text is plain."""

    key: str
    title: str
    language: str
    url: str
    published_at: dt.datetime
    updated_at: dt.datetime
    text: str = ""
    category: str = ""


@dataclass(frozen=True)
class Feed:
    key: str
    title: str
    language: str
    author: str
    url: str
    # The page for people of which this is the feed.
    page_url: str
    entries: Sequence[Entry]
    # Of a feed without entries.
    changed_at: dt.datetime


def write_atom(feed: Feed) -> bytes:
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _add(root, "id", _tag(feed.key))
    _add(root, "title", feed.title)
    updated = max((one.updated_at for one in feed.entries), default=feed.changed_at)
    _add(root, "updated", _moment(updated))
    _add(ET.SubElement(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", href=feed.url, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.page_url, type="text/html")
    _add(root, "generator", "Fondaco")
    for one in feed.entries:
        _add_entry(ET.SubElement(root, "entry", {"xml:lang": one.language}), one)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entry(entry: ET.Element, one: Entry) -> None:
    _add(entry, "id", _tag(one.key))
    _add(entry, "title", one.title)
    _add(entry, "published", _moment(one.published_at))
    _add(entry, "updated", _moment(one.updated_at))
    _add(entry, "link", rel="alternate", href=one.url, type="text/html")
    if one.category:
        _add(entry, "category", term=one.category)
    if one.text:
        _add(entry, "summary", one.text, type="text")


def _tag(key: str) -> str:
    """RFC 4151: the same wherever the site is moved, and for ever."""
    return f"tag:{AUTHORITY}:{key}"


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    # What XML may not hold is left out.
    ET.SubElement(parent, name, attributes).text = NOT_IN_FILES.sub("", text) or None
