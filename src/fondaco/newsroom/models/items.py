"""Press items: a text as it was published, and the other places that published it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models import Source, earliest_field, partial_date, precision_field
from fondaco.correspondence.models import Owned
from fondaco.newsroom.models.feeds import Feed
from fondaco.newsroom.vocabularies import LANGUAGES, ItemState, Origin

KNOWN = _("A text from this address is here already.")


class Story(models.Model):
    """What the texts have in common that tell one release; most have but one."""

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("group of texts")
        verbose_name_plural = _("groups of texts")

    def __str__(self) -> str:
        return str(self.pk)


class PressItem(Owned):
    """A text of the press, word for word: facts point to places in it, so it stays."""

    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("The newspaper, the site, the office that sent it."),
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    published_earliest = earliest_field()
    published_latest = earliest_field()
    published_precision = precision_field()
    published = partial_date("published")
    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=LANGUAGES
    )
    text = models.TextField(_("text"))
    # SHA-256.
    text_hash = models.CharField(max_length=64, editable=False)
    origin = models.CharField(
        _("how it came"), max_length=8, choices=Origin.choices, editable=False
    )
    # What a file was called.
    file_name = models.CharField(_("file"), max_length=120, blank=True, editable=False)
    feed = models.ForeignKey(
        Feed,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="items",
        verbose_name=_("feed"),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=ItemState.choices,
        default=ItemState.NEW,
        editable=False,
    )
    # What facts that were confirmed from it cite.
    source = models.ForeignKey(
        Source,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="press_items",
        verbose_name=_("source"),
    )
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, related_name="items", editable=False
    )
    # An earlier title that is brought back takes neither its group nor its facts along.
    history = HistoricalRecords(
        excluded_fields=["text", "text_hash", "story", "source"]
    )

    class Meta(Owned.Meta):
        verbose_name = _("press item")
        verbose_name_plural = _("press items")
        ordering = ["-created_at", "-pk"]
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["cluster", "url"],
                condition=Q(network=None) & ~Q(url=""),
                name="press_item_of_cluster_once",
                violation_error_message=KNOWN,
            ),
            models.UniqueConstraint(
                fields=["network", "url"],
                condition=Q(cluster=None) & ~Q(url=""),
                name="press_item_of_network_once",
                violation_error_message=KNOWN,
            ),
        ]
        indexes = [
            models.Index(fields=["text_hash"], name="press_item_text"),
            models.Index(fields=["state"], name="press_item_state"),
        ]

    def __str__(self) -> str:
        return self.title


class Fingerprint(models.Model):
    """A run of words of a text, by which others are found that have it, too.

    It outlives a text that is deleted, for the day in which that can be taken back.
    """

    item = models.ForeignKey(
        PressItem, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    # Whose text it is, and the run: bodies do not learn of each other's.
    key = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fingerprint of a text")
        verbose_name_plural = _("fingerprints of texts")

    def __str__(self) -> str:
        return str(self.key)
