"""Organisations: companies, universities, public bodies, associations and the rest."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from stdnum import isni, lei
from stdnum.eu import nace
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.it import codicefiscale

from fondaco.core.models import Cited, Record
from fondaco.core.texts import Text, localised, named, official
from fondaco.engines.language.countries import is_country
from fondaco.registry.vocabularies import (
    ActivityCodeVintage,
    AliasKind,
    IdentifierScheme,
    OrganisationKind,
    SizeClass,
)


def validate_country(code: str) -> None:
    if not is_country(code):
        raise ValidationError(
            gettext("“%(code)s” is not an ISO 3166 country code, such as IT or BE.")
            % {"code": code}
        )


class Competence(Record):
    """What an organisation can do, from a vocabulary that each network keeps."""

    name_it = models.CharField(_("name (Italian)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    euroscivoc = models.CharField(
        _("EuroSciVoc code"),
        max_length=40,
        blank=True,
        help_text=_("The code of the nearest term, such as /25/59/501."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["name_it"]

    def __str__(self) -> str:
        return localised(self, "name").text

    def clean(self) -> None:
        if self.euroscivoc and not re.fullmatch(r"(/\d+)+", self.euroscivoc):
            raise ValidationError(
                {
                    "euroscivoc": gettext(
                        "A EuroSciVoc code is numbers between slashes, like /25/59."
                    )
                }
            )


class Organisation(Record, Cited):
    """An organisation under its official name, which keeps its own language."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("official name"), max_length=300)
    name_it = models.CharField(_("name (Italian)"), max_length=300, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    size_class = models.CharField(
        _("size class"), max_length=10, choices=SizeClass.choices, blank=True
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[validate_country]
    )
    region = models.CharField(_("region"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    site = models.CharField(_("address of the seat"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    description_it = models.TextField(_("what it does (Italian)"), blank=True)
    description_en = models.TextField(_("what it does (English)"), blank=True)
    offers_it = models.TextField(_("what it offers (Italian)"), blank=True)
    offers_en = models.TextField(_("what it offers (English)"), blank=True)
    seeks_it = models.TextField(_("what it seeks (Italian)"), blank=True)
    seeks_en = models.TextField(_("what it seeks (English)"), blank=True)
    public_email = models.EmailField(
        _("public e-mail"),
        blank=True,
        help_text=_("Shown to every visitor: write only what may be public."),
    )
    competences = models.ManyToManyField(
        Competence, blank=True, verbose_name=_("competences")
    )
    maintained_by = models.ForeignKey(
        "registry.Cluster",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="maintained_organisations",
        verbose_name=_("maintained by"),
        help_text=_("The cluster that keeps the record."),
    )
    trusts_contact = models.BooleanField(
        _("its contact changes it directly"),
        default=False,
        help_text=_("Otherwise what its contact writes waits until it is accepted."),
    )
    is_published = models.BooleanField(
        _("published"),
        default=False,
        help_text=_("Published: visitors see it. Otherwise only its managers do."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.title.text

    @property
    def title(self) -> Text:
        return named(self)

    @property
    def address(self) -> Text:
        return official(self.site, self.country)

    def clean(self) -> None:
        super().clean()
        self.country = self.country.upper()
        if self.size_class and self.kind != OrganisationKind.COMPANY:
            raise ValidationError(
                {"size_class": gettext("Only companies have a size class.")}
            )


class OrganisationAlias(models.Model):
    """Another name under which texts speak of an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=300)
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
                fields=["organisation", "name"], name="organisation_alias_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


def _valid_vat(value: str) -> str:
    return str(eu_vat.validate(value))


PATTERNS = {
    IdentifierScheme.PIC: re.compile(r"\d{9}"),
    IdentifierScheme.ROR: re.compile(r"0[0-9a-hj-km-np-tv-z]{6}\d{2}"),
    IdentifierScheme.ECCP: re.compile(r"[a-z0-9-]+"),
    IdentifierScheme.REGISTER: re.compile(r"[\w ./-]+"),
}
CHECKS = {
    IdentifierScheme.VAT: _valid_vat,
    IdentifierScheme.TAX_CODE: codicefiscale.validate,
    IdentifierScheme.LEI: lei.validate,
    IdentifierScheme.ISNI: isni.validate,
}


class Identifier(models.Model):
    """An identifier that someone else gave, checked by its own rules."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(
        _("kind of identifier"), max_length=10, choices=IdentifierScheme.choices
    )
    value = models.CharField(_("value"), max_length=60)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scheme", "value"], name="identifier_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self) -> None:
        """Check the value and keep it in its compact form."""
        if not self.scheme or not self.value:
            return
        scheme, value = IdentifierScheme(self.scheme), self.value.strip()
        try:
            if scheme in CHECKS:
                self.value = CHECKS[scheme](value)
            elif not PATTERNS[scheme].fullmatch(value):
                raise StdnumError
        except StdnumError as error:
            raise ValidationError(
                {
                    "value": gettext("“%(value)s” is not a valid %(scheme)s.")
                    % {"value": value, "scheme": scheme.label}
                }
            ) from error


class ActivityCode(models.Model):
    """What an organisation does by the statistical classification, with its vintage."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="activity_codes"
    )
    vintage = models.CharField(
        _("classification"), max_length=10, choices=ActivityCodeVintage.choices
    )
    code = models.CharField(_("code"), max_length=10)

    class Meta:
        verbose_name = _("economic activity")
        verbose_name_plural = _("economic activities")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "vintage", "code"], name="activity_code_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_vintage_display()} {self.code}"

    def clean(self) -> None:
        """NACE Rev. 2 is checked by its table, the others by their shape."""
        if self.vintage == ActivityCodeVintage.NACE_2_0:
            valid = nace.is_valid(self.code)
        else:
            valid = bool(
                re.fullmatch(r"[A-V]|\d{2}(\.\d{1,2}(\.\d{1,2})?)?", self.code)
            )
        if self.code and not valid:
            raise ValidationError(
                {
                    "code": gettext("“%(code)s” is not a code of this classification.")
                    % {"code": self.code}
                }
            )
