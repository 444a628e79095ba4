"""What was said to whom outside of circulars, as somebody noted it by hand."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.correspondence.models.owned import Owned
from fondaco.correspondence.vocabularies import NoteKind
from fondaco.registry.models import Organisation, Person


class Note(Owned):
    kind = models.CharField(_("how"), max_length=8, choices=NoteKind.choices)
    said_on = models.DateField(_("when"), default=timezone.localdate)
    who = models.CharField(
        _("who of us"), max_length=200, blank=True, help_text=_("Empty: yourself.")
    )
    summary = models.TextField(_("what was said"))
    people = models.ManyToManyField(
        Person, blank=True, related_name="notes", verbose_name=_("people")
    )
    organisations = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="notes",
        verbose_name=_("organisations"),
    )
    history = HistoricalRecords()

    class Meta(Owned.Meta):
        verbose_name = _("note of what was said")
        verbose_name_plural = _("notes of what was said")
        ordering = ["-said_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.said_on:%d/%m/%Y}"
