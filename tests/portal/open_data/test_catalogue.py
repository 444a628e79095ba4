"""The catalogue: read by two libraries, and held to the shapes of DCAT-AP_IT."""

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from django.test import Client
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, Graph, Literal, URIRef

from fondaco.portal.open_data.catalogue import DCATAPIT, FORMATS
from tests.conftest import Cast
from tests.factories import make_activity
from tests.world import make_world

# pyshacl calls what rdflib is to drop.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.*deprecated:DeprecationWarning")
SHAPES = Path(__file__).with_name("dcat_ap_it.ttl")
OTHERS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


@pytest.fixture(autouse=True)
def _owner(settings: Any) -> None:
    settings.OWNER_NAME = "Confindustria Lombardia"
    settings.OWNER_IDENTIFIER = "r_lombar"
    settings.CONTACT_EMAIL = "dati@example.org"


def read(kind: str = "ttl") -> Graph:
    answer = Client().get(f"/open-data/catalogue.{kind}")
    assert answer.status_code == 200
    name = {"rdf": "xml"}.get(kind, FORMATS[kind])
    return Graph().parse(data=answer.content, format=name)


def faults(graph: Graph) -> set[Any]:
    """The properties that are not as they should be."""
    _conforms, report, _text = validate(graph, shacl_graph=str(SHAPES))
    return set(report.objects(None, SH.resultPath))


def test_the_catalogue_has_all_that_the_profile_asks_for(cast: Cast) -> None:
    make_world(cast)
    for day in (1, 2, 3):
        make_activity(cast.network, start=f"2016-11-0{day}", status="held")
    graph = read()
    assert faults(graph) == set()
    assert len(set(graph.subjects(RDF.type, DCATAPIT.Dataset))) == 28


@pytest.mark.parametrize(
    "left_out", [DCTERMS.identifier, DCTERMS.rightsHolder, DCTERMS.license, DCAT.theme]
)
def test_the_shapes_find_what_is_left_out(cast: Cast, left_out: URIRef) -> None:
    graph = read()
    graph.remove((None, left_out, None))
    assert faults(graph) == {left_out}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_says_the_same_to_another_library(cast: Cast, kind: str) -> None:
    content = Client().get(f"/open-data/catalogue.{kind}").content
    read_by_other = {str(triple) for triple in pyoxigraph.parse(content, OTHERS[kind])}
    turtle = Client().get("/open-data/catalogue.ttl").content
    assert len(read_by_other) == len(read()) > 100
    assert read_by_other == {
        str(triple) for triple in pyoxigraph.parse(turtle, OTHERS["ttl"])
    }


def test_words_are_in_both_languages_and_names_stay(cast: Cast) -> None:
    graph = read()
    clusters = URIRef("http://localhost:8000/open-data/clusters")
    assert set(graph.objects(clusters, DCTERMS.title)) == {
        Literal("Cluster", lang="it"),
        Literal("Clusters", lang="en"),
    }
    assert str(graph.value(clusters, DCTERMS.identifier)) == "r_lombar:clusters"
    for kind in ("csv", "json", "parquet"):
        file = URIRef(f"http://localhost:8000/open-data/clusters.{kind}")
        assert (None, DCAT.downloadURL, file) in graph


def test_addresses_in_it_lead_somewhere(cast: Cast, client: Client) -> None:
    page = "/dati-aperti/"
    assert client.get("/open-data/clusters")["Location"] == f"{page}#clusters"
    assert client.get("/open-data/catalogue")["Location"] == page
    assert client.get("/open-data/nothing").status_code == 404
    assert client.get("/open-data/catalogue.pdf").status_code == 404
    assert 'id="clusters"' in client.get(page).content.decode()


def test_without_a_contact_there_is_none(cast: Cast, settings: Any) -> None:
    settings.OWNER_NAME = settings.OWNER_IDENTIFIER = settings.CONTACT_EMAIL = ""
    graph = read()
    assert not list(graph.objects(None, DCAT.contactPoint))
    assert set(graph.objects(None, DCTERMS.publisher))
    assert faults(graph) == {DCAT.contactPoint}


def test_nothing_changed_is_said_without_a_body(cast: Cast, client: Client) -> None:
    mark = client.get("/open-data/catalogue.ttl")["ETag"]
    again = client.get("/open-data/catalogue.ttl", headers={"if-none-match": mark})
    assert again.status_code == 304
