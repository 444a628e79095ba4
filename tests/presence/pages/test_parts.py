"""What is too long for the page of a year is on pages of its own: nothing is lost."""

import re
from typing import Any

import pytest
from django.test import Client

from fondaco.presence import coverage, grids, limits
from fondaco.presence.pages import facets, parts, records, years
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
YEAR = "/en/presence/2016/"
COUNTRIES = ("BE", "FR", "DE", "US")


@pytest.fixture(autouse=True)
def _little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four of everything are too many."""
    monkeypatch.setattr(years, "MOST_PLACES", 3)
    monkeypatch.setattr(years, "MOST_BARS", 3)
    monkeypatch.setattr(coverage, "MOST_SOURCES", 3)
    monkeypatch.setattr(facets, "MOST_SOURCES", 3)
    monkeypatch.setattr(facets, "FEW_SOURCES", 2)
    monkeypatch.setattr(facets, "MOST_COUNTRIES", 3)
    monkeypatch.setattr(grids, "MOST_COUNTRIES", 3)
    monkeypatch.setattr(parts, "A_PAGE", 3)
    monkeypatch.setattr(records, "A_PAGE", 3)


def fill(number: int) -> None:
    network = make_network()
    cluster = make_cluster(network=network, slug="one", acronym="ONE")
    for month in range(1, number + 1):
        activity = make_activity(
            network,
            title_en=f"Fair {month}",
            start=f"2016-{month:02}-28",
            end=f"2016-{month + 1:02}-02" if month == 2 else "",
        )
        make_place(activity, COUNTRIES[month - 1], city=f"City {month}")
        one = make_participation(activity, cluster, role="speaker")
        cite(one, make_source(slug=f"source-{month}", title=f"Source {month}"))


def text_of(client: Client, address: str, **asked: Any) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


def lines(text: str) -> list[str]:
    """The first cell of each line of the first table."""
    body = re.findall(r"(?s)<tbody>(.*?)</tbody>", text)[0]
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", body)
    return [re.sub(r"<[^>]+>", "", row.split("</td>")[0]).strip() for row in rows]


def test_a_small_year_is_whole_on_its_page(client: Client) -> None:
    fill(3)
    text = text_of(client, YEAR)
    assert f"{YEAR}all/" not in text
    assert text.count('class="bar-mark') == 3
    assert all(f">City {number}</a>" in text for number in (1, 2, 3))


def test_a_large_year_leads_to_the_lists_of_what_it_does_not_show(
    client: Client,
) -> None:
    fill(4)
    text = text_of(client, YEAR)
    for part in parts.PARTS:
        assert f'href="{YEAR}all/{part}/"' in text
    assert "All 4 places" in text
    assert "All 4 sources of 2016" in text
    assert text.count(">All 4 countries<") == 2
    assert "The 3 countries with the most participations." in text
    assert 'class="bar-mark' not in text
    assert ">City 1<" not in text
    # An activity that goes on into March is in both months, and once in the whole.
    for month, number in ((1, 1), (2, 1), (3, 2), (4, 1)):
        url = f"{YEAR}all/timeline/?cluster=one&amp;month={month}"
        assert f'<a href="{url}">{number}</a>' in text
    assert f'<a href="{YEAR}all/timeline/?cluster=one">4</a>' in text


def test_each_list_has_everything_by_pages(client: Client) -> None:
    fill(4)
    for part, first in (
        ("places", "City"),
        ("countries", ""),
        ("timeline", "ONE"),
        ("sources", ""),
    ):
        address = f"{YEAR}all/{part}/"
        found = [
            line
            for page in (1, 2)
            for line in lines(text_of(client, address, page=page))
        ]
        assert len(found) == 4, part
        assert all(first in line for line in found)


def test_the_countries_lead_to_the_year_in_each(client: Client) -> None:
    fill(4)
    text = text_of(client, f"{YEAR}all/countries/", sort="country", page=2)
    assert re.findall(r">([^<]+)</a></td>", text)[0] == "United States"
    assert f'<a href="{YEAR}?country=US">United States</a>' in text
    assert f'<a href="{YEAR}records/P05/?country=US">1</a>' in text


def test_a_list_is_sorted_as_asked_and_narrowed_to_a_month(client: Client) -> None:
    fill(4)
    address = f"{YEAR}all/timeline/"
    text = text_of(client, address, month=3, sort="activity")
    titles = re.findall(r">(Fair \d)</a>", text)
    assert titles == ["Fair 2", "Fair 3"]
    assert '<th scope="col" aria-sort="ascending">' in text
    assert "March" in text
    assert len(re.findall(r">(Fair \d)</a>", text_of(client, address, month=99))) == 3
    sources = text_of(client, f"{YEAR}all/sources/", sort="source", page=2)
    assert "Source 4" in sources
    assert f'<a href="{YEAR}?source=source-4">1</a>' in sources


def test_what_is_no_list_is_not_there_and_a_filter_amiss_is_told(
    client: Client,
) -> None:
    fill(1)
    assert client.get(f"{YEAR}all/people/").status_code == 404
    assert "Start again" in text_of(client, f"{YEAR}all/places/", area="x")


def test_records_come_by_pages_too(client: Client) -> None:
    fill(4)
    first, second = (
        text_of(client, f"{YEAR}records/P05/", page=page) for page in (1, 2)
    )
    assert first.count('class="record"') == 3
    assert second.count('class="record"') == 1
    assert '<ol class="record-list" start="4">' in second
    assert "4 participations counted" in second


def test_the_limits_leave_a_small_network_whole() -> None:
    assert (limits.MOST_PLACES, limits.MOST_BARS, limits.A_PAGE) == (60, 150, 100)


def test_a_list_of_nothing_says_so_and_leads_on(client: Client) -> None:
    make_network()
    page = client.get("/en/presence/1999/all/timeline/").text
    assert "Nothing is recorded for this list" in page
    assert "<table" not in page


def test_the_most_stay_in_their_order() -> None:
    numbers = {"FR": 1, "BE": 3, "DE": 1, "US": 2}
    assert limits.most(4, numbers) == ["FR", "BE", "DE", "US"]
    assert limits.most(3, numbers) == ["BE", "DE", "US"]


def test_a_country_asked_for_is_among_the_filters_however_few_were_there(
    client: Client,
) -> None:
    fill(4)
    chips = re.compile(r'class="filter-chip" href="[^"]*\?country=(..)"')
    shown = chips.findall(text_of(client, YEAR))
    assert len(shown) == 3
    (left_out,) = {*COUNTRIES} - {*shown}
    text = text_of(client, YEAR, country=left_out)
    assert len(chips.findall(text)) == 3
    assert f"records/P01/?country={left_out}" in text
