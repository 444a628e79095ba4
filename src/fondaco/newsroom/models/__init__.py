"""Press texts, where they come from, and which of them tell the same."""

from fondaco.newsroom.models.feeds import Feed, FeedEntry
from fondaco.newsroom.models.items import Fingerprint, PressItem, Story

__all__ = ["Feed", "FeedEntry", "Fingerprint", "PressItem", "Story"]
