"""Feeds that are read by themselves, and which of their entries have come."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.fetching import Problem
from fondaco.correspondence.models import Owned


class Feed(Owned):
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(
        _("address"),
        max_length=500,
        help_text=_("Of the feed itself, RSS or Atom, or of a page that names it."),
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("Of all its texts. Empty: as each page says."),
    )
    is_active = models.BooleanField(_("it is read"), default=True)
    reads_pages = models.BooleanField(
        _("get the whole article where the feed has its beginning only"), default=True
    )
    read_at = models.DateTimeField(_("last read"), null=True, editable=False)
    next_at = models.DateTimeField(_("next"), default=timezone.now, editable=False)
    # Of the last reading; how often it went wrong since the last that did not.
    problem = models.CharField(
        _("what went wrong"),
        max_length=12,
        choices=Problem.choices,
        blank=True,
        editable=False,
    )
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    # What the site wants to be told, so that it sends only what is new.
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)
    history = HistoricalRecords(
        excluded_fields=[
            "read_at",
            "next_at",
            "problem",
            "failures",
            "etag",
            "last_modified",
        ]
    )

    class Meta(Owned.Meta):
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["name", "pk"]
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["cluster", "url"],
                condition=Q(network=None),
                name="feed_of_cluster_once",
                violation_error_message=_("This feed is read already."),
            ),
            models.UniqueConstraint(
                fields=["network", "url"],
                condition=Q(cluster=None),
                name="feed_of_network_once",
                violation_error_message=_("This feed is read already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FeedEntry(models.Model):
    """That an entry of a feed has come: it does not come again, deleted or not."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    # SHA-256 of what the feed calls it.
    key = models.CharField(max_length=64)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("entry of a feed")
        verbose_name_plural = _("entries of feeds")
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="feed_entry_once")
        ]

    def __str__(self) -> str:
        return self.key
