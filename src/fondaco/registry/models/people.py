"""People: who holds a mandate, and who signs in under which name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models import Cited, Record


class Person(Record, Cited):
    """A person; visitors see only those who hold a public office or agreed to it."""

    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail (private)"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("signs in as"),
    )
    maintained_by = models.ForeignKey(
        "registry.Cluster",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="maintained_people",
        verbose_name=_("maintained by"),
        help_text=_("The cluster that keeps the contact."),
    )
    is_public = models.BooleanField(
        _("may be named publicly"),
        default=False,
        help_text=_("A public office or the person's consent allows it."),
    )
    consented_on = models.DateField(_("consent given on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name"]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"
