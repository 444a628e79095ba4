"""The calendar's order and its headings."""

import datetime as dt

import pytest
from django.utils.translation import override

from fondaco.activities.dating import in_order
from fondaco.activities.entries import Entry, read_entries
from fondaco.activities.months import Month, parts_of
from fondaco.activities.queries import visible_activities
from fondaco.core.partial_dates import PartialDate
from tests.factories import make_activity, make_network

TODAY = dt.date(2016, 11, 20)


def entry(key: int, start: str, end: str = "", status: str = "announced") -> Entry:
    return Entry(
        pk=key,
        uid=f"uid{key}",
        kind="fair",
        status=status,
        title_it=start,
        title_en="",
        start=PartialDate.parse(start),
        end=PartialDate.parse(end),
        is_virtual=False,
        is_published=True,
        is_international=True,
        places=(),
        participants=(),
    )


@pytest.mark.parametrize(
    ("start", "end", "month"),
    [
        ("2016-11-23", "2016-12-01", Month(2016, 11)),
        ("2016-11", "", Month(2016, 11)),
        ("2016-11-03/2016-11-25", "", Month(2016, 11)),
        ("2016-11-25/2016-12-02", "", Month(2016, 0)),
        ("2016-autumn", "", Month(2016, 0)),
        ("2016-winter", "", Month(2016, 0)),
        ("2016", "", Month(2016, 0)),
        ("2016-11-25/..", "", Month(2016, 0)),
        ("../2016-11-25", "", Month(2016, 0)),
        ("", "2016-11-25", Month(2016, 11)),
        ("", "", None),
    ],
)
def test_an_activity_stands_in_the_month_that_its_dates_tell(
    start: str, end: str, month: Month | None
) -> None:
    assert Month.of(entry(1, start, end)) == month


def sorted_by_the_database(entries: list[Entry]) -> list[Entry]:
    network = make_network()
    for one in entries:
        make_activity(
            network,
            pk=one.pk,
            title_it=one.title_it or "Nobody knows when",
            start=str(one.start),
            end=str(one.end),
            status=one.status,
        )
    return read_entries(in_order(visible_activities(), TODAY))


@pytest.mark.django_db
def test_what_is_to_come_is_first_then_the_past_backwards_and_the_undated_last() -> (
    None
):
    entries = [
        entry(1, ""),
        entry(2, "2015"),
        entry(3, "2015-03-02"),
        entry(4, "2015-03-20"),
        entry(5, "2015-07"),
        entry(6, "2016-02-01"),
        entry(7, "2016"),
        entry(8, "2017-01-10"),
        entry(9, "2016-11-19", "2016-11-21"),
        entry(10, "2016-12-01"),
    ]

    ordered = sorted_by_the_database(entries)

    # 2016 itself may still be to come: nobody says that it is over.
    assert [one.pk for one in ordered] == [9, 10, 7, 8, 6, 5, 4, 3, 2, 1]


def test_what_was_held_is_past_even_if_only_its_year_is_known() -> None:
    entries = [entry(1, "2016", status="held"), entry(2, "2016-12", status="held")]
    assert [part.title for part in parts_of(entries, TODAY)] == ["2016"]


@pytest.mark.django_db
def test_each_year_past_is_a_part_and_each_month_a_group() -> None:
    entries = [
        entry(1, ""),
        entry(2, "2015"),
        entry(3, "2015-03-02"),
        entry(4, "2016-12-01"),
        entry(5, "2017"),
    ]

    with override("en"):
        parts = parts_of(sorted_by_the_database(entries), TODAY)

    assert [
        (part.anchor, part.title, [(g.title, [e.pk for e in g.entries])])
        for part in parts
        for g in part.groups
    ] == [
        ("upcoming", "Coming up", [("December 2016", [4])]),
        ("upcoming", "Coming up", [("2017, month not known", [5])]),
        ("y2015", "2015", [("March", [3])]),
        ("y2015", "2015", [("Month not known", [2])]),
        ("undated", "Date not known", [("", [1])]),
    ]


def test_months_are_written_in_italian() -> None:
    with override("it"):
        (part,) = parts_of([entry(1, "2015-08")], TODAY)
    assert [group.title for group in part.groups] == ["Agosto"]


def test_an_activity_that_lasts_stands_in_all_its_years() -> None:
    assert list(entry(1, "2016-11", "2018-02-01").years) == [2016, 2017, 2018]
    assert list(entry(1, "2016").years) == [2016]
    assert list(entry(1, "2016-11-25/..").years) == [2016]
    assert list(entry(1, "").years) == []
