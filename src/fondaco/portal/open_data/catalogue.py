"""The catalogue by DCAT-AP_IT, which dati.gov.it and data.europa.eu read.

Everything in it has an address that stays: that of a set of data leads to its place on
the page. Sets of which there is no record yet are not in it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rdflib import DCAT, DCTERMS, FOAF, OWL, RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import Namespace
from rdflib.term import Node

from fondaco.activities.addresses import absolute
from fondaco.core.licences import LICENCES, Licence
from fondaco.portal.open_data.datasets import Dataset, File, PresenceYear
from fondaco.portal.open_data.descriptions import PRESENCE, Description

DCATAPIT = Namespace("http://dati.gov.it/onto/dcatapit#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority/"
MEDIA = "https://www.iana.org/assignments/media-types/"
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
LANGUAGES = {"it": "ITA", "en": "ENG"}
# What others call them; the whole of their vocabularies is not repeated here.
THEMES = {
    "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport",
    "GOVE": "Government and public sector",
    "INTR": "International issues",
    "JUST": "Justice, legal system and public safety",
    "TECH": "Science and technology",
}
OFTEN = URIRef(f"{EU}frequency/UPDATE_CONT")
# The name that rdflib has for each, by the end of the catalogue's name.
FORMATS = {"ttl": "turtle", "rdf": "pretty-xml", "jsonld": "json-ld"}
CONTENT_TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
TITLE = _("Open data")
ABOUT = _("All that is published here, as files to take away.")
PRESENCE_TITLE = _("Presence by year")
Word = str | Promise | Callable[[], str]


@dataclass(frozen=True)
class _Set:
    name: str
    title: Word
    description: Description
    changed_at: dt.datetime
    # With what is written under each.
    files: Sequence[tuple[File, Word]]


def write_catalogue(
    datasets: list[Dataset], years: list[PresenceYear], kind: str
) -> bytes:
    with override(settings.LANGUAGE_CODE):
        graph = _Catalogue([*_records(datasets), *_presence(datasets, years)]).graph
    return graph.serialize(format=FORMATS[kind], encoding="utf-8")


def _records(datasets: list[Dataset]) -> Iterable[_Set]:
    for one in datasets:
        if one.changed_at:
            files = [(file, _title_of(one)) for file in one.files]
            yield _Set(one.name, _title_of(one), one.description, one.changed_at, files)


def _title_of(dataset: Dataset) -> Word:
    """Asked for in one language after the other."""
    return lambda: dataset.title


def _presence(datasets: list[Dataset], years: list[PresenceYear]) -> Iterable[_Set]:
    changes = [one.changed_at for one in datasets if one.changed_at]
    if years and changes:
        files = [(file, year.label) for year in years for file in year.files]
        yield _Set("presence", PRESENCE_TITLE, PRESENCE, max(changes), files)


class _Catalogue:
    def __init__(self, sets: list[_Set]) -> None:
        self.graph = Graph()
        for prefix, space in (("dcatapit", DCATAPIT), ("vcard", VCARD)):
            self.graph.bind(prefix, space)
        self.home = absolute(reverse("open_data_catalogue"))
        self.page = URIRef(absolute(reverse("portal:open_data")))
        self.owner = URIRef(f"{self.home}#owner")
        self.contact = URIRef(f"{self.home}#contact")
        self.licence = LICENCES[settings.DATA_LICENCE]
        self._say(OFTEN, (RDF.type, DCTERMS.Frequency))
        for language in _languages():
            self._say(language, (RDF.type, DCTERMS.LinguisticSystem))
        self._say_owner()
        self._say_licence(self.licence)
        self._say_catalogue(sets)
        for one in sets:
            self._say_set(one)

    def _say(self, subject: Node, *said: tuple[Node, Node | None]) -> None:
        for predicate, value in said:
            if value is not None:
                self.graph.add((subject, predicate, value))

    def _say_words(self, subject: Node, predicate: Node, text: Word) -> None:
        for language in LANGUAGES:
            with override(language):
                word = str(text() if callable(text) else text)
            self.graph.add((subject, predicate, Literal(word, lang=language)))

    def _say_owner(self) -> None:
        host = settings.BASE_URL.hostname
        name = Literal(settings.OWNER_NAME or host)
        identifier = settings.OWNER_IDENTIFIER or host
        self._say(
            self.owner,
            (RDF.type, DCATAPIT.Agent),
            (RDF.type, FOAF.Agent),
            (DCTERMS.identifier, Literal(identifier)),
            (FOAF.name, name),
        )
        if settings.CONTACT_EMAIL:
            self._say(
                self.contact,
                (RDF.type, DCATAPIT.Organization),
                (RDF.type, VCARD.Organization),
                (RDF.type, VCARD.Kind),
                (VCARD.fn, name),
                (VCARD.hasEmail, URIRef(f"mailto:{settings.CONTACT_EMAIL}")),
            )

    def _say_licence(self, licence: Licence) -> None:
        self._say(
            URIRef(licence.url),
            (RDF.type, DCATAPIT.LicenseDocument),
            (RDF.type, DCTERMS.LicenseDocument),
            (DCTERMS.type, URIRef(licence.kind)),
            (FOAF.name, Literal(licence.name)),
            (OWL.versionInfo, Literal(licence.version)),
        )
        kind = licence.kind.rpartition("/")[2]
        self._say_concept(URIRef(licence.kind), kind)

    def _say_concept(self, concept: URIRef, label: str) -> None:
        name = Literal(label, lang="en")
        self._say(concept, (RDF.type, SKOS.Concept), (SKOS.prefLabel, name))

    def _say_catalogue(self, sets: list[_Set]) -> None:
        home = URIRef(self.home)
        changed = max([one.changed_at for one in sets], default=timezone.now())
        self._say(
            home,
            (RDF.type, DCATAPIT.Catalog),
            (RDF.type, DCAT.Catalog),
            (DCTERMS.publisher, self.owner),
            (DCTERMS.modified, _day(changed)),
            (DCTERMS.license, URIRef(self.licence.url)),
            (DCAT.themeTaxonomy, URIRef(f"{EU}data-theme")),
            (FOAF.homepage, self.page),
            *((DCTERMS.language, one) for one in _languages()),
            *((DCAT.dataset, self._address(one)) for one in sets),
        )
        self._say(self.page, (RDF.type, FOAF.Document))
        self._say(
            URIRef(f"{EU}data-theme"),
            (RDF.type, SKOS.ConceptScheme),
            (DCTERMS.title, Literal("Data theme", lang="en")),
        )
        self._say_words(home, DCTERMS.title, TITLE)
        self._say_words(home, DCTERMS.description, ABOUT)

    def _address(self, one: _Set) -> URIRef:
        return URIRef(absolute(reverse("open_data_set", args=[one.name])))

    def _say_set(self, one: _Set) -> None:
        subject = self._address(one)
        identifier = settings.OWNER_IDENTIFIER or settings.BASE_URL.hostname
        self._say(
            subject,
            (RDF.type, DCATAPIT.Dataset),
            (RDF.type, DCAT.Dataset),
            (DCTERMS.identifier, Literal(f"{identifier}:{one.name}")),
            (DCTERMS.modified, _day(one.changed_at)),
            (DCTERMS.rightsHolder, self.owner),
            (DCTERMS.publisher, self.owner),
            (DCTERMS.accrualPeriodicity, OFTEN),
            (DCAT.contactPoint, self.contact if settings.CONTACT_EMAIL else None),
            (DCAT.landingPage, URIRef(f"{self.page}#{one.name}")),
            *((DCTERMS.language, language) for language in _languages()),
        )
        self._say(URIRef(f"{self.page}#{one.name}"), (RDF.type, FOAF.Document))
        for theme in one.description.themes:
            concept = URIRef(f"{EU}data-theme/{theme}")
            self._say(subject, (DCAT.theme, concept))
            self._say_concept(concept, THEMES[theme])
        self._say_words(subject, DCTERMS.title, one.title)
        self._say_words(subject, DCTERMS.description, one.description.text)
        for file, title in one.files:
            self._say_file(subject, one, file, title)

    def _say_file(self, owner: URIRef, one: _Set, file: File, title: Word) -> None:
        address = URIRef(absolute(file.url))
        subject = URIRef(f"{address}#distribution")
        media_type = URIRef(f"{MEDIA}{MEDIA_TYPES[file.format]}")
        self._say(owner, (DCAT.distribution, subject))
        file_type = URIRef(f"{EU}file-type/{file.format.upper()}")
        self._say(media_type, (RDF.type, DCTERMS.MediaType))
        self._say(file_type, (RDF.type, DCTERMS.MediaTypeOrExtent))
        self._say(
            subject,
            (RDF.type, DCATAPIT.Distribution),
            (RDF.type, DCAT.Distribution),
            (DCAT.accessURL, URIRef(f"{self.page}#{one.name}")),
            (DCAT.downloadURL, address),
            (DCTERMS["format"], file_type),
            (DCAT.mediaType, media_type),
            (DCTERMS.license, URIRef(self.licence.url)),
            (DCTERMS.modified, _day(one.changed_at)),
        )
        self._say_words(subject, DCTERMS.title, title)


def _day(moment: dt.datetime) -> Literal:
    return Literal(timezone.localdate(moment).isoformat(), datatype=XSD.date)


def _languages() -> list[URIRef]:
    return [URIRef(f"{EU}language/{code}") for code in LANGUAGES.values()]
