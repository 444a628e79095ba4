"""Official acts and addresses keep their language, and pages say which it is."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fondaco.registry.models import Cluster, LegalForm, Recognition
from tests.factories import make_cluster, make_organisation

pytestmark = pytest.mark.django_db

ACT = "Decreto n. 308 del 23 dicembre 2015"
DECREE = "Decreto 4638 del 30 maggio 2014"
ADDRESS = "via Oldofredi 23, Milano"


@pytest.fixture
def cluster() -> Cluster:
    cluster = make_cluster(
        country="IT",
        site=ADDRESS,
        site_note_it="Sede legale.",
        site_note_en="Legal seat.",
    )
    LegalForm.objects.create(cluster=cluster, form="association", act=ACT)
    region = make_organisation(country="IT")
    Recognition.objects.create(cluster=cluster, recognised_by=region, act=DECREE)
    return cluster


def read(client: Client, address: str, slug: str, language: str) -> str:
    with override(language):
        page = client.get(reverse(address, args=[slug]))
    return page.content.decode()


def test_an_english_page_marks_them_as_italian(
    client: Client, cluster: Cluster
) -> None:
    html = read(client, "portal:cluster_detail", cluster.slug, "en")
    for text in (ACT, DECREE, ADDRESS):
        assert f'<span lang="it">{text}</span>' in html
    assert "Legal seat." in html


def test_an_italian_page_need_not(client: Client, cluster: Cluster) -> None:
    html = read(client, "portal:cluster_detail", cluster.slug, "it")
    for text in (ACT, DECREE, ADDRESS):
        assert text in html
        assert f'<span lang="it">{text}</span>' not in html
    assert "Sede legale." in html


@pytest.mark.parametrize(
    ("country", "language"), [("IT", "it"), ("DE", "de"), ("BE", ""), ("GB", None)]
)
def test_an_address_is_in_the_language_of_its_country(
    client: Client, country: str, language: str | None
) -> None:
    organisation = make_organisation(country=country, site="Somewhere 1")
    html = read(client, "portal:organisation_detail", organisation.slug, "en")
    marked = f'<span lang="{language}">Somewhere 1</span>'
    assert (marked in html) == (language is not None)
    assert "Somewhere 1" in html
