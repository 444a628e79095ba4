"""What somebody promised to do by a day, about a record or by itself."""

import datetime as dt

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models.records import Record


class Task(Record):
    title = models.CharField(_("what is to be done"), max_length=200)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # Whoever leaves the house leaves the task to those who share the record.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="tasks",
        verbose_name=_("who does it"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked by"),
    )
    due_on = models.DateField(_("by"), db_index=True)
    done_at = models.DateTimeField(_("done on"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("done by"),
    )
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, null=True, editable=False
    )
    object_id = models.PositiveBigIntegerField(null=True, editable=False)
    record = GenericForeignKey()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    def is_late(self, today: dt.date) -> bool:
        return not self.is_done and self.due_on < today
