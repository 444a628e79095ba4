"""People: who holds a mandate, and who signs in under which name."""

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models import Cited, Record


class Person(Record, Cited):
    """A person; visitors see only those who hold a public office or agreed to it."""

    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail (private)"), blank=True)
    email_bounced_on = models.DateField(
        _("mail came back on"),
        null=True,
        blank=True,
        help_text=_("Circulars leave this address out until it is corrected."),
    )
    phone = models.CharField(
        _("phone (private)"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 ()./-]{3,}$",
                _("Write digits, with the country first: +39 02 1234567."),
            )
        ],
    )
    language = models.CharField(
        _("writes in"),
        max_length=2,
        blank=True,
        choices=[("it", _("Italian")), ("en", _("English"))],
        help_text=_("Circulars come in this language; not known: in both."),
    )
    # Codes between spaces, in order: “de en it”.
    languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
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
    private_note = models.TextField(
        _("note (private)"),
        blank=True,
        help_text=_("Only the managers of the cluster see it."),
    )
    holds_public_office = models.BooleanField(
        _("holds a public office"),
        default=False,
        help_text=_("Whoever does may be named publicly; others must consent to it."),
    )
    # What follows of the office and of the consents; `actions` keep it so.
    is_public = models.BooleanField(
        _("may be named publicly"), default=False, editable=False
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.holds_public_office:
            self.is_public = True
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"
