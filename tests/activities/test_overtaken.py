"""A status that the days have overtaken is told as such, and nothing is claimed."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from fondaco.activities.entries import read_entries
from fondaco.activities.models import Activity
from fondaco.activities.overtaken import overtaken
from tests.factories import make_activity, make_network

pytestmark = pytest.mark.django_db

# Days that are known when a test runs, not when it is collected.
DAYS = {"yesterday": -1, "today": 0}
NOTES = {
    "it": "la data è passata, non risulta come sia andata",
    "en": "the date has passed, how it went is not recorded",
}


@pytest.mark.parametrize(
    ("status", "start", "end", "expected"),
    [
        ("announced", "2016-12-01", "2016-12-02", True),
        ("planned", "2016-12-01", "", True),
        ("under_way", "2016", "", True),
        ("announced", "yesterday", "", True),
        ("announced", "yesterday", "today", False),
        # Nobody says by when it was to end.
        ("under_way", "2016", "2016/..", False),
        ("announced", "2016/..", "", False),
        ("announced", "", "", False),
        ("held", "2016", "", False),
        ("cancelled", "2016", "", False),
        ("postponed", "2016", "", False),
    ],
)
def test_only_what_is_surely_over_is_overtaken(
    status: str, start: str, end: str, expected: bool
) -> None:
    today = timezone.localdate()
    start, end = (
        str(today + dt.timedelta(days=DAYS[word])) if word in DAYS else word
        for word in (start, end)
    )
    make_activity(status=status, start=start, end=end)
    (entry,) = read_entries(Activity.objects.all())
    assert entry.is_overtaken == expected
    found = Activity.objects.filter(overtaken(today))
    assert found.exists() == expected


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_page_and_the_lists_say_so_beside_what_the_source_said(
    client: Client, language: str
) -> None:
    network = make_network()
    past = make_activity(network, status="announced")
    held = make_activity(network, status="held")
    note = NOTES[language]
    with override(language):
        announced = "annunciata" if language == "it" else "announced"
        page = client.get(reverse("activities:activity_detail", args=[past.uid]))
        assert f"{announced.capitalize()}; {note}" in page.content.decode()
        page = client.get(reverse("activities:activity_detail", args=[held.uid]))
        assert note not in page.content.decode()
        calendar = client.get(reverse("activities:calendar")).content.decode()
    assert announced in calendar
    assert calendar.count(note) == 1
