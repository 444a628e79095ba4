import json

import pytest
import typst
from django.utils.translation import override

from fondaco.core.texts import Text
from fondaco.presence.exports.pdf import document_of, pdf_of, template
from fondaco.presence.facts import PlaceFact
from fondaco.presence.presence import Presence
from tests.presence.exports.test_tables import presence
from tests.presence.records import activity, count, says, taking_part

UID = "23456789ab"
HOSTILE = '#panic("x") \\ \' ] } $1$ *a* _b_ <c> @d // 🙂 #sys.inputs \x00'


def year(title: str = "Fair", **filters: str) -> Presence:
    where = activity(
        "BE",
        uid=UID,
        title=Text(title, "fr"),
        places=(PlaceFact("BE", title, None, None),),
        evidence=(says(title),),
    )
    return presence(where, taking_part(where, 1, "speaker"), count(where, 3), **filters)


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_year_is_a_pdf_in_each_language(language: str) -> None:
    with override(language):
        for one in (year(), year(cluster="c1"), presence()):
            assert pdf_of(one).startswith(b"%PDF")


def test_a_hostile_text_is_printed_as_text() -> None:
    hostile = year(HOSTILE)
    assert pdf_of(hostile).startswith(b"%PDF")
    inputs = {"data": json.dumps(document_of(hostile))}
    bold = json.loads(
        typst.query(template(), "strong", ignore_system_fonts=True, sys_inputs=inputs)
    )
    assert HOSTILE in _texts(bold)


def _texts(content: object) -> list[str]:
    """The strings anywhere in a piece of content."""
    if isinstance(content, str):
        return [content]
    if isinstance(content, dict):
        content = list(content.values())
    parts = content if isinstance(content, list) else []
    return [text for part in parts for text in _texts(part)]


def test_an_activity_says_when_where_and_who_in_which_role() -> None:
    document = document_of(year())
    assert document["activities"] == [
        {
            "title": {"text": "Fair", "language": "fr"},
            "facts": "23 November 2016 · Fair, Belgium · conference",
            "who": "C1: speaker · Not named: 2",
        }
    ]


def test_countries_stand_down_and_clusters_across() -> None:
    grid = document_of(year())["grid"]
    assert grid["header"] == ["", "C1", "C2", "C3", "Not named", "Total"]
    assert grid["rows"] == [
        ["Belgium", "1", "?", "?", "2", "3"],
        ["Total", "1", "?", "?", "2", ""],
    ]
    assert "A question mark is a cluster" in grid["note"]


def test_a_cluster_s_own_year_has_no_table_of_clusters() -> None:
    document = document_of(year(cluster="c1", country="BE"))
    assert document["title"] == "C1: presence in 2016"
    assert (document["grid"], document["filters"]) == (None, ["Belgium"])


def test_where_there_is_no_number_the_document_says_why() -> None:
    figures = {one["label"]: one for one in document_of(presence())["figures"]}
    assert figures["Activities"]["value"] == "not recorded"
    assert document_of(presence())["coverage"] == [
        ["2016", "not recorded", "", ""],
        ["2015", "not recorded", "", ""],
    ]


def test_a_language_that_cannot_be_set_is_left_out() -> None:
    where = activity(title=Text("Fair", "en-GB"), uid=UID)
    (one,) = document_of(presence(where))["activities"]
    assert one["title"] == {"text": "Fair", "language": ""}
