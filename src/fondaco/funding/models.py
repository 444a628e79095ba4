"""Thin records of proposals, projects and partnerships, and who is in them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.activities.models import Programme
from fondaco.core.models import (
    Cited,
    Count,
    DatedFact,
    Record,
    earliest_field,
    partial_date,
    precision_field,
)
from fondaco.core.texts import Text, localised
from fondaco.funding.amounts import Amount, amount_of, refuse_bounds_without_sums
from fondaco.funding.vocabularies import (
    AmountBound,
    PartnershipKind,
    PartyRole,
    ProjectStatus,
    ProposalStatus,
)
from fondaco.registry.models import Cluster, Network
from fondaco.registry.models.organisations import Organisation, validate_country


def bound_field(name: Any) -> "models.CharField[Any, Any]":
    return models.CharField(
        name, max_length=8, choices=AmountBound.choices, default=AmountBound.EXACT
    )


class Undertaking(Record, Cited):
    """What proposals, projects and partnerships have in common."""

    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    title_it = models.CharField(_("title (Italian)"), max_length=300)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    description_it = models.TextField(_("description (Italian)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("programme"),
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    target_countries = models.CharField(
        _("target countries"),
        max_length=100,
        blank=True,
        help_text=_("Country codes separated by spaces, such as US MX CO."),
    )
    is_published = models.BooleanField(_("published"), default=False)
    maintained_by = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="maintained_%(class)ss",
        verbose_name=_("maintained by"),
        help_text=_("The cluster that keeps the record; empty: the network itself."),
    )
    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("network"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.acronym or self.title.text

    @property
    def title(self) -> Text:
        return localised(self, "title")

    @property
    def target_country_codes(self) -> list[str]:
        return self.target_countries.split()

    def clean(self) -> None:
        super().clean()
        self.target_countries = " ".join(self.target_countries.upper().split())
        for code in self.target_country_codes:
            validate_country(code)


class Proposal(Undertaking):
    """A bid for money, with the three figures that are never added to each other."""

    status = models.CharField(
        _("status"), max_length=20, choices=ProposalStatus.choices
    )
    submitted_earliest = earliest_field()
    submitted_latest = earliest_field()
    submitted_precision = precision_field()
    submitted = partial_date("submitted")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-submitted_latest", "pk"]


class Project(Undertaking):
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ProjectStatus.choices,
        default=ProjectStatus.UNKNOWN,
    )
    start_earliest = earliest_field()
    start_latest = earliest_field()
    start_precision = precision_field()
    start = partial_date("start")
    end_earliest = earliest_field()
    end_latest = earliest_field()
    end_precision = precision_field()
    end = partial_date("end")
    total_budget = models.DecimalField(
        _("total budget (EUR)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    total_budget_bound = bound_field(_("the total budget is"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-start_latest", "pk"]

    def clean(self) -> None:
        super().clean()
        refuse_bounds_without_sums(self, "total_budget")

    @property
    def budget(self) -> Amount | None:
        return amount_of(self, "total_budget")


class Partnership(Undertaking):
    kind = models.CharField(_("kind"), max_length=10, choices=PartnershipKind.choices)
    is_unnamed = models.BooleanField(
        _("not named by the source"),
        default=False,
        help_text=_("The source says that there is one, not which."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["title_it", "pk"]


class Party(DatedFact):
    """A cluster or an organisation in a proposal, project or partnership."""

    proposal = models.ForeignKey(
        Proposal,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("proposal"),
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("project"),
    )
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("partnership"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("cluster"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("organisation"),
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=PartyRole.choices,
        default=PartyRole.UNKNOWN,
    )
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    proposal__isnull=False,
                    project__isnull=True,
                    partnership__isnull=True,
                )
                | Q(
                    proposal__isnull=True,
                    project__isnull=False,
                    partnership__isnull=True,
                )
                | Q(
                    proposal__isnull=True,
                    project__isnull=True,
                    partnership__isnull=False,
                ),
                name="party_to_one_undertaking",
                violation_error_message=_(
                    "A party is in one proposal, project or partnership."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cluster__isnull=False, organisation__isnull=True)
                | Q(cluster__isnull=True, organisation__isnull=False),
                name="party_is_one_body",
                violation_error_message=_(
                    "Choose a cluster or an organisation, one of two."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster or self.organisation} – {self.undertaking}"

    @property
    def undertaking(self) -> Proposal | Project | Partnership | None:
        return self.proposal or self.project or self.partnership


class ProposalCount(Record, Cited, Count):
    """How many proposals a source counts over a period, without naming them.

    The total of a period keeps its period: it is never allotted to a year.
    """

    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        related_name="proposal_counts",
        verbose_name=_("network"),
    )
    clusters = models.ManyToManyField(
        Cluster,
        blank=True,
        related_name="proposal_counts",
        verbose_name=_("clusters"),
        help_text=_("Those that the source names; none: the whole network."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=ProposalStatus.choices
    )
    period_earliest = earliest_field()
    period_latest = earliest_field()
    period_precision = precision_field()
    period = partial_date("period")
    total_budget = models.DecimalField(
        _("total value of the projects (EUR)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )
    total_budget_bound = bound_field(_("the total value is"))
    contribution_to_clusters = models.DecimalField(
        _("contribution to the clusters (EUR)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )
    contribution_to_clusters_bound = bound_field(_("the contribution to clusters is"))
    contribution_to_territory = models.DecimalField(
        _("contribution to the territory (EUR)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )
    contribution_to_territory_bound = bound_field(
        _("the contribution to the territory is")
    )
    note_it = models.CharField(_("note (Italian)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("count of proposals")
        verbose_name_plural = _("counts of proposals")
        ordering = ["-period_latest", "status", "pk"]

    def __str__(self) -> str:
        return f"{self.network}: {self.get_status_display()}"

    def clean(self) -> None:
        super().clean()
        refuse_bounds_without_sums(
            self,
            "total_budget",
            "contribution_to_clusters",
            "contribution_to_territory",
        )
