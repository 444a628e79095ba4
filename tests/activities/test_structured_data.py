"""What an activity's page says to search engines."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fondaco.activities.details import read_details
from fondaco.activities.models import Activity
from fondaco.activities.structured_data import event_data
from tests.factories import (
    make_activity,
    make_body,
    make_organisation,
    make_place,
)

pytestmark = pytest.mark.django_db


def data_of(activity: Activity) -> dict[str, Any]:
    with override("en"):
        return event_data(read_details(activity, AnonymousUser()))


def test_an_activity_is_an_event() -> None:
    fair = make_activity(title_en="Pollutec")
    activity = make_activity(
        fair.network,
        title_en="Green Days",
        parent=fair,
        description_en="Meetings.",
        website="https://example.org/green-days",
    )
    part = make_activity(fair.network, title_en="A session", parent=activity)
    make_activity(fair.network, parent=activity, is_published=False)
    make_place(
        activity, "FR", city="Lyon", venue="Eurexpo", latitude=45.75, longitude=4.85
    )
    organiser = make_organisation(name_en="Reed", website="https://example.org/reed")
    make_body(activity, organiser)
    make_body(activity, make_organisation(), role="sponsor")

    base = "http://localhost:8000/en/activities"
    assert data_of(activity) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Green Days",
        "url": f"{base}/{activity.uid}/",
        "description": "Meetings.",
        "inLanguage": "en",
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": "2016-11-23",
        "endDate": "2016-11-25",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Eurexpo",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Lyon",
                "addressCountry": "FR",
            },
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": 45.75,
                "longitude": 4.85,
            },
        },
        "organizer": [
            {
                "@type": "Organization",
                "name": "Reed",
                "url": "https://example.org/reed",
            }
        ],
        "superEvent": {
            "@type": "Event",
            "name": "Pollutec",
            "url": f"{base}/{fair.uid}/",
        },
        "subEvent": [
            {"@type": "Event", "name": "A session", "url": f"{base}/{part.uid}/"}
        ],
        "sameAs": "https://example.org/green-days",
    }


@pytest.mark.parametrize("start", ["2016-11", "2016", "2016-11-25/2016-11-30", ""])
def test_a_date_that_is_not_a_day_is_not_told(start: str) -> None:
    data = data_of(make_activity(start=start, end=""))
    assert ("startDate" in data, "endDate" in data) == (False, False)


def test_hours_carry_their_offset() -> None:
    activity = make_activity(
        start="2016-07-01",
        end="",
        start_time=dt.time(9),
        end_time=dt.time(18, 30),
        time_zone="Europe/Brussels",
    )
    data = data_of(activity)
    assert data["startDate"] == "2016-07-01T09:00+02:00"
    assert data["endDate"] == "2016-07-01T18:30+02:00"


@pytest.mark.parametrize(
    ("status", "written"),
    [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")],
)
def test_a_cancelled_event_says_so(status: str, written: str) -> None:
    data = data_of(make_activity(status=status))
    assert data["eventStatus"] == f"https://schema.org/{written}"


def test_an_event_may_be_online_or_both() -> None:
    activity = make_activity(is_virtual=True, website="https://example.org/live")
    online = {"@type": "VirtualLocation", "url": "https://example.org/live"}
    data = data_of(activity)
    assert data["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert data["location"] == online

    make_place(activity, "IT")
    data = data_of(activity)
    assert data["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert [one["@type"] for one in data["location"]] == ["Place", "VirtualLocation"]


def test_no_title_can_leave_the_script_element(client: Client) -> None:
    title = "</script><script>alert(1)</script>\u2028<!-- & ]]>"
    activity = make_activity(title_it=title, title_en="")

    page = client.get(
        reverse("activities:activity_detail", args=[activity.uid])
    ).content.decode()

    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.S
    )
    assert json.loads(block)["name"] == title
    assert set(block) & set("<>&\u2028") == set()
    assert "<script>alert" not in page
