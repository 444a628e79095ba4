"""iCalendar: by a parser of its own, and line by line as RFC 5545 has it."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from fondaco.activities.models import Activity
from fondaco.registry.models import Network
from tests.factories import (
    make_activity,
    make_body,
    make_cluster,
    make_network,
    make_organisation,
    make_participation,
    make_place,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return make_network()


def read_feed(client: Client, **query: str) -> bytes:
    response = client.get(reverse("activities:calendar_feed"), query)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    check_lines(response.content)
    return response.content


def read_one(client: Client, activity: Activity) -> Any:
    response = client.get(reverse("activities:activity_feed", args=[activity.uid]))
    assert response.status_code == 200
    check_lines(response.content)
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    return event


def check_lines(content: bytes) -> None:
    """Hold a calendar to RFC 5545 without the library that wrote it."""
    assert content.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    physical = content.split(b"\r\n")[:-1]
    assert [line for line in physical if len(line) > 75] == []
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    names = [re.split("[;:]", line, maxsplit=1)[0] for line in lines]
    assert [line for line in lines if ":" not in line] == []
    assert [name for name in names if not re.fullmatch("[A-Z-]+", name)] == []
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert names.count("VERSION") == names.count("PRODID") == 1
    zones = {line.partition(":")[2] for line in lines if line.startswith("TZID:")}
    used = re.findall(r"^DT(?:START|END);TZID=([^:]+):", "\n".join(lines), re.M)
    assert set(used) <= zones
    blocks = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    for block in blocks:
        for name in ("UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART"):
            assert len(re.findall(rf"^{name}[;:]", block, re.M)) == 1, name
    assert len(re.findall(r"^BEGIN:V(?:EVENT|TIMEZONE)$", "\n".join(lines), re.M)) > 0


def lines_of(content: bytes, *names: str) -> list[str]:
    lines: Iterable[str] = content.replace(b"\r\n ", b"").decode().split("\r\n")
    return [line for line in lines if re.split("[;:]", line)[0] in names]


def test_days_take_the_all_day_form_and_end_the_day_after(
    client: Client, network: Network
) -> None:
    make_activity(network, start="2016-11-23", end="2016-11-25")

    assert lines_of(read_feed(client), "DTSTART", "DTEND") == [
        "DTSTART;VALUE=DATE:20161123",
        "DTEND;VALUE=DATE:20161126",
    ]


@pytest.mark.parametrize("end", ["", "2016-11-23", "2016-12", "2016-11-24/2016-11-26"])
def test_an_end_that_is_not_a_day_is_not_made_up(
    client: Client, network: Network, end: str
) -> None:
    activity = make_activity(network, start="2016-11-23", end=end)
    assert read_one(client, activity)["DTEND"].dt == dt.date(2016, 11, 24)


def test_hours_are_in_the_zone_of_the_activity(
    client: Client, network: Network
) -> None:
    activity = make_activity(
        network,
        start="2016-11-23",
        end="2016-11-23",
        start_time=dt.time(9, 30),
        end_time=dt.time(17),
        time_zone="America/Sao_Paulo",
    )

    event = read_one(client, activity)

    zone = ZoneInfo("America/Sao_Paulo")
    assert event["DTSTART"].dt == dt.datetime(2016, 11, 23, 9, 30, tzinfo=zone)
    assert event["DTEND"].dt == dt.datetime(2016, 11, 23, 17, tzinfo=zone)
    # In November 2016 Brazil was on summer time.
    assert event["DTSTART"].dt.utcoffset() == dt.timedelta(hours=-2)


def test_an_evening_may_end_the_next_day(client: Client, network: Network) -> None:
    activity = make_activity(
        network,
        start="2016-11-23",
        end="2016-11-24",
        start_time=dt.time(20),
        end_time=dt.time(1),
    )
    event = read_one(client, activity)
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=5)


def test_hours_over_several_days_are_told_beside_the_days(
    client: Client, network: Network
) -> None:
    activity = make_activity(
        network,
        start="2016-12-01",
        end="2016-12-02",
        start_time=dt.time(14),
        end_time=dt.time(16),
        time_zone="Europe/Brussels",
    )
    with override("en"):
        event = read_one(client, activity)
    assert event["DTSTART"].dt == dt.date(2016, 12, 1)
    assert event["DTEND"].dt == dt.date(2016, 12, 3)
    assert "From 14:00 to 16:00 (Europe/Brussels)." in event["DESCRIPTION"]


def test_several_days_online_say_when_they_begin(
    client: Client, network: Network
) -> None:
    activity = make_activity(
        network,
        start="2016-12-01",
        end="2016-12-02",
        start_time=dt.time(14),
        is_virtual=True,
    )
    with override("en"):
        event = read_one(client, activity)
    assert event["DESCRIPTION"].splitlines()[0] == "From 14:00 (Europe/Rome)."
    assert event["LOCATION"] == "Online"


def test_a_start_without_an_end_gets_none(client: Client, network: Network) -> None:
    activity = make_activity(network, start="2016-11-23", end="", start_time=dt.time(9))
    event = read_one(client, activity)
    assert ("DTEND" in event, "DURATION" in event) == (False, False)


@pytest.mark.parametrize(
    ("status", "written", "title"),
    [
        ("planned", "TENTATIVE", "Fair"),
        ("announced", "CONFIRMED", "Fair"),
        ("under_way", "CONFIRMED", "Fair"),
        ("held", "CONFIRMED", "Fair"),
        ("cancelled", "CANCELLED", "Cancelled: Fair"),
        ("postponed", "CANCELLED", "Postponed: Fair"),
    ],
)
def test_a_cancelled_activity_stays_in_the_feed_and_says_so(
    client: Client, network: Network, status: str, written: str, title: str
) -> None:
    make_activity(network, status=status, title_en="Fair")
    with override("en"):
        feed = read_feed(client)
    assert lines_of(feed, "STATUS", "SUMMARY") == [
        f"SUMMARY;LANGUAGE=en:{title}",
        f"STATUS:{written}",
    ]


def test_identity_does_not_change_and_revisions_are_numbered(
    client: Client, network: Network
) -> None:
    activity = make_activity(network, sequence=3)

    event = read_one(client, activity)

    assert event["UID"] == f"{activity.uid}@fondaco"
    assert event["SEQUENCE"] == 3
    stamp = activity.modified_at.replace(microsecond=0)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == stamp


def test_where_it_is_what_it_is_and_who_takes_part(
    client: Client, network: Network
) -> None:
    fair = make_activity(network, kind="fair", title_it="Pollutec")
    activity = make_activity(network, parent=fair, kind="matchmaking")
    make_place(
        activity, "FR", city="Lyon", venue="Eurexpo", latitude=45.75, longitude=4.85
    )
    cluster = make_cluster(acronym="LE2C", slug="le2c")
    make_participation(activity, cluster, role="b2b_participant")
    organiser = make_organisation(name='Ente "A", s.r.l.', public_email="a@example.org")
    make_body(activity, organiser)

    with override("en"):
        event = read_one(client, activity)

    assert event["LOCATION"] == "Eurexpo, Lyon, France"
    assert event["GEO"].to_ical() == "45.75;4.85"
    assert event["CATEGORIES"].cats == ["matchmaking"]
    assert event["ORGANIZER"] == "mailto:a@example.org"
    assert event["RELATED-TO"] == f"{fair.uid}@fondaco"
    address = reverse("activities:activity_detail", args=[activity.uid])
    with override("en"):
        assert event["URL"].endswith(
            reverse("activities:activity_detail", args=[activity.uid])
        )
    assert address
    assert "LE2C: participant in B2B meetings" in event["DESCRIPTION"]


def test_without_a_public_address_there_is_no_organiser(
    client: Client, network: Network
) -> None:
    activity = make_activity(network)
    make_body(activity, make_organisation())
    hidden = make_organisation(is_published=False, public_email="h@example.org")
    make_body(activity, hidden)
    assert "ORGANIZER" not in read_one(client, activity)


def test_texts_from_outside_cannot_start_a_line(
    client: Client, network: Network
) -> None:
    evil = "A, b; c\\ d\r\nATTENDEE:x\rEND:VEVENT\n\x01\x0b\x85\u2028z"
    activity = make_activity(network, title_it=evil, title_en="", description_it=evil)
    make_place(activity, "IT", city=evil)
    organiser = make_organisation(name=evil, public_email="a@example.org")
    make_body(activity, organiser)

    event = read_one(client, activity)

    assert event["SUMMARY"] == "A, b; c\\ d ATTENDEE:x END:VEVENT z"
    assert event["DESCRIPTION"].splitlines()[:3] == [
        "A, b; c\\ d",
        "ATTENDEE:x",
        "END:VEVENT",
    ]
    assert "ATTENDEE" not in event


def test_long_titles_are_folded_between_characters(
    client: Client, network: Network
) -> None:
    title = "“Città, qualità e perché” " * 11
    activity = make_activity(network, title_it=title, title_en="")
    assert read_one(client, activity)["SUMMARY"] == title.strip()


@pytest.mark.parametrize("start", ["2016-11", "2016", "2016-autumn", ""])
def test_an_activity_without_a_day_is_left_out_and_counted(
    client: Client, network: Network, start: str
) -> None:
    activity = make_activity(network, start=start, end="")

    with override("en"):
        feed = read_feed(client)
        one = client.get(reverse("activities:activity_feed", args=[activity.uid]))

    assert Calendar.from_ical(feed).walk("VEVENT") == []
    assert lines_of(feed, "X-WR-CALDESC") == [
        "X-WR-CALDESC:International activities of the clusters. 1 activity\\, whose "
        "day is not known\\, is on the site only."
    ]
    assert one.status_code == 404


def test_an_empty_feed_is_still_a_valid_calendar(client: Client) -> None:
    assert Calendar.from_ical(read_feed(client)).walk("VEVENT") == []


def test_the_feed_holds_what_its_address_asks_for_and_says_it(
    client: Client, network: Network
) -> None:
    chosen = make_activity(network)
    make_place(chosen, "BR")
    make_place(make_activity(network), "BE")

    with override("en"):
        feed = read_feed(client, country="BR", year="2016")

    (event,) = Calendar.from_ical(feed).walk("VEVENT")
    assert event["UID"] == f"{chosen.uid}@fondaco"
    assert lines_of(feed, "X-WR-CALNAME", "NAME") == [
        "NAME:Fondaco: 2016\\, Brazil",
        "X-WR-CALNAME:Fondaco: 2016\\, Brazil",
    ]
    assert lines_of(feed, "REFRESH-INTERVAL", "SOURCE") == [
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "SOURCE;VALUE=URI:http://localhost:8000/en/calendar.ics?country=BR&year=2016",
    ]


def test_a_feed_with_a_filter_that_is_not_known_says_so(client: Client) -> None:
    """Better than a calendar that fills up with what nobody asked for."""
    with override("en"):
        response = client.get(
            reverse("activities:calendar_feed"), {"cluster": "nobody", "year": "x"}
        )
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Year: “x” is not known. Give a year of four digits, such as 2016.",
        "Cluster: “nobody” is not known. Give the acronym of a cluster, such as LE2C.",
    ]


def test_an_unchanged_feed_is_not_sent_again(client: Client, network: Network) -> None:
    make_activity(network)
    address = reverse("activities:calendar_feed")
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
