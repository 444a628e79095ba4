import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from fondaco.activities.models import Claim
from fondaco.presence.forms import last_year
from fondaco.presence.indicators import INDICATORS
from fondaco.registry.models import Network
from tests.factories import (
    cite,
    make_activity,
    make_cluster,
    make_count,
    make_network,
    make_organisation,
    make_participation,
    make_partnership,
    make_party,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db
LAST = last_year()


def fill(network: Network, times: int = 1) -> None:
    source = make_source(slug="article", title="L'articolo", language="it")
    for number in range(times):
        for year in (2015, 2016):
            activity = make_activity(
                network,
                title_it=f"Fiera {number}",
                title_en=f"Fair {number} of {year}",
                start=f"{year}-05-01",
                end="",
            )
            cluster = make_cluster(network=network)
            make_place(activity, "BE")
            one = make_participation(
                activity, cluster, role="speaker", organisation=make_organisation()
            )
            make_count(activity, number=3)
            make_count(activity, "companies", is_some=True)
            made = make_party(partnership=make_partnership(network), cluster=cluster)
            claim = Claim.objects.create(
                network=network, year=year, statement_it="Più forte", statement_en=""
            )
            for record in (activity, one, made, claim):
                cite(record, source, quote=f"words {number} of {year}")


@pytest.fixture
def network(db: None) -> Network:
    made = make_network(slug="net", name_en="The Network")
    fill(made)
    make_cluster(network=made, slug="le2c", acronym="LE2C")
    return made


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# The latest year.
def test_presence_leads_to_the_year_that_the_first_page_shows(
    client: Client, network: Network
) -> None:
    response = client.get("/presenza/?country=BE")
    assert (response.status_code, response["Location"]) == (
        302,
        "/presenza/2016/?country=BE",
    )


def test_without_a_recorded_year_it_says_what_belongs_here(client: Client) -> None:
    assert "No year is recorded yet" in page(client, "/en/presence/")
    make_network()
    assert "No year is recorded yet" in page(client, "/en/presence/")


def test_a_year_without_any_network_says_so(client: Client) -> None:
    assert "No network is recorded yet" in page(client, "/en/presence/2016/")


# A year.
def test_a_year_says_its_sentence_in_both_languages(
    client: Client, network: Network
) -> None:
    english, italian = (
        page(client, "/en/presence/2016/"),
        page(client, "/presenza/2016/"),
    )
    assert "In 2016 the three clusters took part in one activity" in english
    assert "Nel 2016 i tre cluster hanno preso parte a un’attività" in italian
    assert 'hreflang="en" href="http://localhost:8000/en/presence/2016/"' in italian


def test_figures_lead_to_their_records_under_the_same_filters(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/2016/?country=BE")
    for code in ("P01", "P02", "P04", "P05"):
        assert f'href="/en/presence/2016/records/{code}/?country=BE"' in text


def test_a_change_stands_beside_the_coverage_of_both_years(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/2016/")
    assert "on 2015" in text
    assert '<th scope="row">2016</th>' in text
    assert '<th scope="row">2015</th>' in text
    assert "not recorded: nothing is compared with it" in page(
        client, "/en/presence/2015/"
    )


def test_claims_are_told_as_claims(client: Client, network: Network) -> None:
    text = page(client, "/en/presence/2016/")
    assert '<span lang="it">Più forte</span>' in text
    assert "No figure above rests on them." in text


def test_a_year_that_nobody_recorded_is_not_zero(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/1999/")
    assert "No activity is recorded for 1999 yet." in text
    assert "not recorded" in text
    assert 'class="chart' not in text


def test_every_rule_is_one_click_away(client: Client, network: Network) -> None:
    text = page(client, "/en/presence/2016/")
    for indicator in INDICATORS.values():
        assert str(indicator.rule).split(".")[0].replace("'", "&#x27;") in text


def test_a_cluster_has_its_own_page(client: Client, network: Network) -> None:
    text = page(client, "/en/clusters/le2c/presence/2016/")
    assert "LE2C: presence in 2016" in text
    assert "No source names LE2C at an activity of 2016; it may be among the" in text
    assert '<p class="figure-value figure-unknown">not named</p>' in text
    assert client.get("/en/clusters/nobody/presence/2016/").status_code == 404


def test_a_cluster_is_shown_in_the_network_that_it_belongs_to(client: Client) -> None:
    make_network(slug="first")
    second = make_network(slug="second")
    cluster = make_cluster(network=second, slug="ours")
    make_participation(make_activity(second), cluster)
    text = page(client, "/en/clusters/ours/presence/2016/")
    assert "took part in one activity" in text


def test_chips_are_addresses_that_add_and_take_away(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/2016/?country=BE")
    assert 'href="/en/presence/2016/?country=BE&amp;kind=conference"' in text
    assert 'href="/en/presence/2016/" aria-current="true"' in text


# The records.
@pytest.mark.parametrize("code", INDICATORS)
def test_each_figure_opens_its_records(
    code: str, client: Client, network: Network
) -> None:
    text = page(client, f"/en/presence/2016/records/{code}/")
    assert "How this is counted:" in text


def test_records_come_with_the_words_that_support_them(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/2016/records/P05/")
    assert "3 participations counted: 2 of clusters not named." in text
    assert "words 0 of 2016" in text
    assert '<span lang="it">L&#x27;articolo</span>' in text
    assert "words 0 of 2015" not in text


def test_what_is_told_without_a_number_stands_apart(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/2016/records/P06/")
    assert "Told, but not counted" in text


def test_an_indicator_that_does_not_exist_is_not_found(
    client: Client, network: Network
) -> None:
    assert client.get("/en/presence/2016/records/P99/").status_code == 404


# The data.
def test_the_export_is_what_the_page_shows(client: Client, network: Network) -> None:
    response = client.get("/en/presence/2016/export/json/?country=BE")
    data = json.loads(response.content)
    assert data["filters"] == {"country": "BE"}
    assert data["indicators"]["P01"]["value"] == 1
    assert response["Content-Disposition"] == 'attachment; filename="net-2016.json"'
    table = client.get("/en/presence/2016/export/csv/")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table.content.startswith("\ufeffblock".encode())
    workbook = client.get("/presenza/2016/esporta/xlsx/")
    assert load_workbook(BytesIO(workbook.content)).sheetnames[0] == "Indicatori"


@pytest.mark.parametrize(
    ("address", "language"),
    [("/presenza/2016/esporta/pdf/", "it"), ("/en/presence/2016/export/pdf/", "en")],
)
def test_the_year_is_a_document_in_each_language(
    address: str, language: str, client: Client, network: Network
) -> None:
    response = client.get(address, {"country": "BE"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="net-2016.pdf"'
    assert response.content.startswith(b"%PDF")
    assert f"/Lang({language})".encode() in response.content.replace(b" (", b"(")


@pytest.mark.parametrize("chart", ["map", "timeline"])
def test_each_chart_is_an_image_of_what_the_page_shows(
    chart: str, client: Client, network: Network
) -> None:
    address = f"/en/presence/2016/export/{chart}.svg/"
    shown = page(client, "/en/presence/2016/?country=BE")
    assert shown.count(f'href="{address}?country=BE"') == 2
    response = client.get(address, {"country": "BE"})
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    name = f'attachment; filename="net-2016-{chart}.svg"'
    assert response["Content-Disposition"] == name
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert client.get(address, {"area": "x"}).status_code == 400
    # The page of 1999 has no charts.
    assert f"{chart}.svg" not in page(client, "/en/presence/1999/")
    assert client.get(f"/en/presence/1999/export/{chart}.svg/").status_code == 404


def test_there_is_no_other_format(client: Client, network: Network) -> None:
    assert client.get("/en/presence/2016/export/matrix.svg/").status_code == 404


def test_an_export_asked_amiss_says_why(client: Client, network: Network) -> None:
    response = client.get("/en/presence/2016/export/csv/?area=x")
    assert response.status_code == 400
    assert response.content.decode() == (
        "“area” takes one of europe, beyond, abroad, online, not “x”."
    )


# What is asked amiss.
@pytest.mark.parametrize(
    "address",
    [
        "/en/presence/2016/?{}",
        "/en/presence/2016/records/P01/?{}",
        "/en/clusters/le2c/presence/2016/?{}",
    ],
)
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("country=XX", "“country” takes the ISO 3166 code"),
        ("kind=party", "“kind” takes one of conference"),
        ("level=9", "“level” takes one of 0, 1, 2, 3, 4, 5"),
        ("source=x", "“source” takes the identifier of a source"),
        ("network=x", "“network” takes one of net"),
        ("country=%00", "“country” takes the ISO 3166 code"),
    ],
)
def test_a_filter_amiss_is_explained_and_shows_nothing_else(
    address: str, query: str, message: str, client: Client, network: Network
) -> None:
    text = page(client, address.format(query))
    assert message in text
    assert "Start again without filters" in text
    assert "figure-value" not in text


def test_a_script_in_a_filter_is_text(client: Client, network: Network) -> None:
    text = page(client, "/en/presence/2016/?kind=<script>alert(1)</script>")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.parametrize("year", ["0", "1899", str(LAST + 1), "99999", "9" * 20])
@pytest.mark.parametrize(
    "address",
    [
        "presence/{}/",
        "presence/{}/records/P05/",
        "presence/{}/export/json/",
        "presence/{}/export/map.svg/",
        "presence/{}/export/pdf/",
        "clusters/le2c/presence/{}/",
        "presence/{}/?country=nowhere",
    ],
)
def test_a_year_out_of_bounds_is_not_there(
    year: str, address: str, client: Client, network: Network
) -> None:
    assert client.get(f"/en/{address.format(year)}").status_code == 404


def test_the_first_and_the_last_year_are_there(
    client: Client, network: Network
) -> None:
    for year in (1900, LAST):
        assert "is recorded for" in page(client, f"/en/presence/{year}/")


def test_what_is_no_filter_is_told_and_the_year_shown(
    client: Client, network: Network
) -> None:
    text = page(client, "/en/presence/2016/?fbclid=1")
    assert "No filter is called “fbclid”" in text
    assert "took part in one activity" in text


NAMES = [
    "network",
    "cluster",
    "country",
    "area",
    "kind",
    "level",
    "step",
    "source",
    "x",
]
GOOD = [
    "net",
    "le2c",
    "BE",
    "europe",
    "online",
    "conference",
    "3",
    "unknown",
    "article",
]


@given(
    asked=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(GOOD) | st.text()),
    address=st.sampled_from(
        [
            "/presenza/2016/",
            "/en/presence/2016/records/P05/",
            "/en/clusters/le2c/presence/2016/",
        ]
    ),
)
def test_no_query_string_breaks_a_page(
    asked: dict[str, str], address: str, network: Network
) -> None:
    response: HttpResponse = Client().get(address, asked)  # type: ignore[assignment]
    assert response.status_code == 200


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/presenza/2016/", 4),
        ("/presenza/2016/?source=article", 4),
        ("/presenza/2016/schede/P05/", 3),
        ("/cluster/ours/presenza/2016/", 4),
        ("/presenza/2016/esporta/json/", 3),
        ("/presenza/2016/esporta/map.svg/", 3),
        ("/presenza/2016/esporta/pdf/", 3),
        ("/presenza/2016/esporta/timeline.svg/", 3),
        ("/presenza/", 2),
    ],
)
def test_a_page_takes_as_many_queries_with_many_rows_as_with_few(
    address: str,
    queries: int,
    times: int,
    client: Client,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    made = make_network()
    fill(made, times)
    cluster = make_cluster(network=made, slug="ours")
    for activity in made.activities.all():
        make_participation(activity, cluster)
    with django_assert_num_queries(queries):
        client.get(address)
