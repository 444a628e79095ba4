"""What one saves while another writes is told, and costs nobody a word."""

from typing import Any

from django.http import QueryDict
from django.test import Client

from fondaco.activities.models import Activity
from fondaco.activities.records import ACTIVITIES
from fondaco.web.records.gone_rows import set_gone_rows_apart
from tests.conftest import Cast
from tests.factories import cite, make_activity, make_place, make_source
from tests.submitting import changed, errors, form_values


def open_in_two(
    cast: Cast, client: Client, url: str
) -> tuple[Client, dict[str, Any], Client, dict[str, Any]]:
    colleague = Client()
    client.force_login(cast.manager)
    colleague.force_login(cast.coordinator)
    mine, theirs = form_values(client.get(url)), form_values(colleague.get(url))
    return client, mine, colleague, theirs


def fair_in_two_cities(cast: Cast) -> Activity:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    make_place(activity, "FR", city="Lyon")
    make_place(activity, "BE", city="Gent")
    return activity


def test_a_row_deleted_elsewhere_is_a_change_meanwhile_and_no_mistake(
    cast: Cast, client: Client
) -> None:
    activity = fair_in_two_cities(cast)
    url = ACTIVITIES.url("change", activity)
    client, mine, colleague, theirs = open_in_two(cast, client, url)
    colleague.post(url, theirs | {"place-0-DELETE": "on"})
    assert [place.city for place in activity.places.all()] == ["Gent"]

    words = {"title_en": "My fair", "place__0__venue": "Hall 4", "place__2__city": ""}
    answer = client.post(url, changed(mine, words))
    assert errors(answer) == []
    editing = answer.context["editing"]
    (change,) = editing.meanwhile
    assert change.who == cast.coordinator.name
    assert "luoghi" in change.what
    kept = form_values(answer)
    assert kept["title_en"] == ["My fair"]
    rows = [
        [kept[f"place-{number}-{cell}"] for cell in ("id", "city", "venue")]
        for number in range(2)
    ]
    gent = str(activity.places.get().pk)
    assert rows == [[[gent], ["Gent"], [""]], [[""], ["Lyon"], ["Hall 4"]]]
    assert "eliminato questa riga" in answer.text
    assert '<a href="#id_place-1-country">Luoghi, riga 2</a>' in answer.text

    assert client.post(url, kept).status_code == 302
    activity.refresh_from_db()
    assert activity.title_en == "My fair"
    assert [place.venue for place in activity.places.all()] == ["", "Hall 4"]


def test_a_row_that_both_deleted_stays_deleted(cast: Cast, client: Client) -> None:
    activity = fair_in_two_cities(cast)
    url = ACTIVITIES.url("change", activity)
    client, mine, colleague, theirs = open_in_two(cast, client, url)
    colleague.post(url, theirs | {"place-0-DELETE": "on"})
    answer = client.post(url, mine | {"place-0-DELETE": "on"})
    assert client.post(url, form_values(answer)).status_code == 302
    assert [place.city for place in activity.places.all()] == ["Gent"]


def test_a_row_that_is_emptied_is_left_out(cast: Cast, client: Client) -> None:
    activity = fair_in_two_cities(cast)
    url = ACTIVITIES.url("change", activity)
    client, mine, colleague, theirs = open_in_two(cast, client, url)
    colleague.post(url, theirs | {"place-0-DELETE": "on"})
    kept = form_values(client.post(url, mine))
    empty = {"place-1-country": "", "place-1-city": "", "title_en": "My fair"}
    assert client.post(url, kept | empty).status_code == 302
    assert [place.city for place in activity.places.all()] == ["Gent"]


def test_a_row_that_went_without_a_change_of_its_record_locks_nothing(
    cast: Cast, client: Client
) -> None:
    activity = fair_in_two_cities(cast)
    url = ACTIVITIES.url("change", activity)
    client.force_login(cast.manager)
    mine = form_values(client.get(url))
    activity.places.filter(city="Lyon").delete()
    answer = client.post(url, mine)
    assert errors(answer) == []
    assert "ha modificato la scheda mentre scrivevi" in answer.text
    assert client.post(url, form_values(answer)).status_code == 302
    assert activity.places.count() == 2


def test_the_sources_of_a_row_are_kept_from_overwriting_too(
    cast: Cast, client: Client
) -> None:
    activity = fair_in_two_cities(cast)
    place = activity.places.get(city="Lyon")
    cite(place, make_source(), quote="a Lione")
    url = ACTIVITIES.sources_url(activity, place)
    client, mine, colleague, theirs = open_in_two(cast, client, url)
    colleague.post(url, theirs | {"citation-0-DELETE": "on"})
    assert not place.citations.exists()
    answer = client.post(url, mine | {"citation-0-quote": "in Lione"})
    assert errors(answer) == []
    assert client.post(url, form_values(answer)).status_code == 302
    assert place.citations.get().quote == "in Lione"


def test_rows_are_numbered_anew() -> None:
    sent = QueryDict(
        "p-TOTAL_FORMS=9&p-INITIAL_FORMS=3&p-0-id=1&p-0-a=one&p-1-id=2&p-1-a=two"
        "&p-2-id=3&p-2-a=three&p-5-id=&p-5-a=new&p-007-a=odd&q-0-id=1&p-0-b=x&p-0-b=y"
    )
    data, gone = set_gone_rows_apart(sent, "p", "id", {"2"})
    assert list(gone) == [1, 2]
    assert data["p-INITIAL_FORMS"] == "1"
    assert data["p-TOTAL_FORMS"] == "4"
    assert [data[f"p-{n}-a"] for n in range(4)] == ["two", "one", "three", "new"]
    assert [data[f"p-{n}-id"] for n in range(4)] == ["2", "", "", ""]
    assert data.getlist("p-1-b") == ["x", "y"]
    assert data["q-0-id"] == "1"
    for odd in ("", "x", "-1", "9" * 30):
        sent = QueryDict(f"p-INITIAL_FORMS={odd}&p-0-id=7")
        assert set_gone_rows_apart(sent, "p", "id", set()) == (sent, range(0))
