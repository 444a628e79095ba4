"""What search engines ask of schema.org data, held against every page that has it.

Required and recommended properties as Google's documentation of Event and Organization
names them; what nobody gave is not made up, so a recommended one may be absent.
"""

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import urlparse

from django.test import Client

from tests.conftest import Cast
from tests.factories import make_activity, make_body, make_organisation, make_place

EVENT = {"name", "startDate", "location"}
STATUSES = {"EventScheduled", "EventCancelled", "EventPostponed"}
MODES = {f"{one}EventAttendanceMode" for one in ("Offline", "Online", "Mixed")}
KNOWN = {
    "Event": {
        *("name", "url", "description", "inLanguage", "eventStatus", "startDate"),
        *("endDate", "eventAttendanceMode", "location", "organizer", "superEvent"),
        *("subEvent", "sameAs"),
    },
    "Organization": {
        *("name", "url", "alternateName", "description", "sameAs", "email"),
        "address",
    },
    "Place": {"name", "address", "geo"},
    "VirtualLocation": {"url"},
    "PostalAddress": {
        *("streetAddress", "addressLocality", "addressRegion", "addressCountry"),
    },
    "GeoCoordinates": {"latitude", "longitude"},
}


def read(address: str) -> Any:
    page = Client().get(address).content.decode()
    (text,) = re.findall(
        r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S
    )
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    assert list(faults(data)) == []
    return data


def faults(value: Any, path: str = "") -> Any:
    """Types and properties that schema.org does not know, and values of no use."""
    if isinstance(value, list):
        for one in value:
            yield from faults(one, path)
    elif isinstance(value, dict):
        kind = value.get("@type")
        if kind not in KNOWN:
            yield f"{path}: unknown type {kind}"
            return
        for name, inner in value.items():
            if name.startswith("@"):
                continue
            if name not in KNOWN[kind]:
                yield f"{path}.{name}: not of {kind}"
            yield from faults(inner, f"{path}.{name}")
    elif value in (None, "", []):
        yield f"{path}: empty"
    elif path.endswith(("url", "sameAs")) and not urlparse(value).netloc:
        yield f"{path}: no whole address"
    elif path.endswith(("startDate", "endDate")):
        dt.datetime.fromisoformat(value)
    elif path.endswith("eventStatus") and urlparse(value).path[1:] not in STATUSES:
        yield f"{path}: unknown status"
    elif path.endswith("AttendanceMode") and urlparse(value).path[1:] not in MODES:
        yield f"{path}: unknown mode"


def test_an_event_has_what_is_required(cast: Cast) -> None:
    activity = make_activity(
        cast.network,
        title_en="Fair",
        description_en="All about it.",
        start_time=dt.time(9),
        website="https://example.org/fair",
    )
    make_place(activity, "FR", city="Lyon", latitude=45.7, longitude=4.8)
    make_body(activity, make_organisation(website="https://example.org"))
    data = read(f"/en/activities/{activity.uid}/")
    recommended = {"endDate", "eventStatus", "eventAttendanceMode", "organizer"}
    assert data["@type"] == "Event"
    assert set(data) >= EVENT | recommended | {"description"}
    assert set(data["location"]["address"]) >= {"addressLocality", "addressCountry"}


def test_an_event_online_has_a_place_to_go_to(cast: Cast) -> None:
    activity = make_activity(cast.network, title_en="Webinar", is_virtual=True)
    data = read(f"/en/activities/{activity.uid}/")
    assert set(data) >= EVENT
    assert data["location"]["@type"] == "VirtualLocation"


def test_organisations_and_clusters_have_what_is_asked_for(cast: Cast) -> None:
    organisation = make_organisation(
        is_published=True, website="https://example.org", city="Milano"
    )
    for address in (
        f"/en/organisations/{organisation.slug}/",
        f"/en/clusters/{cast.cluster.slug}/",
    ):
        data = read(address)
        assert data["@type"] == "Organization"
        assert {"name", "url"} <= set(data)
        assert data["url"] == data["@id"] == f"http://localhost:8000{address}"


def test_the_rules_see_what_is_wrong() -> None:
    wrong = {
        "@type": "Event",
        "name": "",
        "colour": "red",
        "url": "/en/",
        "eventStatus": "https://schema.org/Perhaps",
        "location": {"@type": "Nowhere"},
    }
    assert len(list(faults(wrong))) == 5
