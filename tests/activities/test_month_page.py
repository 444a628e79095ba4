"""The calendar's month: a grid of days, and what may fall in it."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from fondaco.activities.dating import in_order
from fondaco.activities.entries import Entry, read_entries
from fondaco.activities.filters import Selection
from fondaco.activities.month_grid import Cell, Week, weeks_of
from fondaco.activities.month_page import MonthPage, lay_out_month
from fondaco.activities.months import Month
from fondaco.activities.queries import visible_activities
from fondaco.registry.models import Network
from tests.factories import (
    make_activity,
    make_cluster,
    make_network,
    make_participation,
)

pytestmark = pytest.mark.django_db

NOVEMBER = Month(2016, 11)
TODAY = dt.date(2016, 11, 24)


@pytest.fixture
def network() -> Network:
    return make_network()


def make(
    network: Network, title: str, start: str, end: str = "", **fields: Any
) -> None:
    make_activity(
        network, title_it=title, title_en=title, start=start, end=end, **fields
    )


def entries() -> list[Entry]:
    return read_entries(in_order(visible_activities(), TODAY))


def month_page(month: Month | None = NOVEMBER, today: dt.date = TODAY) -> MonthPage:
    return lay_out_month(entries(), month, today, Selection(), "/c/")


def drawn(week: Week) -> list[str]:
    """Rows as text: a letter for each day of an activity, a dot for a free day."""

    def text(cell: Cell) -> str:
        sign = cell.entry.title_it[0] if cell.entry else " " if cell.is_beside else "."
        return sign * cell.span

    return ["".join(map(text, row)) for row in week.rows]


# 1. The grid.
def test_activities_lie_across_their_days_and_never_on_each_other(
    network: Network,
) -> None:
    make(network, "Brief", "2016-11-24")
    make(network, "Congress", "2016-11-23", "2016-11-25")
    make(network, "Later", "2016-11-26", "2016-11-27")
    make(network, "March", "2016-10-28", "2016-11-08")
    make(network, "Off", "2016-11-30", "2016-12-02")
    make(network, "Year", "2016")

    weeks = weeks_of(NOVEMBER, entries(), TODAY)

    assert [drawn(week) for week in weeks] == [
        [" MMMMMM"],
        ["MM....."],
        [],
        ["..CCCLL", "...B..."],
        ["..O    "],
    ]
    first, last = weeks[0].rows[0][1], weeks[4].rows[0][2]
    assert (first.has_begun, first.goes_on) == (True, True)
    assert (last.has_begun, last.goes_on) == (False, True)


def test_today_is_marked_and_days_of_other_months_are_blank(network: Network) -> None:
    weeks = weeks_of(NOVEMBER, [], TODAY)
    days = [day for week in weeks for day in week.days]
    assert [day.date.day for day in days if day.is_today and day.date] == [24]
    assert [day.date is None for day in days].count(True) == 5
    assert [day.date.day for day in days if day.date] == list(range(1, 31))


# 2. What is not known to the day.
def test_what_has_no_day_stands_apart_by_how_much_is_known(network: Network) -> None:
    make(network, "Day", "2016-11-03")
    make(network, "Month", "2016-11")
    make(network, "Half", "2016-11-20", "2016-11")
    make(network, "Season", "autumn 2016")
    make(network, "Year", "2016")
    make(network, "Other month", "2016-10")
    make(network, "Other year", "2015")
    make(network, "Undated", "")

    page = month_page()

    assert [one.title_it for one in page.dated] == ["Day"]
    assert {
        group.title: {one.title_it for one in group.entries} for group in page.perhaps
    } == {
        "In novembre 2016, giorno non noto": {"Month", "Half"},
        "Forse in novembre 2016: mese non noto": {"Season", "Year"},
    }
    assert page.rest_url == ""


def test_of_a_whole_year_a_month_lists_a_few_and_leads_to_all(network: Network) -> None:
    for number in range(21):
        make(network, f"Year {number}", "2016")
    page = month_page()
    assert [len(group.entries) for group in page.perhaps] == [20]
    assert page.rest_url == "/c/?year=2016"


# 3. The way to other months.
def test_months_and_years_say_how_much_is_in_them(network: Network) -> None:
    make(network, "One", "2016-11-30", "2017-01-02")
    make(network, "Two", "2016-11")
    make(network, "Three", "2019-05-04")
    make(network, "Four", "2021")

    page = month_page()

    assert [(step.label, step.count) for step in page.months if step.count] == [
        ("novembre", 2),
        ("dicembre", 1),
    ]
    assert [(step.label, step.url) for step in page.years] == [
        ("2016", "/c/?view=month&month=2016-11"),
        ("2017", "/c/?view=month&month=2017-01"),
        ("2019", "/c/?view=month&month=2019-05"),
    ]
    assert [step.label for step in (page.previous, page.next) if step] == [
        "Ottobre 2016",
        "Dicembre 2016",
    ]
    assert page.sentence == "2 attività in novembre 2016."


def test_the_first_and_the_last_month_have_one_neighbour() -> None:
    first, last = month_page(Month(1900, 1)), month_page(Month(2199, 12))
    assert (first.previous, last.next) == (None, None)
    assert first.next is not None
    assert last.previous is not None


@pytest.mark.parametrize(
    ("dates", "month"),
    [
        ([("2016-11-03", "")], "Novembre 2016"),
        ([("2016-12-03", ""), ("2014-05-03", "")], "Dicembre 2016"),
        ([("2014-05-03", "2014-06-02"), ("2013-01-01", "")], "Giugno 2014"),
        ([("2016", "")], "Novembre 2016"),
        ([], "Novembre 2016"),
    ],
)
def test_without_a_month_it_shows_the_nearest_with_activities(
    network: Network, dates: list[tuple[str, str]], month: str
) -> None:
    for start, end in dates:
        coming = start > str(TODAY)
        make(network, "One", start, end, status="announced" if coming else "held")
    assert month_page(None).title == month


# 4. The page.
def page_of(client: Client, **query: str) -> str:
    response = client.get("/en/calendar/", query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_page_is_a_table_with_words_for_those_who_hear_it(
    client: Client, network: Network
) -> None:
    make(network, "Congress", "2016-11-23", "2016-11-25", is_virtual=True)
    page = page_of(client, view="month", month="2016-11")
    table = page.split('<table class="month">')[1].split("</table>")[0]
    assert re.findall(r'<th scope="col"><abbr title="(\w+)">(\w+)<', table)[::6] == [
        ("Monday", "Mon"),
        ("Sunday", "Sun"),
    ]
    cell = re.search(r'<td colspan="3">(.*?)</td>', table, re.S)
    assert cell is not None
    assert " ".join(re.sub("<[^>]+>", " ", cell[1]).split()) == (
        "Congress online from 23 to 25 November 2016"
    )
    assert "<title>Calendar – November 2016 – Fondaco</title>" in page
    # The same on a narrow screen, as a list.
    assert page.count(">Congress</a>") == 1


def test_filters_are_kept_from_tab_to_tab_and_month_to_month(
    client: Client, network: Network
) -> None:
    make(network, "Congress", "2016-11-23", kind="fair")
    page = page_of(client, view="month", month="2016-11", kind="fair")
    tabs = page.split('class="page-tabs"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', tabs) == [
        "/en/calendar/?kind=fair",
        "/en/calendar/?kind=fair&view=month",
        "/en/calendar/?kind=fair&view=map",
    ]
    assert 'rel="next" href="/en/calendar/?kind=fair&view=month&month=2016-12"' in page
    assert 'class="filter-chip" href="/en/calendar/?view=month&month=2016-11"' in page
    form = page.split('<details class="calendar-filters">')[1].split("</form>")[0]
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form) == [
        ("view", "month"),
        ("month", "2016-11"),
    ]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"view": "week"}, "There is no view “week”: give list, month or map."),
        (
            {"view": "month", "month": "2016-13"},
            "“2016-13” is not a month. Write it as 2016-11.",
        ),
        ({"month": "1"}, "“1” is not a month. Write it as 2016-11."),
        ({"month": "9999-01"}, "“9999-01” is not a month. Write it as 2016-11."),
    ],
)
def test_a_view_that_is_not_there_is_said(
    client: Client, network: Network, query: dict[str, str], problem: str
) -> None:
    make(network, "Congress", "2016-11-23", kind="fair")
    page = page_of(client, kind="fair", **query)
    assert problem in page
    assert 'href="/en/calendar/?kind=fair">Take it away' in page
    assert ">Congress</a>" not in page


def test_every_view_takes_few_queries(
    client: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        make(network, "Congress", f"2016-11-{number + 10}")
    make_participation(visible_activities()[0], make_cluster())
    for view in ("list", "month", "map"):
        with django_assert_max_num_queries(6):
            page_of(client, view=view)
