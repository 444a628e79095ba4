"""The page “Open data”: what there is, in both languages, and where to take it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.portal.open_data import files
from fondaco.portal.open_data.datasets import read_presence_years
from tests.conftest import Cast
from tests.factories import make_activity
from tests.world import make_world


def test_the_page_leads_to_every_file_and_says_the_licence(
    cast: Cast, client: Client
) -> None:
    make_world(cast)
    page = client.get("/en/open-data/").content.decode()
    links = re.findall(r'href="(/open-data/[^"]+)"', page)
    data = [link for link in links if not link.startswith("/open-data/catalogue")]
    assert len(data) == 27 * 3
    for link in data[:3]:
        assert client.get(link).status_code == 200
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    assert "Which cluster took part in which activity" in page


def test_the_page_reads_in_italian_too(cast: Cast, client: Client) -> None:
    page = client.get("/dati-aperti/").content.decode()
    assert "<h1>Dati aperti</h1>" in page or "Dati aperti</h1>" in page
    assert "Quale cluster ha partecipato a quale attività" in page


def test_every_page_leads_to_open_data(client: Client, db: None) -> None:
    page = client.get("/en/about/").content.decode()
    assert 'href="/en/open-data/"' in page.partition('id="footer"')[2]


def test_a_format_that_is_not_installed_is_not_offered(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(files.WRITERS, "parquet")
    assert ".parquet" not in client.get("/en/open-data/").content.decode()
    assert client.get("/open-data/clusters.parquet").status_code == 404


def test_another_licence_is_a_setting(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.DATA_LICENCE = "CC0-1.0"
    page = client.get("/en/open-data/").content.decode()
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in page
    link = client.get("/open-data/clusters.csv")["Link"]
    assert link == '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"'


def test_years_with_enough_on_record_have_their_figures(
    cast: Cast, client: Client
) -> None:
    for day in (1, 2, 3):
        make_activity(cast.network, start=f"2016-11-0{day}", status="held")
    make_activity(cast.network, start="2017-11-01", status="held")
    (year,) = read_presence_years()
    assert (year.network, year.year) == (cast.network.slug, 2016)
    for file in year.files:
        assert file.url.startswith(reverse("presence:export", args=[2016, file.format]))
        assert client.get(file.url).status_code == 200


def test_the_page_takes_few_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    make_world(cast)
    with django_assert_max_num_queries(2):
        client.get("/en/open-data/")
