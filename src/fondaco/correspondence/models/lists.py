"""Whom circulars go to: lists kept by hand, and segments that are looked up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.correspondence.models.owned import Owned
from fondaco.registry.models import Cluster, Competence, Organisation, Person
from fondaco.registry.models.organisations import validate_country
from fondaco.registry.vocabularies import (
    ConsentPurpose,
    MembershipKind,
    OrganisationKind,
)


class DistributionList(Owned):
    name = models.CharField(_("name"), max_length=200)
    description = models.CharField(_("what it is for"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta(Owned.Meta):
        verbose_name = _("distribution list")
        verbose_name_plural = _("distribution lists")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ListMember(models.Model):
    """A person; or an organisation, which stands for whoever works there today."""

    distribution_list = models.ForeignKey(
        DistributionList, on_delete=models.CASCADE, related_name="members"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("everybody at the organisation"),
    )

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="list_member_one_of_two",
                violation_error_message=_(
                    "Choose a person or an organisation, one of two."
                ),
            ),
            models.UniqueConstraint(
                fields=["distribution_list", "person"], name="list_person_once"
            ),
            models.UniqueConstraint(
                fields=["distribution_list", "organisation"],
                name="list_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organisation)


class Segment(Owned):
    """Criteria that are looked up anew each time; an empty one asks nothing."""

    name = models.CharField(_("name"), max_length=200)
    kept_by = models.ForeignKey(
        Cluster,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact of the cluster"),
    )
    member_of = models.ForeignKey(
        Cluster,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("at a member of the cluster"),
    )
    membership_kind = models.CharField(
        _("kind of member"), max_length=12, choices=MembershipKind.choices, blank=True
    )
    organisation_kind = models.CharField(
        _("kind of organisation"),
        max_length=20,
        choices=OrganisationKind.choices,
        blank=True,
    )
    competence = models.ForeignKey(
        Competence,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("competence of the organisation"),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[validate_country]
    )
    province = models.CharField(_("province"), max_length=100, blank=True)
    language = models.CharField(
        _("writes in"),
        max_length=2,
        blank=True,
        choices=[("it", _("Italian")), ("en", _("English"))],
    )
    function = models.CharField(
        _("words of the function"),
        max_length=100,
        blank=True,
        help_text=_("Part of it, in either language: “export”."),
    )
    consent = models.CharField(
        _("consented to"), max_length=12, choices=ConsentPurpose.choices, blank=True
    )
    history = HistoricalRecords()

    class Meta(Owned.Meta):
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
