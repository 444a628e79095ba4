from django.utils.translation import override

from fondaco.presence.exports.data import data_of
from fondaco.presence.exports.plain import plain_text_of
from fondaco.presence.exports.tables import list_of, tables_of
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.presence import Presence, compose
from tests.presence.records import activity, count, facts, party, says, taking_part


def presence(*records: object, **filters: str) -> Presence:
    return compose(
        facts(*records),
        facts(year=2015),
        Filters(**filters),  # type: ignore[arg-type]
        years=(2016,),
        codes=INDICATORS,
    )


def example() -> Presence:
    where = activity("BE", pk=901, uid="23456789ab", evidence=(says("a", "words"),))
    return presence(where, taking_part(where, 1, "speaker"), count(where, 3))


def test_the_list_has_a_line_for_each_number_and_each_record() -> None:
    table = list_of(example(), "https://example.org")
    lines = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    assert {line["block"] for line in lines} == {
        "indicator",
        "cluster",
        "country",
        "record",
    }
    (of_kind,) = [
        line for line in lines if (line["block"], line["code"]) == ("indicator", "P03")
    ]
    assert (of_kind["part"], of_kind["value"]) == ("conference", 1)
    (record,) = [
        line for line in lines if (line["block"], line["code"]) == ("record", "P01")
    ]
    assert record == {
        "block": "record",
        "item": "23456789ab",
        "code": "P01",
        "part": "activity",
        "value": 1,
        "unit": "",
        "previous": None,
        "change": None,
        "title": "Activity 901",
        "url": "https://example.org/en/activities/23456789ab/",
        "sources": "a",
        "words": "words",
        "unknown": "",
    }
    numbers = {
        (line["item"], line["code"]): (line["value"], line["unknown"])
        for line in lines
        if line["block"] == "cluster"
    }
    assert numbers["C1", "P05"] == (1, "")
    assert numbers["C2", "P03"] == numbers["C2", "P05"] == (None, "not_named")
    assert numbers["unnamed", "P04"] == (None, "not_known")


def test_a_workbook_has_figures_clusters_countries_records_coverage_and_rules() -> None:
    figures, clusters, countries, records, coverage, rules = tables_of(example())
    assert figures.rows[0] == ["P01", "activities", "", 1, "not recorded", None]
    assert [row[0] for row in clusters.rows] == ["C1", "C2", "C3", "Not named"]
    assert clusters.rows[1][1:] == [
        *["not named"] * 4,
        *["no number"] * 2,
        0,
        "not planned",
    ]
    assert [row[0] for row in countries.rows] == ["Belgium"]
    assert records.rows[0][:4] == ["P01", "Activity 901", 1, "23 November 2016"]
    assert coverage.rows == [
        [2016, 1, 0, 1, 1, 3, 1],
        [2015, "not recorded", None, None, None, None, None],
    ]
    assert [row[0] for row in rules.rows] == list(INDICATORS)


def test_of_a_cluster_asked_for_every_format_lists_it_alone() -> None:
    where = activity("BE", uid="23456789ab")
    took_part = taking_part(where, 1), taking_part(where, 2)
    one = presence(where, *took_part, cluster="c1")
    assert [row[0] for row in tables_of(one)[1].rows] == ["C1"]
    table = list_of(one)
    assert {row[1] for row in table.rows if row[0] == "cluster"} == {"C1"}
    data = data_of(one)
    assert [*data["by_cluster"]] == [*data["by_cluster_unknown"]] == ["C1"]
    assert "C2" not in plain_text_of(one)


def test_partnerships_of_a_country_are_not_known_where_nobody_tells_it() -> None:
    where = activity("BE", uid="23456789ab")
    one = presence(where, party(1, "23456789ab"))
    data = data_of(one)
    assert data["by_country"]["BE"]["P17"] is None
    assert data["by_country_unknown"]["BE"]["P17"] == "not_known"
    assert data["by_cluster"]["C1"]["P17"] == 1
    (belgium,) = tables_of(one)[2].rows
    assert belgium[-2] == "not known"


def test_sheets_are_in_the_language_of_the_moment() -> None:
    with override("it"):
        names = [table.name for table in tables_of(example())]
    assert names == ["Indicatori", "Cluster", "Paesi", "Schede", "Copertura", "Regole"]


def test_json_names_what_was_asked_and_what_was_found() -> None:
    where = activity("BE", uid="23456789ab", evidence=(says("a", "words", "start"),))
    data = data_of(presence(where, source="a"))
    assert (data["year"], data["network"], data["filters"]) == (
        2016,
        "net",
        {"source": "a"},
    )
    assert data["indicators"]["P01"] == {
        "value": 1,
        "unknown": None,
        "unit": "activities",
        "label": "activities",
        "previous": None,
        "change": None,
        "occasions": 1,
        "records": [
            {
                "type": "activity",
                "id": "23456789ab",
                "title": where.title.text,
                "url": "/en/activities/23456789ab/",
                "sources": [
                    {"id": "a", "title": "A", "quote": "words", "field": "start"}
                ],
                "number": 1,
                "activity": "23456789ab",
                "kind": "conference",
                "start": "2016-11-23",
                "end": "",
                "countries": ["BE"],
            }
        ],
        "not_counted": [],
    }
    assert data["by_country"]["BE"]["P01"] == 1
    assert list(data["by_cluster"]) == ["C1", "C2", "C3", "unnamed"]
    assert data["by_cluster"]["C1"]["P01"] == 0
    assert data["by_cluster_unknown"]["C1"] == {
        "P06": "no_number",
        "P07": "no_number",
        "P18": "not_planned",
    }
    assert data["perhaps_unnamed"] == {}
    assert data["coverage"]["previous"] == {
        "year": 2015,
        "recorded": False,
        "sources": 0,
        "source_ids": [],
        "place_source_ids": [],
        "activities": 0,
        "activities_with_source": 0,
        "clusters": 3,
        "clusters_named": 0,
    }


def test_json_says_of_each_null_why_it_is_one() -> None:
    data = data_of(example())
    assert data["by_cluster"]["C2"]["P01"] is None
    assert data["by_cluster_unknown"]["C2"]["P01"] == "not_named"
    assert data["by_cluster_unknown"]["unnamed"]["P04"] == "not_known"
    assert data["perhaps_unnamed"] == {"C2": ["23456789ab"], "C3": ["23456789ab"]}
    for item, values in data["by_cluster"].items():
        nulls = {code for code, value in values.items() if value is None}
        assert data["by_cluster_unknown"][item].keys() == nulls


def test_plain_text_aligns_the_figures_under_the_sentence() -> None:
    lines = plain_text_of(example()).splitlines()
    assert lines[0].startswith("In 2016 the three clusters took part in one activity")
    assert lines[3].split() == ["P01", "activities", "1", "not", "recorded"]
    assert "Belgium 1 1 1 3 – – 0 –" in [" ".join(line.split()) for line in lines]
    assert "C2 ? ? ? ? – – 0 –" in [" ".join(line.split()) for line in lines]
    assert "?  not known, or perhaps among those not named" in lines
    assert lines[-1] == "2015: not recorded."
    assert not any(line != line.rstrip() for line in lines)


def test_plain_text_of_nothing() -> None:
    text = plain_text_of(presence())
    assert text.startswith("No activity is recorded for 2016 yet.\n")
    assert "2016: not recorded." in text
