import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from fondaco.core.partial_dates import PartialDate
from fondaco.presence import charts, grids
from fondaco.presence.facts import PlaceFact
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.presence import Presence, compose
from fondaco.web.charts.country_points import country_point
from tests.presence.records import activity, count, facts, taking_part


def presence(*records: Any, **filters: Any) -> Presence:
    return compose(
        facts(*records),
        facts(year=2015),
        Filters(**filters),
        years=(2016,),
        codes=INDICATORS,
    )


def at(
    country: str, city: str = "", position: tuple[float, float] | None = None
) -> PlaceFact:
    return PlaceFact(country, city, *(position or (None, None)))


UID = "23456789ab"


def test_a_mark_is_a_place_with_its_activities_and_the_highest_role_there() -> None:
    first, second = (
        activity(places=(at("BE", "Brussels", (50.8, 4.4)),)),
        activity(places=(at("BE", "Brussels"), at("BE", "Brussels"))),
    )
    (mark,) = charts.map_marks(
        presence(
            first, second, taking_part(first, 1), taking_part(second, 1, "speaker")
        )
    )
    assert (mark.latitude, mark.longitude) == (50.8, 4.4)
    assert (mark.label, mark.value, mark.level) == ("Brussels", 2, 3)
    assert mark.url == "/en/presence/2016/records/P01/?country=BE"


def test_a_city_is_found_in_the_gazetteer_and_named_in_the_page_s_language() -> None:
    where = presence(activity(places=(at("FR", "Lyon"),)))
    with override("it"):
        (mark,) = charts.map_marks(where)
    assert mark.label == "Lione"
    assert (round(mark.latitude), round(mark.longitude)) == (46, 5)


def test_a_country_without_a_city_has_its_own_point() -> None:
    (mark,) = charts.map_marks(presence(activity(places=(at("BR"),))))
    assert mark.label == "Brazil"
    assert (mark.latitude, mark.longitude) == country_point("BR")


def test_what_is_nowhere_has_no_mark() -> None:
    where = presence(activity(places=(at("TV", "Nowhere"),)), activity(is_virtual=True))
    assert charts.map_marks(where) == []


def test_only_the_places_asked_for_are_marked() -> None:
    where = activity(places=(at("BR"), at("MX")))
    marks = charts.map_marks(presence(where, country="MX"))
    assert [mark.label for mark in marks] == ["Mexico"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2016-11-23", "2016-11-25", ((11, 23), (11, 25), False)),
        ("2016-11-23", "", ((11, 23), (11, 23), False)),
        ("2016-11", "", ((11, 1), (11, 30), True)),
        ("2016-11-23", "2016-12", ((11, 23), (12, 31), True)),
        ("2016", "", ((1, 1), (12, 31), True)),
    ],
)
def test_a_bar_lasts_as_long_as_it_may_have_and_says_if_it_is_vague(
    start: str, end: str, expected: tuple[Any, Any, bool]
) -> None:
    where = activity(uid=UID, start=start, end=PartialDate.parse(end))
    lane, *_ = charts.lanes(presence(where, taking_part(where, 1, "organiser")))
    (bar,) = lane.bars
    first, last, vague = expected
    assert (bar.start, bar.end) == (dt.date(2016, *first), dt.date(2016, *last))
    assert (bar.is_vague, bar.level) == (vague, 5)
    assert bar.url == f"/en/activities/{UID}/"


def test_each_cluster_has_a_lane_and_the_unnamed_the_last() -> None:
    where = activity(uid=UID)
    drawn = charts.lanes(presence(where, count(where, 2)))
    assert [lane.label for lane in drawn] == ["C1", "C2", "C3", "Not named"]
    assert [len(lane.bars) for lane in drawn] == [0, 0, 0, 1]
    note = "not named, perhaps among those not named"
    assert [lane.note for lane in drawn] == [note, note, note, ""]
    assert drawn[0].url == "/en/clusters/c1/presence/2016/"


def test_a_cluster_s_own_year_is_one_lane() -> None:
    where = activity(uid=UID)
    year = presence(where, taking_part(where, 1), count(where, 3), cluster="c1")
    assert [(lane.label, lane.url) for lane in charts.lanes(year)] == [("C1", "")]


def test_the_grid_counts_participations_and_leads_to_exactly_these() -> None:
    america, brussels = activity("BR", "MX"), activity("BE")
    grid = grids.grid(
        presence(
            america,
            brussels,
            taking_part(america, 1),
            taking_part(brussels, 1, "speaker"),
            count(brussels, 3),
        )
    )
    assert [column.label for column in grid.columns] == ["Belgium", "Brazil", "Mexico"]
    assert {key: count.value for key, count in grid.counts.items()} == {
        ("c1", "BE"): 1,
        ("c2", "BE"): None,
        ("c3", "BE"): None,
        ("unnamed", "BE"): 2,
        ("c1", "BR"): 1,
        ("c1", "MX"): 1,
    }
    assert grid.has_doubts
    assert grid.counts["c2", "BE"].unknown == "not named"
    assert grid.counts["c2", "BE"].url == grid.counts["unnamed", "BE"].url
    assert grid.counts["c1", "BE"].level == 3
    assert grid.counts["unnamed", "BE"].url == (
        "/en/presence/2016/records/P05/?country=BE&step=unknown"
    )
    assert {key: count.value for key, count in grid.row_totals.items()} == {
        "c1": 2,
        "c2": None,
        "c3": None,
        "unnamed": 2,
    }
    assert [grid.column_totals[code].value for code in ("BE", "BR", "MX")] == [3, 1, 1]


def test_the_ladder_is_listed_from_the_top_with_the_unnamed_below() -> None:
    where = activity("BE")
    items = charts.levels_of(
        presence(
            where,
            taking_part(where, 1),
            taking_part(where, 2, "promoter"),
            count(where, 3),
        )
    )
    assert [(item.level, item.value) for item in items] == [(5, 1), (1, 1), (None, 1)]
    assert items[0].url == "/en/presence/2016/records/P05/?step=5"


def test_kinds_are_listed_by_their_number() -> None:
    items = charts.kinds_of(
        presence(activity(kind="fair"), activity(kind="visit"), activity(kind="visit"))
    )
    assert [(item.label, item.value) for item in items] == [("Visit", 2), ("Fair", 1)]
