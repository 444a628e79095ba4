"""What a meeting decided, and who was there: for those who keep the meeting."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.activities.models.activities import Activity
from fondaco.core.models import Record
from fondaco.registry.models import Person


class Minutes(Record):
    activity = models.OneToOneField(
        Activity,
        on_delete=models.CASCADE,
        related_name="minutes",
        verbose_name=_("meeting"),
    )
    text_it = models.TextField(_("minutes (Italian)"), blank=True)
    text_en = models.TextField(_("minutes (English)"), blank=True)
    present = models.ManyToManyField(
        Person, blank=True, related_name="+", verbose_name=_("who was there")
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes of meetings")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return gettext("Minutes: %(meeting)s") % {"meeting": self.activity}

    def clean(self) -> None:
        super().clean()
        if self.approved_on and not (self.text_it or self.text_en):
            raise ValidationError(
                {"text_it": gettext("Minutes without words cannot be approved.")}
            )
