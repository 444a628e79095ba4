"""Networks and the clusters that they bring together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models import Cited, Record
from fondaco.core.texts import Text, localised, official
from fondaco.registry.models.organisations import validate_country
from fondaco.registry.vocabularies import AliasKind, SpecialisationArea


class Network(Record, Cited):
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    acronym = models.CharField(_("acronym"), max_length=40)
    name_it = models.CharField(_("name (Italian)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[validate_country]
    )
    region = models.CharField(_("region"), max_length=100, blank=True)
    description_it = models.TextField(_("description (Italian)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["name_it"]

    def __str__(self) -> str:
        return self.acronym

    @property
    def title(self) -> Text:
        return localised(self, "name")


class Cluster(Record, Cited):
    """A cluster; the organisation that manages it is a dated fact of its own."""

    slug = models.SlugField(_("address"), max_length=40, unique=True)
    acronym = models.CharField(_("acronym"), max_length=40, unique=True)
    name_it = models.CharField(_("name (Italian)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    theme_it = models.CharField(_("theme (Italian)"), max_length=200, blank=True)
    theme_en = models.CharField(_("theme (English)"), max_length=200, blank=True)
    specialisation_area = models.CharField(
        _("specialisation area (S3)"),
        max_length=20,
        choices=SpecialisationArea.choices,
        blank=True,
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        default="IT",
        blank=True,
        validators=[validate_country],
    )
    region = models.CharField(_("region"), max_length=100, blank=True)
    city = models.CharField(_("seat"), max_length=100, blank=True)
    site = models.CharField(_("address of the seat"), max_length=300, blank=True)
    site_note_it = models.CharField(
        _("note on the seat (Italian)"),
        max_length=300,
        blank=True,
        help_text=_("Which seat it is, and where the others are."),
    )
    site_note_en = models.CharField(
        _("note on the seat (English)"),
        max_length=300,
        blank=True,
        help_text=_("Which seat it is, and where the others are."),
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    public_email = models.EmailField(_("public e-mail"), blank=True)
    description_it = models.TextField(_("description (Italian)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    founded_note_it = models.CharField(
        _("foundation (Italian)"), max_length=300, blank=True
    )
    founded_note_en = models.CharField(
        _("foundation (English)"), max_length=300, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        ordering = ["acronym"]

    def __str__(self) -> str:
        return self.acronym

    @property
    def title(self) -> Text:
        return localised(self, "name")

    @property
    def address(self) -> Text:
        return official(self.site, self.country)


class ClusterAlias(models.Model):
    """Another name under which texts speak of a cluster."""

    cluster = models.ForeignKey(
        Cluster, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=AliasKind.choices,
        default=AliasKind.OTHER_NAME,
    )

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "name"], name="cluster_alias_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
