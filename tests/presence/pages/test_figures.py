import datetime as dt
from typing import Any

import pytest

from fondaco.presence.facts import Period
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.pages.figures import aside_of, cards_of, note_of
from fondaco.presence.pages.records import COUNTED, RecordsPage
from fondaco.presence.pages.years import YearPage
from fondaco.presence.presence import Presence, compose
from tests.presence.records import (
    activity,
    count,
    facts,
    member,
    party,
    taking_part,
    target,
)


def presence(*records: Any, **filters: Any) -> Presence:
    return compose(
        facts(*records),
        facts(year=2015),
        Filters(**filters),
        years=(2014, 2016),
        codes=INDICATORS,
    )


WHERE = activity("BE", "BR")


@pytest.mark.parametrize(
    ("code", "records", "note"),
    [
        ("P01", [WHERE], "on one occasion"),
        ("P01", [WHERE, activity()], "on 2 occasions"),
        ("P02", [WHERE], "1 in Europe, 1 beyond; 2 abroad"),
        ("P04", [WHERE, taking_part(WHERE, 1, "speaker")], "100% of participations"),
        ("P04", [WHERE], ""),
        ("P05", [WHERE], ""),
        ("P05", [WHERE, count(WHERE, 1)], "1 of a cluster not named"),
        (
            "P05",
            [WHERE, count(WHERE, minimum=2, is_approximate=True)],
            "2 of clusters not named, at least, approximately",
        ),
        ("P06", [WHERE], ""),
        (
            "P06",
            [
                WHERE,
                count(WHERE, 4, "members"),
                count(WHERE, None, "companies", is_some=True),
            ],
            "4 not named, “some”, without a number, at one activity",
        ),
        (
            "P07",
            [WHERE, count(WHERE, None, "people", minimum=3)],
            "3 not named, at least",
        ),
        (
            "P17",
            [WHERE, party(1), party(2, period=Period(None, None))],
            "member 1",
        ),
        ("P18", [WHERE], "no country was planned"),
        ("P18", [WHERE, target("BR"), target("US")], "of 2 planned"),
        ("P18", [WHERE, target("BR")], "of one planned"),
    ],
)
def test_a_figure_says_what_it_is_made_of(
    code: str, records: list[Any], note: str
) -> None:
    assert note_of(presence(*records).figures[code]) == note


def test_what_is_told_and_not_counted_is_set_apart_from_the_figure() -> None:
    ended = party(3, period=Period(dt.date(2014, 1, 1), None))
    undated = party(2, period=Period(None, None))
    counted = RecordsPage(presence(WHERE, party(1), undated, ended), "P17")
    apart = (
        "Besides, not counted: 1 whose beginning is not known, "
        "1 whose end is not known."
    )
    assert aside_of(counted.figure) == apart
    assert counted.sentence == f"1 partnership counted: member 1. {apart}"
    alone = RecordsPage(presence(WHERE, ended), "P17")
    assert alone.sentence == (
        "There is no figure: what is told does not say so much. "
        "Besides, not counted: 1 whose end is not known."
    )
    (card,) = [
        one for row in cards_of(alone.presence) for one in row if "partner" in one.label
    ]
    assert (card.value, card.unknown) == (None, "not known")
    assert card.url.endswith("/records/P17/")


def test_a_figure_of_one_is_called_as_one() -> None:
    def labels(*records: Any) -> list[str]:
        cards = [card for row in cards_of(presence(*records)) for card in row]
        return [f"{card.value} {card.label}" for card in cards if card.value]

    belgian = activity("BE")
    own = taking_part(belgian, 1, "speaker")
    assert labels(belgian, own, party(1), target("BE")) == [
        "1 activity",
        "1 country",
        "1 participation",
        "1 qualified participation",
        "1 partnership",
        "1 planned country reached",
    ]
    assert labels(WHERE, belgian, own)[:2] == ["2 activities", "2 countries"]


def test_nothing_is_said_of_what_is_not_recorded() -> None:
    figures = presence().figures.values()
    notes = {figure.indicator.code: note_of(figure) for figure in figures}
    assert notes == dict.fromkeys(INDICATORS, "") | {"P18": "no country was planned"}


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [
        ("P01", "1 activity counted", "2 activities counted"),
        ("P02", "1 country counted", "2 countries counted"),
        ("P03", "1 activity counted", "2 activities counted"),
        ("P04", "1 participation counted", "2 participations counted"),
        ("P05", "1 participation counted", "2 participations counted"),
        ("P06", "1 member counted", "2 members counted"),
        ("P07", "1 person counted", "2 people counted"),
        ("P17", "1 partnership counted", "2 partnerships counted"),
        ("P18", "1 country counted", "2 countries counted"),
    ],
)
def test_how_many_were_counted(code: str, one: str, two: str) -> None:
    assert (COUNTED[code](1), COUNTED[code](2)) == (one, two)


def test_the_page_of_records_says_how_many_in_a_sentence() -> None:
    own = taking_part(WHERE, 1, organisation=member(1))
    year = presence(WHERE, own)
    assert RecordsPage(year, "P01").sentence == "1 activity counted: on one occasion."
    assert RecordsPage(year, "P03").sentence == "1 activity counted."
    assert RecordsPage(year, "P07").sentence == (
        "There is no figure: nobody gives a number."
    )


def test_filters_in_use_are_named_and_taken_away_one_by_one() -> None:
    year = presence(
        WHERE, cluster="c1", country="BR", area="beyond", level=2, kind="fair"
    )
    page = RecordsPage(year, "P05")
    assert [option.label for option in page.active] == [
        "C1",
        "Brazil",
        "beyond Europe",
        "fair",
        "Exhibitor, delegate or in bilateral meetings, or above",
    ]
    assert page.active[0].url.endswith("?country=BR&area=beyond&kind=fair&level=2")
    assert [
        RecordsPage(presence(WHERE, step=step), "P05").active[0].label
        for step in ("unknown", "3")
    ] == ["Not named", "Speaker"]


def test_a_facet_counts_the_activities_that_each_choice_would_leave() -> None:
    other = activity("FR", kind="fair")
    year = presence(WHERE, other, taking_part(WHERE, 1, "speaker"), country="FR")
    facets = {facet.label: facet.options for facet in YearPage(year).facets}
    assert [(one.label, one.count, one.is_active) for one in facets["Country"]] == [
        ("Belgium", 1, False),
        ("Brazil", 1, False),
        ("France", 1, True),
    ]
    assert [(one.label, one.count) for one in facets["Kind"]] == [("fair", 1)]
    assert "Cluster" not in facets


def test_the_years_are_the_recorded_ones_and_this_one() -> None:
    year = presence(WHERE, country="BE", cluster="c1")
    page = YearPage(year, is_of_cluster=True)
    assert [(one.label, one.url, one.is_active) for one in page.years] == [
        ("2014", "/en/clusters/c1/presence/2014/", False),
        ("2016", "/en/clusters/c1/presence/2016/", True),
    ]
    assert page.calendar_url == "/en/calendar/?year=2016&cluster=C1"


def test_europe_and_beyond_have_a_line_each() -> None:
    lines = YearPage(presence(WHERE, taking_part(WHERE, 1))).areas
    assert [(one.label, one.activities, one.participations) for one in lines] == [
        ("Europe", 1, 1),
        ("beyond Europe", 1, 1),
    ]
    assert [[name for name, _ in one.countries] for one in lines] == [
        ["Belgium"],
        ["Brazil"],
    ]
