"""Keeping a text: once, word for word, beside those that tell the same."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor, WriteRows, no_rows, save_record
from fondaco.newsroom.actions.grouping import find_story
from fondaco.newsroom.addresses import plain_address
from fondaco.newsroom.models import PressItem
from fondaco.newsroom.reading.letters import tidy
from fondaco.newsroom.vocabularies import Origin


class KnownError(ValidationError):
    """The text is here already; `item` is it."""

    def __init__(self, field: str, item: PressItem) -> None:
        text = _("It is here already, as “%(title)s”.") % {"title": item.title}
        super().__init__({field: text})
        self.item = item


@transaction.atomic
def save_item(
    item: PressItem,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> PressItem:
    """Keep a new text, or what is said about one: of a known text no word changes."""
    item.url = plain_address(item.url)
    if not item._state.adding:
        save_record(item, actor=actor, reason=reason, write_rows=write_rows)
        return item
    item.text = tidy(item.text)
    item.text_hash = hash_of(item.text)
    refuse_known(item)
    item.origin = item.origin or Origin.PASTED
    item.added_by = actor  # type: ignore[assignment]
    with find_story(item):
        save_record(item, actor=actor, reason=reason, write_rows=write_rows)
    return item


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_known(item: PressItem) -> None:
    """The same words from another publisher are another text, of the same group."""
    own = PressItem.objects.filter(cluster=item.cluster_id, network=item.network_id)
    same = Q(text_hash=item.text_hash, publisher__iexact=item.publisher)
    if item.url:
        # From one publisher, but from two addresses, it was published twice.
        same &= Q(url="")
        same |= Q(url=item.url)
    known = own.filter(same).order_by("pk").first()
    if known is not None:
        is_address = bool(item.url) and known.url == item.url
        raise KnownError("url" if is_address else "text", known)


def reason_to_keep_item(item: PressItem, actor: object) -> str:
    if item.source_id is None:
        return ""
    return _("Facts of the record rest on its words. Set it aside instead.")
