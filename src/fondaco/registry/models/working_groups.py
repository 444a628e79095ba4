"""Working groups: who sits at the table of a network or a cluster, and as what."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models import (
    Cited,
    DatedFact,
    Record,
    earliest_field,
    partial_date,
    precision_field,
)
from fondaco.core.texts import Text, localised
from fondaco.registry.models.networks import Cluster, Network
from fondaco.registry.models.organisations import Organisation
from fondaco.registry.models.people import Person
from fondaco.registry.vocabularies import GroupRole


class WorkingGroup(Record, Cited):
    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="working_groups",
        verbose_name=_("network"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="working_groups",
        verbose_name=_("cluster"),
    )
    name_it = models.CharField(_("name (Italian)"), max_length=200, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    aims_it = models.TextField(_("aims (Italian)"), blank=True)
    aims_en = models.TextField(_("aims (English)"), blank=True)
    start_earliest = earliest_field()
    start_latest = earliest_field()
    start_precision = precision_field()
    start = partial_date("start")
    end_earliest = earliest_field()
    end_latest = earliest_field()
    end_precision = precision_field()
    end = partial_date("end")
    is_published = models.BooleanField(
        _("published"),
        default=False,
        help_text=_("Published: visitors see it. Otherwise only its managers do."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["name_it", "name_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cluster__isnull=False, network__isnull=True)
                | Q(cluster__isnull=True, network__isnull=False),
                name="working_group_of_one_body",
                violation_error_message=_("Choose a cluster or a network, one of two."),
            )
        ]

    def __str__(self) -> str:
        return self.title.text

    @property
    def title(self) -> Text:
        return localised(self, "name")

    @property
    def aims(self) -> Text:
        return localised(self, "aims")

    @property
    def body(self) -> Network | Cluster | None:
        return self.network or self.cluster

    def clean(self) -> None:
        super().clean()
        if not (self.name_it or self.name_en):
            raise ValidationError(
                {"name_it": gettext("Give a name in Italian or in English.")}
            )
        begins, ends = self.start_earliest, self.end_latest
        if begins and ends and ends < begins:
            raise ValidationError({"end": gettext("The end is before the beginning.")})


class GroupMember(DatedFact):
    """A person sits in a group, for an organisation or alone; or the body as such."""

    group = models.ForeignKey(
        WorkingGroup,
        on_delete=models.CASCADE,
        related_name="members",
        verbose_name=_("working group"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("for the organisation"),
    )
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=GroupRole.choices,
        default=GroupRole.MEMBER,
    )
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of the group")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="group_member_somebody",
                violation_error_message=_("Choose a person or an organisation."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(str(one) for one in (self.person, self.organisation) if one)

    def is_present(self, day: dt.date) -> bool:
        begins, ends = self.valid_from_earliest, self.valid_until_latest
        return (begins is None or begins <= day) and (ends is None or ends >= day)
