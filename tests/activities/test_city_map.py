"""The calendar's map: each city a mark and a line, that lead to what they count."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from fondaco.activities.choosing import Choosing
from fondaco.activities.entries import read_entries
from fondaco.activities.filters import Selection
from fondaco.activities.maps import CityMap, lay_out_map
from fondaco.activities.queries import visible_activities
from fondaco.registry.scope import NOBODY
from tests.factories import (
    make_activity,
    make_cluster,
    make_network,
    make_participation,
    make_place,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _activities() -> None:
    """Two in Brussels by its two names, one of them in Lyon, too; and those in none."""
    network = make_network()
    one, two = make_activity(network, title_en="One"), make_activity(network)
    make_place(one, "BE", city="Bruxelles")
    make_place(two, "BE", city="Brussels", latitude=50.8, longitude=4.3)
    make_place(two, "FR", city="Lione")
    make_participation(two, make_cluster(), role="speaker")
    three = make_activity(network, is_virtual=True)
    make_place(three, "BR", city="")
    make_activity(network, is_virtual=True)
    make_activity(network)


def map_of(query: str = "") -> CityMap:
    selection = Selection.read(QueryDict(query))
    chosen = Choosing.of(selection, NOBODY).choose(visible_activities(), selection)
    found = read_entries(chosen)
    with override("en"):
        return lay_out_map(found, selection, "/en/calendar/")


def lines(query: str = "") -> dict[str, int]:
    shown = map_of(query)
    return {line.label: line.count for line in shown.cities + shown.elsewhere}


def test_each_city_is_one_mark_however_it_is_written() -> None:
    shown = map_of()
    assert [(mark.label, mark.value, mark.level) for mark in shown.marks] == [
        ("Brussels", 2, 3),
        ("Lyon", 1, 3),
        ("Brazil", 1, 0),
    ]
    assert (shown.marks[0].latitude, shown.marks[0].longitude) == (50.8, 4.3)
    assert shown.sentence == "5 activities, in 3 countries."


def test_online_and_not_known_are_told_apart() -> None:
    assert lines() == {
        "Brussels, Belgium": 2,
        "Brazil, city not known": 1,
        "Lyon, France": 1,
        "Online": 2,
        "Place not known": 1,
    }


@pytest.mark.parametrize(
    "query", ["", "country=BE", "country=BE&country=online", "city=Lyon,FR", "city=BR"]
)
def test_a_line_leads_to_a_list_of_just_what_it_counts(
    client: Client, query: str
) -> None:
    shown = map_of(query)
    for line in shown.cities + shown.elsewhere:
        page = client.get(line.url).content.decode()
        assert len(re.findall(r'class="entry-title"', page)) == line.count, line


def test_where_places_are_chosen_the_map_shows_no_others() -> None:
    assert lines("country=BE") == {"Brussels, Belgium": 2}
    assert lines("city=Lyon,FR") == {"Lyon, France": 1}
    assert lines("country=unknown") == {"Place not known": 1}


def test_the_page_has_the_map_and_one_table(client: Client) -> None:
    page = unescape(client.get("/en/calendar/?view=map").content.decode())
    assert page.count("<table") == 1
    assert page.count('<th scope="row"') == 5
    assert 'class="map-mark level-3" href="/en/calendar/?city=Brussels%2C+BE"' in page
    chip = client.get("/en/calendar/?city=bruxelles, belgio").content.decode()
    assert "City: Brussels, Belgium" in chip
