"""Who met whom at an activity, where and when, and what came of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.activities.models.activities import Activity
from fondaco.activities.vocabularies import (
    EncounterKind,
    EncounterOutcome,
    EncounterStatus,
)
from fondaco.core.models import Cited, Record
from fondaco.registry.models import Cluster, Organisation, Person


class Encounter(Record, Cited):
    activity = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        related_name="encounters",
        verbose_name=_("activity"),
    )
    # As with participations, what one cluster writes of its contacts is no other's.
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_encounters",
        verbose_name=_("kept by"),
        help_text=_("Empty: whoever keeps the activity."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=14,
        choices=EncounterKind.choices,
        default=EncounterKind.B2B,
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EncounterStatus.choices,
        default=EncounterStatus.SCHEDULED,
    )
    day = models.DateField(_("day"), null=True, blank=True)
    start_time = models.TimeField(
        _("from (time)"),
        null=True,
        blank=True,
        help_text=_("In the time zone of the activity."),
    )
    end_time = models.TimeField(_("to (time)"), null=True, blank=True)
    table = models.CharField(_("table or place"), max_length=100, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=11, choices=EncounterOutcome.choices, blank=True
    )
    private_note = models.TextField(
        _("what came of it (private)"),
        blank=True,
        help_text=_("In your own words; those who met do not read them here."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("encounter")
        verbose_name_plural = _("encounters")
        ordering = ["day", "start_time", "pk"]

    def __str__(self) -> str:
        return f"{capfirst(self.get_kind_display())} – {self.activity}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        if self.end_time and not self.start_time:
            errors["start_time"] = gettext("Give the time at which it starts, too.")
        if self.start_time and self.end_time and self.end_time < self.start_time:
            errors["end_time"] = gettext("The end is before the start.")
        if self.outcome and self.status != EncounterStatus.HELD:
            errors["outcome"] = gettext(
                "Only an encounter that was held has an outcome: set its status."
            )
        if errors:
            raise ValidationError(errors)


class EncounterParty(models.Model):
    """One of those who met: somebody for an organisation, or for a cluster."""

    encounter = models.ForeignKey(
        Encounter, on_delete=models.CASCADE, related_name="parties"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="encounters",
        verbose_name=_("organisation"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="encounters",
        verbose_name=_("cluster"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="encounters",
        verbose_name=_("person"),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("who met")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, cluster__isnull=True)
                | Q(organisation__isnull=True, cluster__isnull=False)
                | Q(cluster=None, organisation=None, person__isnull=False),
                name="encounter_party_named",
                violation_error_message=_(
                    "Choose an organisation or a cluster, one of two, or a person."
                ),
            )
        ]

    def __str__(self) -> str:
        body = self.organisation or self.cluster
        return ", ".join(str(one) for one in (body, self.person) if one)
