"""Organisations from files: their columns, and what a word in them means."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, TextField
from django.utils.translation import gettext_lazy as _

from fondaco.core.imports import cells
from fondaco.core.resources import Field, Resource, Word, register
from fondaco.core.spreadsheets import Cell
from fondaco.registry.models import ActivityCode, Identifier, Organisation
from fondaco.registry.resources.identifying import compact_tax_code
from fondaco.registry.resources.organisation_catalogue import OrganisationCatalogue
from fondaco.registry.resources.scopes import cluster_refusal, is_importer
from fondaco.registry.vocabularies import IdentifierScheme, OrganisationKind, SizeClass

# How spreadsheets call them, beside the labels in both languages.
KIND_WORDS = {
    "impresa": "company",
    "azienda": "company",
    "pmi": "company",
    "sme": "company",
    "piccola impresa": "company",
    "media impresa": "company",
    "grande impresa": "company",
    "startup": "company",
    "start-up": "company",
    "societa": "company",
    "firm": "company",
    "enterprise": "company",
    "odr": "research",
    "organismo di ricerca": "research",
    "centro di ricerca": "research",
    "ente di ricerca": "research",
    "research centre": "research",
    "research center": "research",
    "r&d institution": "research",
    "ateneo": "university",
    "pubblica amministrazione": "public_body",
    "ente locale": "public_body",
    "ente pubblico": "public_body",
    "pa": "public_body",
    "public authority": "public_body",
    "associazione di categoria": "association",
    "cciaa": "chamber",
    "cluster": "cluster_body",
    "prc": "company",
    "hes": "university",
    "rec": "research",
    "pub": "public_body",
    "oth": "other",
    "altro": "other",
}
SIZE_WORDS = {
    "microimpresa": "micro",
    "micro impresa": "micro",
    "piccola": "small",
    "media": "medium",
    "grande": "large",
    "piccola impresa": "small",
    "media impresa": "medium",
    "grande impresa": "large",
}


def _longest(name: str) -> int:
    column = Organisation._meta.get_field(name)
    assert isinstance(column, CharField)
    return int(column.max_length or 0)


def _label(name: str) -> Word:
    column = Organisation._meta.get_field(name)
    assert isinstance(column, CharField | TextField)
    return column.verbose_name


def _line(name: str, label: Any = None, **more: Any) -> Field:
    return Field(name, label or _label(name), cells.text(_longest(name)), **more)


def _long(name: str) -> Field:
    return Field(name, _label(name), cells.long_text)


def identifier(scheme: IdentifierScheme) -> Callable[[Cell], str]:
    """Checked by its own rules, and kept in its compact form."""

    def read(cell: Cell) -> str:
        found = Identifier(scheme=scheme, value=cell.text)
        found.clean()
        return str(found.value)

    return read


def _tax_code(cell: Cell) -> str:
    return _read_tax_code(Cell(compact_tax_code(cell.text)))


_read_tax_code = identifier(IdentifierScheme.TAX_CODE)


def _codes(cell: Cell) -> list[str]:
    codes: list[str] = cells.texts(10, separators=";,\n|")(cell)
    for code in codes:
        ActivityCode(vintage="ateco_2007", code=code).clean()
    return codes


# Checked with the country of the row, where it has one.
VAT = Field("vat", IdentifierScheme.VAT.label, cells.text(40), example="IT09012850153")
PIC = Field("pic", IdentifierScheme.PIC.label, identifier(IdentifierScheme.PIC))
EXTERNAL_ID = Field(
    "external_id", _("identifier in your system"), cells.external_id, example="A-17"
)
SYSTEM = Field(
    "system",
    _("system that the identifier is of"),
    cells.text(60),
    is_offered=False,
    aliases=("sistema", "system", "source system", "sistema di origine"),
)

FIELDS = (
    EXTERNAL_ID,
    SYSTEM,
    _line("name", required=True, example="Meccanica Esempio S.r.l."),
    _line("name_it"),
    _line("name_en"),
    _line("acronym", example="MESP"),
    Field("aliases", _("other names"), cells.texts(300), multiple=True),
    Field(
        "kind",
        _("kind"),
        cells.choice(OrganisationKind, KIND_WORDS),
        example=OrganisationKind.COMPANY.label,
    ),
    Field(
        "size_class",
        _("size class"),
        cells.choice(SizeClass, SIZE_WORDS),
        example=SizeClass.SMALL.label,
    ),
    VAT,
    Field(
        "tax_code",
        IdentifierScheme.TAX_CODE.label,
        _tax_code,
    ),
    PIC,
    Field("lei", "LEI", identifier(IdentifierScheme.LEI)),
    Field("ror", "ROR", identifier(IdentifierScheme.ROR)),
    Field("isni", "ISNI", identifier(IdentifierScheme.ISNI)),
    Field(
        "register",
        IdentifierScheme.REGISTER.label,
        identifier(IdentifierScheme.REGISTER),
    ),
    Field("eccp", IdentifierScheme.ECCP.label, identifier(IdentifierScheme.ECCP)),
    Field("country", _("country"), cells.country, example="IT"),
    _line("region"),
    _line("province", example="BS"),
    _line("city", example="Brescia"),
    _line("site", example="Via Roma 1"),
    Field("website", _("website"), cells.url(300), example="https://www.example.org"),
    Field("public_email", _("public e-mail"), cells.email, example="info@example.org"),
    _long("description_it"),
    _long("description_en"),
    _long("offers_it"),
    _long("offers_en"),
    _long("seeks_it"),
    _long("seeks_en"),
    Field("competences", _("competences"), cells.texts(200), multiple=True),
    Field("nace", _("economic activity (NACE or ATECO)"), _codes, multiple=True),
)

ORGANISATIONS = register(
    Resource(
        kind="organisations",
        listed="registry:organisation_manage",
        label=_("Organisations"),
        fields=FIELDS,
        catalogue=OrganisationCatalogue,
        may=is_importer,
        refusal=cluster_refusal,
    )
)
