"""What activities are part of, and what was said and planned of a year as a whole."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.activities.vocabularies import ProgrammeKind
from fondaco.core.models import Cited, Record
from fondaco.core.texts import Text, localised
from fondaco.registry.models import Cluster, Network, Organisation
from fondaco.registry.models.organisations import validate_country

YEARS = [MinValueValidator(1900), MaxValueValidator(2200)]


class Programme(Record, Cited):
    """A funding programme, an initiative or one of its pilots.

    It lives here, below funding: an activity belongs to one, a proposal bids to one.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    name_it = models.CharField(_("name (Italian)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ProgrammeKind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    funder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("funder"),
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    description_it = models.TextField(_("description (Italian)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name_it"]

    def __str__(self) -> str:
        return self.title.text

    @property
    def title(self) -> Text:
        return localised(self, "name")

    def clean(self) -> None:
        seen, above = {self.pk}, self.parent
        while above:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": gettext("A programme cannot be part of itself.")}
                )
            seen.add(above.pk)
            above = above.parent


class Claim(Record, Cited):
    """What a source says of a whole year, kept as its claim and not as a figure."""

    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        related_name="claims",
        verbose_name=_("network"),
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    statement_it = models.CharField(_("claim (Italian)"), max_length=300)
    statement_en = models.CharField(_("claim (English)"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return localised(self, "statement").text


class TargetCountry(Record, Cited):
    """A country that a network or a cluster planned to be active in, in a year."""

    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="target_countries",
        verbose_name=_("network"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="target_countries",
        verbose_name=_("cluster"),
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    country = models.CharField(
        _("country"), max_length=2, validators=[validate_country]
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("target country")
        verbose_name_plural = _("target countries")
        ordering = ["-year", "country"]
        constraints = [
            models.CheckConstraint(
                condition=Q(network__isnull=False, cluster__isnull=True)
                | Q(network__isnull=True, cluster__isnull=False),
                name="target_country_of_one_body",
                violation_error_message=_("Choose a cluster or a network, one of two."),
            ),
            models.UniqueConstraint(
                fields=["network", "year", "country"],
                condition=Q(cluster=None),
                name="target_country_of_network_once",
            ),
            models.UniqueConstraint(
                fields=["cluster", "year", "country"],
                condition=Q(network=None),
                name="target_country_of_cluster_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster or self.network} {self.year}: {self.country}"
