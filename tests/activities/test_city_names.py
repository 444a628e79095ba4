"""A city has one name in each language: on pages, maps, in feeds and for machines."""

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from fondaco.activities.details import read_details
from fondaco.activities.evidence import fact_in_words
from fondaco.activities.maps import marks_of
from fondaco.activities.models import Activity
from tests.factories import make_activity, make_place

pytestmark = pytest.mark.django_db

NAMES = {"it": ("Bruxelles", "Belgio"), "en": ("Brussels", "Belgium")}


@pytest.fixture(params=["Bruxelles", "Brussels"])
def activity(request: pytest.FixtureRequest) -> Activity:
    """As one source or the other writes it."""
    activity = make_activity()
    make_place(activity, "BE", city=request.param, latitude=50.85, longitude=4.35)
    return activity


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_page_and_its_map_name_the_city_in_their_language(
    activity: Activity, client: Client, language: str
) -> None:
    city, country = NAMES[language]
    with override(language):
        html = client.get(address("activity_detail", activity)).content.decode()
        details = read_details(activity, AnonymousUser())
        assert details.where == f"{city}, {country}"
        assert [mark.label for mark in marks_of(details)] == [city]
        assert fact_in_words(activity.places.get(), "").startswith(city)
    assert '<meta name="description" content="' in html
    assert f", {city} ({country})" in html
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert data is not None
    location = json.loads(data[1])["location"]
    assert location["name"] == location["address"]["addressLocality"] == city


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_feed_names_the_city_in_its_language(
    activity: Activity, client: Client, language: str
) -> None:
    with override(language):
        feed = client.get(address("activity_feed", activity)).content
    (event,) = Calendar.from_ical(feed).walk("VEVENT")
    assert event["LOCATION"] == ", ".join(NAMES[language])


@pytest.mark.parametrize("text", ["Bruxelles", "Brussels"])
def test_the_search_finds_the_city_by_either_name(
    activity: Activity, client: Client, text: str
) -> None:
    other = make_activity()
    found = client.get(reverse("activities:calendar"), {"q": text})
    html = found.content.decode()
    assert address("activity_detail", activity) in html
    assert address("activity_detail", other) not in html


def address(name: str, activity: Activity) -> str:
    return reverse(f"activities:{name}", args=[activity.uid])
