"""The record that an address means, for whoever may keep it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from fondaco.core.permissions import Actor, require
from fondaco.newsroom.models import Feed, PressItem


def find_item(actor: Actor, uid: str, *related: str) -> PressItem:
    items = PressItem.objects.select_related("cluster", "network", *related)
    item: PressItem = _found(actor, "newsroom.change_pressitem", items.filter(uid=uid))
    return item


def find_feed(actor: Actor, uid: str) -> Feed:
    feeds = Feed.objects.select_related("cluster", "network")
    feed: Feed = _found(actor, "newsroom.change_feed", feeds.filter(uid=uid))
    return feed


def _found(actor: Actor, permission: str, records: "QuerySet[Any]") -> Any:
    record = records.first()
    if record is None:
        raise Http404
    require(actor, permission, record)
    return record
