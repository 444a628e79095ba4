"""Press texts and their groups, feeds, bulletins and who gets them."""

from fondaco.newsroom.models.bulletins import Bulletin, Correction
from fondaco.newsroom.models.feeds import Feed, FeedEntry
from fondaco.newsroom.models.items import Fingerprint, PressItem, Story
from fondaco.newsroom.models.readings import Finding, Reading
from fondaco.newsroom.models.subscribers import BulletinMail, Subscriber

__all__ = [
    "Bulletin",
    "BulletinMail",
    "Correction",
    "Feed",
    "FeedEntry",
    "Finding",
    "Fingerprint",
    "PressItem",
    "Reading",
    "Story",
    "Subscriber",
]
