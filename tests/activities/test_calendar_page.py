"""The calendar as a visitor meets it."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fondaco.activities import paging
from fondaco.activities.filters import FILTERS
from fondaco.activities.models import Activity, ActivityAlias, Attendance
from fondaco.registry.models import Network
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_body,
    make_cluster,
    make_network,
    make_organisation,
    make_participation,
    make_person,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return make_network()


def open_calendar(client: Client, **query: Any) -> str:
    with override("en"):
        address = reverse("activities:calendar")
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def titles_in(page: str) -> list[str]:
    found = re.findall(r'class="entry-title">\s*<a [^>]*>(.*?)</a>', page, re.S)
    return [unescape(re.sub("<[^>]+>", "", title)) for title in found]


def problems_in(page: str) -> list[str]:
    alert = re.search(r'class="alert alert-warning".*?</ul>', page, re.S)
    found = re.findall(r"<li>(.*?)<a", alert[0], re.S) if alert else []
    return [unescape(text).strip() for text in found]


# 1. What it lists.
def test_an_activity_is_shown_with_its_dates_places_roles_and_status(
    client: Client, network: Network
) -> None:
    activity = make_activity(
        network,
        title_it="Missione in Brasile",
        title_en="",
        kind="mission_outgoing",
        status="cancelled",
    )
    make_place(activity, "BR", city="São Paulo")
    make_participation(activity, make_cluster(acronym="LAC"), role="head_of_delegation")

    page = open_calendar(client)

    words = " ".join(re.sub("<[^>]+>", " ", page.split('class="entry"')[1]).split())
    assert words.startswith(
        "> From 23 to 25 November 2016 Missione in Brasile cancelled "
        "Outgoing mission · São Paulo, Brazil LAC head of delegation"
    )
    assert '<span lang="it">Missione in Brasile</span>' in page


def test_both_languages_have_their_own_address(client: Client) -> None:
    with override("it"):
        assert reverse("activities:calendar") == "/calendario/"
    with override("en"):
        assert reverse("activities:calendar") == "/en/calendar/"
    assert "<h1>Calendario</h1>" in client.get("/calendario/").content.decode()
    assert "<h1>Calendar</h1>" in client.get("/en/calendar/").content.decode()


def test_an_empty_calendar_says_what_belongs_in_it(client: Client) -> None:
    assert "No activity is recorded yet" in open_calendar(client)


def test_what_is_to_come_is_on_top_and_said_so(
    client: Client, network: Network
) -> None:
    soon = timezone.localdate() + dt.timedelta(3)
    make_activity(network, title_en="Soon", start=str(soon), end="", status="announced")
    make_activity(network, title_en="Long ago")

    page = open_calendar(client)

    assert titles_in(page) == ["Soon", "Long ago"]
    assert "2 activities: those to come, then the past, newest first." in page
    assert re.findall(r"<h2 id=[^>]*>([^<]*)</h2>", page) == ["Coming up", "2016"]


# 2. Filters.
@pytest.fixture
def four(network: Network) -> dict[str, Activity]:
    """Four activities that differ in everything that a filter asks for."""
    le2c = make_cluster(acronym="LE2C", slug="le2c", name_it="Cluster dell’energia")
    afil = make_cluster(acronym="AFIL", slug="afil")
    made = {
        "fair": make_activity(
            network, kind="fair", title_it="Fiera di Lione", title_en="Lyon fair"
        ),
        "mission": make_activity(
            network,
            kind="mission_outgoing",
            title_it="Missione a San Paolo",
            title_en="",
            start="2018-03-01",
            end="2019-02-01",
            status="announced",
            programme=make_programme(name_it="Azione a basse emissioni"),
        ),
        "online": make_activity(
            network,
            kind="seminar",
            title_it="Seminario «Città e qualità»",
            title_en="",
            is_virtual=True,
            start="2019",
            end="",
        ),
        "undated": make_activity(network, title_it="Senza data", start="", end=""),
    }
    make_place(made["fair"], "FR", city="Lyon")
    make_place(made["mission"], "BR", city="São Paulo")
    make_participation(made["fair"], le2c, role="speaker")
    make_participation(made["fair"], afil, role="participant")
    make_participation(
        made["mission"], afil, organisation=make_organisation(name="Società Rossi")
    )
    make_body(made["mission"], make_organisation(name="ICE Agenzia", acronym="ICE"))
    ActivityAlias.objects.create(activity=made["online"], name="Kick Off")
    attendance = make_participation(made["undated"], le2c, role="organiser")
    for public, name in ((True, "Vallerani"), (False, "Segreto")):
        Attendance.objects.create(
            participation=attendance,
            person=make_person(family_name=name, is_public=public),
        )
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"year": "2016"}, {"fair"}),
        ({"year": "2018"}, {"mission"}),
        ({"year": "2019"}, {"mission", "online"}),
        ({"year": ["2016", "2018"]}, {"fair", "mission"}),
        ({"cluster": "le2c"}, {"fair", "undated"}),
        ({"cluster": "AFIL"}, {"fair", "mission"}),
        ({"country": "BR"}, {"mission"}),
        ({"country": "Francia"}, {"fair"}),
        ({"country": "online"}, {"online"}),
        ({"kind": "seminar"}, {"online"}),
        ({"role": "speaker"}, {"fair"}),
        ({"status": "announced"}, {"mission"}),
        ({"cluster": "le2c", "role": "speaker"}, {"fair"}),
        # AFIL was there, and somebody spoke; but AFIL did not speak.
        ({"cluster": "afil", "role": "speaker"}, set()),
        ({"cluster": "afil", "year": "2019"}, {"mission"}),
        ({"q": "lyon"}, {"fair"}),
        ({"q": "lione"}, {"fair"}),
        ({"q": "CITTA qualita"}, {"online"}),
        ({"q": "sao paulo"}, {"mission"}),
        ({"q": "brasile"}, {"mission"}),
        ({"q": "Brazil"}, {"mission"}),
        ({"q": "ice agenzia"}, {"mission"}),
        ({"q": "società ROSSI"}, {"mission"}),
        ({"q": "dell'energia"}, {"fair", "undated"}),
        ({"q": "kick off"}, {"online"}),
        ({"q": "basse emissioni"}, {"mission"}),
        ({"q": "vallerani"}, {"undated"}),
        ({"q": "segreto"}, set()),
        ({"q": "fair"}, {"fair"}),
        ({"q": '"kick off'}, {"online"}),
        ({"q": "lione brasile"}, set()),
        ({"q": "%"}, set()),
        ({"q": "?!"}, None),
        ({"q": "_"}, set()),
        ({"q": "afil", "country": "BR"}, {"mission"}),
    ],
)
def test_filters_find_what_they_ask_for(
    client: Client,
    four: dict[str, Activity],
    query: dict[str, Any],
    found: set[str] | None,
) -> None:
    page = open_calendar(client, **query)
    expected = found or set()
    with override("en"):
        assert set(titles_in(page)) == {four[name].title.text for name in expected}
    assert (problems_in(page) != []) == (found is None)


def test_each_value_says_how_many_it_would_leave(
    client: Client, four: dict[str, Activity]
) -> None:
    def counts(name: str, **query: Any) -> dict[str, str]:
        page = open_calendar(client, **query)
        found = re.findall(
            rf'for="filter-{name}-[^"]*">(.*?) <span[^>]*>\((\d+)\)', page
        )
        return dict(found)

    assert counts("cluster") == {"AFIL": "2", "LE2C": "2"}
    assert counts("year") == {"2019": "2", "2018": "1", "2016": "1"}
    assert counts("cluster", country="FR") == {"AFIL": "1", "LE2C": "1"}
    # A filter's own choice does not narrow what it offers.
    assert counts("country", country="FR") == {
        "Brazil": "1",
        "France": "1",
        "Online": "1",
        "Place not known": "1",
    }
    assert counts("role", cluster="afil") == {"Participant": "2"}
    # What was chosen stays to be unchosen, though it leaves nothing.
    assert counts("kind", kind="visit", q="lyon") == {"Fair": "1", "Visit": "0"}


def test_active_filters_are_chips_that_take_themselves_back(
    client: Client, four: dict[str, Activity]
) -> None:
    page = open_calendar(client, country=["BR", "FR"], q="a")
    chips = re.findall(r'class="filter-chip" href="([^"]*)"[^>]*>\s*([^<]*?)\s*<', page)
    assert [(unescape(url), label) for url, label in chips] == [
        ("/en/calendar/?country=BR&country=FR", "Text: a"),
        ("/en/calendar/?country=FR&q=a", "Country: Brazil"),
        ("/en/calendar/?country=BR&q=a", "Country: France"),
    ]


def test_the_feed_of_the_page_has_the_filters_of_the_page(
    client: Client, four: dict[str, Activity]
) -> None:
    page = unescape(open_calendar(client, country="br", q="a", page="1"))
    address = "localhost:8000/en/calendar.ics?country=BR&q=a"
    assert f'href="webcal://{address}"' in page
    assert f'value="http://{address}"' in page


# 3. What cannot be understood.
def test_a_wrong_filter_shows_nothing_but_what_it_takes(
    client: Client, four: dict[str, Activity]
) -> None:
    page = open_calendar(client, country="Atlantis", year="2016")
    assert problems_in(page) == [
        "Country: “Atlantis” is not known. "
        "Give a country by its name or ISO code, such as BE."
    ]
    assert titles_in(page) == []
    assert 'href="/en/calendar/?year=2016">Take it away' in page
    # The lists to choose from are there.
    assert "filter-country-FR" in page


def test_a_filter_that_does_not_exist_is_named_and_left_out(
    client: Client, four: dict[str, Activity]
) -> None:
    page = open_calendar(client, colour="red", year="2016")
    assert problems_in(page) == ["There is no filter called “colour”: it was left out."]
    assert titles_in(page) == ["Lyon fair"]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("1000000000", "There is no page 1000000000: the last one is 1."),
        ("9" * 5000, f"There is no page {'9' * 20}: the last one is 1."),
        ("2", "There is no page 2: the last one is 1."),
        ("0", "“0” is not the number of a page."),
        ("-1", "“-1” is not the number of a page."),
        ("one", "“one” is not the number of a page."),
        ("²", "“²” is not the number of a page."),
    ],
)
def test_a_page_that_is_not_there_is_said(
    client: Client, four: dict[str, Activity], page: str, message: str
) -> None:
    content = open_calendar(client, page=page)
    assert (problems_in(content), titles_in(content)) == ([message], [])


def test_scripts_in_names_and_filters_stay_text(
    client: Client, network: Network
) -> None:
    script = "<script>alert('1')</script>"
    activity = make_activity(network, title_it=script, title_en="")
    make_place(activity, "IT", city=script)
    page = open_calendar(client, q=script, kind=script, **{script: "1"})
    assert "<script>alert" not in page + open_calendar(client)


QUERIES = st.dictionaries(
    st.sampled_from([*FILTERS, "page", "colour"]) | st.text(max_size=5),
    st.lists(
        st.sampled_from(["2016", "le2c", "BR", "fair", "speaker", "held", "online"])
        | st.text(max_size=30)
        | st.from_regex(r"[\"'\x00-\x1f<>%;\\]{1,9}"),
        max_size=4,
    ),
    max_size=6,
)


@given(query=QUERIES)
def test_no_address_breaks_the_calendar_or_its_feed(
    client: Client, four: dict[str, Activity], query: dict[str, list[str]]
) -> None:
    assert client.get("/en/calendar/", query).status_code == 200
    assert client.get("/calendario.ics", query).status_code in {200, 400}


# 4. Pages of fifty.
def test_a_long_calendar_comes_in_pages_that_keep_the_filters(
    client: Client, network: Network
) -> None:
    for day in range(60):
        start = dt.date(2016, 1, 1) + dt.timedelta(day)
        make_activity(network, title_en=f"Day {day}", start=str(start), end="")

    first = open_calendar(client, year="2016")
    second = open_calendar(client, year="2016", page="2")

    assert titles_in(first) == [f"Day {day}" for day in range(59, 9, -1)]
    assert titles_in(second) == [f"Day {day}" for day in range(9, -1, -1)]
    assert re.findall(r"<h[23][^>]*>([^<]*)</h[23]>", second)[:2] == ["2016", "January"]
    assert "?year=2016&amp;page=2" in first


def test_all_of_a_long_list_is_had_on_one_page_and_again_on_some(
    client: Client, network: Network
) -> None:
    for day in range(60):
        make_activity(
            network,
            title_en=f"Day {day}",
            start=str(dt.date(2016, 1, 1) + dt.timedelta(day)),
            end="",
        )

    first = open_calendar(client, year="2016")
    whole = open_calendar(client, year="2016", page="all")

    assert 'href="/en/calendar/?year=2016&amp;page=all">All 60 on one page<' in first
    assert titles_in(whole) == [f"Day {day}" for day in range(59, -1, -1)]
    assert 'href="/en/calendar/?year=2016">Fifty on a page<' in whole
    assert "pagination-wrapper" not in whole


def test_a_page_does_not_hold_the_whole_record(
    client: Client, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "WHOLE_SIZE", 52)
    for _ in range(53):
        make_activity(network)

    page = open_calendar(client, page="all")

    assert "One page holds 52 activities and these are 53: choose a year" in page
    assert "on one page" not in open_calendar(client)


# 5. How much it asks of the database.
@pytest.mark.parametrize("number", [1, 3, 60])
@pytest.mark.parametrize("query", ["", "?q=activity&role=speaker&year=2016&country=BE"])
def test_the_calendar_takes_few_queries_however_long(
    client: Client, cast: Cast, number: int, query: str
) -> None:
    for _ in range(number):
        activity = make_activity(cast.network)
        make_place(activity, "BE")
        make_participation(activity, cast.cluster, role="speaker")
        make_participation(activity, cast.other_cluster)
    client.force_login(cast.manager)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = (
            open_calendar(client)
            if not query
            else client.get(f"/en/calendar/{query}").content.decode()
        )
    assert len(titles_in(page)) == min(number, 50)
    assert len(queries) <= 9
