"""What was recorded twice: pairs that may be one, and those that became one."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fondaco.core.identifiers import new_uid


class LikelyPair(models.Model):
    """Two records of one kind that may be the same, and what people said of it.

    `reasons` are codes with the words that agree; `first` has the lower number.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    first_id = models.PositiveBigIntegerField()
    second_id = models.PositiveBigIntegerField(db_index=True)
    # Of 100.
    certainty = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)
    # “Not the same”: who said so, and when.
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # “They are one”: a keeper of either says so to the keeper of the other.
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        ordering = ["-certainty", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "first_id", "second_id"],
                name="likely_pair_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.first_id}, {self.second_id}"


class Merge(models.Model):
    """One record that was taken into another: its address leads there for ever.

    `before` and `after` hold the rows that were touched, so that it can be undone.
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    kept_id = models.PositiveBigIntegerField()
    gone_id = models.PositiveBigIntegerField(db_index=True)
    gone_uid = models.CharField(max_length=16, db_index=True)
    gone_slug = models.CharField(max_length=80, blank=True, db_index=True)
    gone_name = models.CharField(max_length=300)
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-pk"]

    def __str__(self) -> str:
        return self.gone_name
