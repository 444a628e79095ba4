"""Texts that come as a file or from an address: got, read, and kept."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor
from fondaco.core.fetching import Fetched, FetchError, fetch
from fondaco.core.partial_dates import PartialDate
from fondaco.newsroom.actions.items import save_item
from fondaco.newsroom.models import PressItem
from fondaco.newsroom.reading.apart import read_apart
from fondaco.newsroom.reading.article import Article
from fondaco.newsroom.reading.letters import first_line
from fondaco.newsroom.vocabularies import Origin

LARGEST_FILE = 10 * 2**20
LONGEST_TITLE = 200
PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/pdf"}
)


def take_in_file(
    item: PressItem, content: bytes, *, name: str, actor: Actor
) -> PressItem:
    """What `item` does not say of itself yet, the file says."""
    try:
        found = read_apart(content)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    item.origin, item.file_name = Origin.UPLOADED, name[:120]
    return save_item(fill_in(item, found), actor=actor)


def take_in_page(item: PressItem, *, actor: Actor) -> PressItem:
    """The article at the item's address; nothing is written while it is got."""
    try:
        page = fetch(item.url, media_types=PAGES)
        found = read_page(page)
    except FetchError as error:
        raise ValidationError({"url": str(error)}) from error
    except ValidationError as error:
        raise ValidationError({"url": error}) from error
    item.origin = Origin.FETCHED
    return save_item(fill_in(item, found), actor=actor)


def read_page(page: Fetched) -> Article:
    return read_apart(page.content, page.charset, page.url)


def fill_in(item: PressItem, found: Article) -> PressItem:
    """What people say of a text goes before what the text says of itself."""
    item.text = found.text
    item.title = item.title or title_of(found.title, found.text)
    item.publisher = item.publisher or found.publisher[:200]
    item.language = item.language or found.language
    if not item.url and found.url.startswith(("http://", "https://")):
        item.url = found.url if len(found.url) <= _longest("url") else ""
    if item.published == PartialDate.unknown() and found.published:
        item.published = PartialDate.day(dt.date.fromisoformat(found.published))
    return item


def title_of(said: str, text: str) -> str:
    title = first_line(said, LONGEST_TITLE) or first_line(text, LONGEST_TITLE)
    return title or _("Without a title")


def _longest(name: str) -> int:
    field: Any = PressItem._meta.get_field(name)
    return int(field.max_length)
