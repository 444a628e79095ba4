import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from fondaco.config.command_line import run
from fondaco.presence.forms import last_year
from fondaco.registry.models import Network
from tests.factories import (
    cite,
    make_activity,
    make_cluster,
    make_network,
    make_participation,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db
LAST = last_year()


@pytest.fixture
def _network(db: None) -> Network:
    network = make_network(slug="net")
    activity = make_activity(network, title_it="=Fiera", title_en="=Fair")
    make_place(activity, "BE")
    cluster = make_cluster(network=network, slug="le2c", acronym="LE2C")
    make_participation(activity, cluster)
    cite(activity, make_source(slug="article"), quote="words")
    return network


def told(**options: Any) -> str:
    out = StringIO()
    call_command("presence", stdout=out, **{"year": 2016, "language": "en"} | options)
    return out.getvalue()


@pytest.mark.usefixtures("_network")
def test_json_is_what_the_issue_asks_for() -> None:
    data = json.loads(told(json=True))
    assert {
        "year",
        "network",
        "indicators",
        "by_cluster",
        "by_country",
        "coverage",
    } <= (data.keys())
    for found in data["indicators"].values():
        assert {"value", "unit", "records"} <= found.keys()
        for record in found["records"]:
            assert {"type", "id", "title", "url", "sources"} <= record.keys()
            assert record["url"].startswith("/en/")


@pytest.mark.usefixtures("_network")
def test_labels_and_addresses_are_italian_unless_told_otherwise() -> None:
    out = StringIO()
    call_command("presence", year=2016, json=True, stdout=out)
    data = json.loads(out.getvalue())
    assert data["language"] == "it"
    assert data["indicators"]["P01"]["label"] == "attività"
    assert data["indicators"]["P01"]["records"][0]["title"] == "=Fiera"


@pytest.mark.usefixtures("_network")
def test_csv_has_a_header_a_mark_for_excel_and_no_formula() -> None:
    text = told(csv=True)
    assert text.startswith("\ufeffblock,item,code")
    titles = {row["title"] for row in csv.DictReader(StringIO(text[1:]))}
    assert "'=Fair" in titles


@pytest.mark.usefixtures("_network")
def test_a_workbook_is_written(tmp_path: Path) -> None:
    file = tmp_path / "presence.xlsx"
    assert told(xlsx=str(file)) == ""
    assert load_workbook(file).sheetnames == [
        "Figures",
        "Clusters",
        "Countries",
        "Records",
        "Coverage",
        "Rules",
    ]


@pytest.mark.usefixtures("_network")
def test_without_a_format_it_is_a_table() -> None:
    assert told().startswith("In 2016 LE2C took part in one activity in one country")


@pytest.mark.usefixtures("_network")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"year": 1899}, f"A year is a number from 1900 to {LAST}."),
        ({"year": LAST + 1}, f"A year is a number from 1900 to {LAST}."),
        ({"network": "x"}, "“network” takes one of net, not “x”."),
        ({"cluster": "x"}, "“cluster” takes one of le2c, not “x”."),
        (
            {"source": "x"},
            "“source” takes the identifier of a source, as its page shows it; none is "
            "called “x”.",
        ),
        (
            {"country": "XX"},
            "“country” takes the ISO 3166 code of a country, such as BE or BR, not "
            "“XX”.",
        ),
        ({"xlsx": "/nowhere/x.xlsx"}, "/nowhere/x.xlsx cannot be written"),
    ],
)
def test_what_is_asked_amiss_ends_in_one_sentence(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(CommandError) as raised:
        told(**options)
    assert str(raised.value).startswith(message)
    assert raised.value.returncode == 2


def test_without_a_network_there_is_nothing_to_count() -> None:
    with pytest.raises(CommandError, match="There is no network yet") as raised:
        told()
    assert raised.value.returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["presence"],
        ["presence", "--year", "soon"],
        ["presence", "--year", "2016", "--json", "--csv"],
        ["presence", "--year", "2016", "--language", "fr"],
    ],
)
def test_the_command_line_ends_with_two_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1
