"""The shipped network: what the article alone, and what the whole record counts."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]
ARTICLE = "confindustria-lombardia-2016-11"


def counted(**options: object) -> dict[str, Any]:
    out = StringIO()
    call_command("presence", json=True, language="en", stdout=out, **options)
    data: dict[str, Any] = json.loads(out.getvalue())
    return data


@pytest.mark.parametrize("options", [{}, {"source": ARTICLE}])
def test_what_2016_counts(options: dict[str, str]) -> None:
    data = counted(year=2016, **options)
    indicators, by_cluster = data["indicators"], data["by_cluster"]
    values = {code: found["value"] for code, found in indicators.items()}
    partnerships = values.pop("P17")
    assert values == {
        "P01": 7,
        "P02": 7,
        "P03": {
            "conference": 2,
            "mission_outgoing": 2,
            "kick_off": 1,
            "matchmaking": 1,
            "programme": 1,
        },
        "P04": 3,
        "P05": 12,
        "P06": None,
        "P07": 1,
        "P18": None,
    }
    assert indicators["P01"]["occasions"] == 7
    countries = {record["id"] for record in indicators["P02"]["records"]}
    assert countries == {"BE", "ES", "FR", "IT", "BR", "IL", "MX"}
    assert [indicators["P02"][name] for name in ("europe", "beyond", "abroad")] == [
        4,
        3,
        6,
    ]
    assert (indicators["P05"]["named"], indicators["P05"]["unnamed"]) == (7, 5)
    qualified = {
        (record["cluster"], record["level"]) for record in indicators["P04"]["records"]
    }
    assert qualified == {("LE2C", 3), ("AFIL", 4), ("LSC", 5)}
    assert {name: values["P05"] for name, values in by_cluster.items()} == {
        "AFIL": 2,
        "CAT.AL": None,
        "CLM": None,
        "LAC": 1,
        "LE2C": 3,
        "LGCA": None,
        "LSC": 1,
        "SCC": None,
        "TAV": None,
        "unnamed": 5,
    }
    not_named = {"CAT.AL", "CLM", "LGCA", "SCC", "TAV"}
    assert {
        name
        for name, why in data["by_cluster_unknown"].items()
        if why.get("P05") == "not_named"
    } == not_named
    (conference,) = {uid for uids in data["perhaps_unnamed"].values() for uid in uids}
    assert set(data["perhaps_unnamed"]) == not_named | {"AFIL", "LAC", "LSC"}
    assert conference in {record["id"] for record in indicators["P01"]["records"]}
    assert partnerships >= 2
    assert data["coverage"]["activities_with_source"] == 7
    assert not data["coverage"]["previous"]["recorded"]
    assert all(found["change"] is None for found in indicators.values())


def test_the_article_alone_is_the_only_source_of_what_it_counts() -> None:
    data = counted(year=2016, source=ARTICLE)
    records = [
        record
        for code, found in data["indicators"].items()
        # Where an activity was counts whoever tells it.
        if code != "P02"
        for record in found["records"]
    ]
    sources = {source["id"] for record in records for source in record["sources"]}
    assert sources == {ARTICLE}
    assert data["coverage"]["source_ids"] == [ARTICLE]
    assert all(any(said["quote"] for said in one["sources"]) for one in records)
    (france,) = [
        one for one in data["indicators"]["P02"]["records"] if one["id"] == "FR"
    ]
    lyon = "recyclingnet-pollutec-2016"
    assert [said["id"] for said in france["sources"]] == [lyon]
    assert data["coverage"]["place_source_ids"] == [lyon]


def test_the_sentence_of_2016() -> None:
    assert counted(year=2016)["sentence"] == (
        "In 2016 the nine clusters took part in 7 activities in 7 countries, 3 of them "
        "beyond Europe; 3 times as speaker, coordinator or organiser."
    )


def test_a_cluster_by_its_acronym() -> None:
    data = counted(year=2016, cluster="LE2C")
    values = {code: data["indicators"][code]["value"] for code in ("P01", "P02", "P04")}
    assert values == {"P01": 3, "P02": 4, "P04": 1}


def test_a_cluster_s_year_without_sources_is_not_recorded() -> None:
    data = counted(year=2021, cluster="clm")
    assert {data["indicators"][code]["unknown"] for code in ("P01", "P02", "P05")} == {
        "not_recorded"
    }
    assert data["sentence"] == "No activity of CLM is recorded for 2021 yet."
    data = counted(year=2022, cluster="clm")
    assert not data["coverage"]["previous"]["recorded"]
    assert all(found["change"] is None for found in data["indicators"].values())


def test_a_year_that_nobody_recorded_has_no_figures() -> None:
    data = counted(year=1999)
    assert {found["value"] for found in data["indicators"].values()} == {None}
    assert data["by_country"] == {}


def test_the_claims_of_2016_stand_beside_the_figures() -> None:
    stronger, beyond = counted(year=2016)["claims"]
    assert stronger["sources"][0]["id"] == ARTICLE
    assert beyond["statement"] == (
        "In 2016 the nine clusters' presence went beyond the borders of Europe."
    )
    assert [one["quote"] for one in beyond["sources"]] == [
        "Ma la loro presenza è andata oltre i confini europei."
    ]
