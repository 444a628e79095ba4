"""What holds for a time: who belongs where, who leads, under which label."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

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
from fondaco.registry.models.networks import Cluster, Network
from fondaco.registry.models.organisations import Organisation
from fondaco.registry.models.people import Person
from fondaco.registry.vocabularies import (
    CountUnit,
    LabelLevel,
    LegalFormKind,
    MandateKind,
    MembershipKind,
    Population,
)


class NetworkMembership(DatedFact):
    """A cluster belongs to a network for a time."""

    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("network"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        related_name="network_memberships",
        verbose_name=_("cluster"),
    )
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("membership of a network")
        verbose_name_plural = _("memberships of networks")

    def __str__(self) -> str:
        return f"{self.cluster} – {self.network}"


class Management(DatedFact):
    """The organisation that manages a cluster, or stood for it at law, for a time."""

    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        related_name="managements",
        verbose_name=_("cluster"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="managements",
        verbose_name=_("managing organisation"),
    )
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("managing organisation")
        verbose_name_plural = _("managing organisations")

    def __str__(self) -> str:
        return f"{self.organisation} – {self.cluster}"


class Membership(DatedFact):
    """An organisation is a member of a cluster for a time."""

    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("cluster"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(
        _("kind of member"),
        max_length=12,
        choices=MembershipKind.choices,
        default=MembershipKind.MEMBER,
    )
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.organisation} – {self.cluster}"


# The offices that give permissions are held in one kind of body alone.
HELD_IN = {
    MandateKind.NETWORK_COORDINATOR: "network",
    MandateKind.CLUSTER_MANAGER: "cluster",
    MandateKind.MEMBER_CONTACT: "organisation",
}


class Mandate(DatedFact):
    """An office that a person holds; some offices open doors (`permissions.py`)."""

    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="mandates",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("office"), max_length=20, choices=MandateKind.choices)
    title_it = models.CharField(
        _("title of the office (Italian)"), max_length=200, blank=True
    )
    title_en = models.CharField(
        _("title of the office (English)"), max_length=200, blank=True
    )
    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("network"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("cluster"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("organisation"),
    )
    is_public = models.BooleanField(
        _("public office"),
        default=False,
        help_text=_("Visitors see public offices. Others only give permissions."),
    )
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    network__isnull=False,
                    cluster__isnull=True,
                    organisation__isnull=True,
                )
                | Q(
                    network__isnull=True,
                    cluster__isnull=False,
                    organisation__isnull=True,
                )
                | Q(
                    network__isnull=True,
                    cluster__isnull=True,
                    organisation__isnull=False,
                ),
                name="mandate_of_one_body",
                violation_error_message=_(
                    "A mandate is held in one network, cluster or organisation."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title} ({self.body})"

    def clean(self) -> None:
        super().clean()
        kind = MandateKind(self.kind) if self.kind in MandateKind.values else None
        held_in = HELD_IN.get(kind) if kind else None
        if held_in and self.body and not getattr(self, held_in):
            raise ValidationError(
                {"kind": gettext("This office is not held in such a body.")}
            )

    @property
    def body(self) -> Network | Cluster | Organisation | None:
        return self.network or self.cluster or self.organisation

    @property
    def title(self) -> Text:
        return localised(self, "title") or Text(str(self.get_kind_display()), "")


class Label(DatedFact):
    """A label of cluster management excellence."""

    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        related_name="labels",
        verbose_name=_("cluster"),
    )
    level = models.CharField(_("level"), max_length=8, choices=LabelLevel.choices)
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("label")
        verbose_name_plural = _("labels")

    def __str__(self) -> str:
        return f"{self.get_level_display()} – {self.cluster}"


class LegalForm(DatedFact):
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        related_name="legal_forms",
        verbose_name=_("cluster"),
    )
    form = models.CharField(
        _("legal form"), max_length=24, choices=LegalFormKind.choices
    )
    act = models.CharField(_("act"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("legal form")
        verbose_name_plural = _("legal forms")

    def __str__(self) -> str:
        return f"{self.get_form_display()} – {self.cluster}"


class Recognition(DatedFact):
    """A public body recognises a cluster by an act."""

    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        related_name="recognitions",
        verbose_name=_("cluster"),
    )
    recognised_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="recognitions_given",
        verbose_name=_("recognised by"),
    )
    act = models.CharField(_("act"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")

    def __str__(self) -> str:
        return f"{self.cluster} – {self.recognised_by}"


class MemberCount(Record, Cited, Count):
    """How many members a source gives, or how large the sector: never added up."""

    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="member_counts",
        verbose_name=_("cluster"),
    )
    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="member_counts",
        verbose_name=_("network"),
    )
    population = models.CharField(
        _("of whom"), max_length=8, choices=Population.choices
    )
    unit = models.CharField(_("unit"), max_length=24, choices=CountUnit.choices)
    as_of_earliest = earliest_field()
    as_of_latest = earliest_field()
    as_of_precision = precision_field()
    as_of = partial_date("as_of")
    note_it = models.CharField(_("note (Italian)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("count of members")
        verbose_name_plural = _("counts of members")
        ordering = ["-as_of_latest", "population", "unit", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cluster__isnull=False, network__isnull=True)
                | Q(cluster__isnull=True, network__isnull=False),
                name="member_count_of_one_body",
                violation_error_message=_("Choose a cluster or a network, one of two."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster or self.network}: {self.get_unit_display()}"
