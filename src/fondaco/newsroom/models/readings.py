"""What was read of a press item, and what a person decided of each piece of it."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from fondaco.core.identifiers import new_uid
from fondaco.newsroom.models.items import PressItem
from fondaco.newsroom.vocabularies import FindingKind, FindingState
from fondaco.registry.models import Network


class Reading(models.Model):
    """One for each text: its findings are what is confirmed, corrected or rejected."""

    item = models.OneToOneField(
        PressItem, on_delete=models.CASCADE, related_name="reading"
    )
    # In whose calendar its activities belong; None while its cluster is in none.
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    publishes = models.BooleanField(_("publish what is confirmed"), default=True)
    # Of each year, as text: the presence figures before anything of it was confirmed.
    figures_before = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("reading of a press item")
        verbose_name_plural = _("readings of press items")

    def __str__(self) -> str:
        return str(self.item)


class Finding(models.Model):
    """A record that the text seems to tell, or a part of one; nothing until confirmed.

    `proposed` is what the words were read as and `said` what a person made of it: the
    corrections stay beside what they correct. Both have the keys of its kind.
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    reading = models.ForeignKey(
        Reading, on_delete=models.CASCADE, related_name="findings"
    )
    whole = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=FindingKind.choices)
    proposed = models.JSONField()
    said = models.JSONField()
    # The words: field, first and last character, confidence.
    evidence = models.JSONField(default=list)
    state = models.CharField(
        max_length=9, choices=FindingState.choices, default=FindingState.OPEN
    )
    # Which record it is: one that was there, or the one that was made.
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True)
    object_id = models.PositiveBigIntegerField(null=True)
    record = GenericForeignKey()
    was_there = models.BooleanField(default=False)
    # Why a part was left out of what was confirmed.
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # The step by which it is taken back, for a day.
    undo = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = _("finding of a reading")
        verbose_name_plural = _("findings of readings")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        said: dict[str, Any] = self.said
        return str(said.get("title") or said.get("name") or self.get_kind_display())

    @property
    def is_corrected(self) -> bool:
        return bool(self.said != self.proposed)

    @property
    def is_open(self) -> bool:
        return bool(self.state == FindingState.OPEN)
