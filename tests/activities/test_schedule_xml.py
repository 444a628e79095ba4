"""schedule.xml, held to the schema of those who read it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.conftest import Cast
from tests.factories import make_activity, make_place

SCHEMA = (
    Path(__file__).parents[3] / "shared" / "data" / "standards" / "schedule.xml.xsd"
)


def read(address: str) -> Any:
    answer = Client().get(address)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def faults(schedule: Any) -> list[str]:
    if not SCHEMA.exists():
        pytest.skip(f"The schema is not here: {SCHEMA}.")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(schedule)
    return [str(error) for error in schema.error_log]


def make_conference(cast: Cast) -> Any:
    whole = make_activity(
        cast.network, title_en="Conference", start="2016-11-29", end="2016-12-01"
    )
    talk = make_activity(
        cast.network,
        title_en="R&D <talk>",
        parent=whole,
        start="2016-11-30",
        end="",
        start_time=dt.time(9, 30),
        end_time=dt.time(11, 0),
        time_zone="Europe/Brussels",
    )
    make_place(talk, "BE", city="Brussels", venue="Square")
    make_activity(
        cast.network,
        title_en="Fair",
        parent=whole,
        start="2016-11-29",
        end="2016-12-01",
    )
    make_activity(cast.network, title_en="Draft", parent=whole, is_published=False)
    make_activity(cast.network, title_en="Some day", parent=whole, start="2016-11")
    return whole


def events(schedule: Any) -> list[tuple[str, str, str, str]]:
    return [
        tuple(event.findtext(name) for name in ("title", "date", "duration", "room"))
        for event in schedule.iter("event")
    ]


def test_the_parts_of_an_activity_are_its_programme(cast: Cast) -> None:
    schedule = read(f"/en/activities/{make_conference(cast).uid}/schedule.xml")
    nowhere = "Place not known"
    assert events(schedule) == [
        ("Fair", "2016-11-29T00:00:00+01:00", "24:00", nowhere),
        ("Fair", "2016-11-30T00:00:00+01:00", "24:00", nowhere),
        ("R&D <talk>", "2016-11-30T09:30:00+01:00", "01:30", "Square, Brussels"),
        ("Fair", "2016-12-01T00:00:00+01:00", "24:00", nowhere),
    ]
    assert [day.get("index") for day in schedule.iter("day")] == ["1", "2", "3"]


def test_a_programme_is_valid(cast: Cast) -> None:
    whole = make_conference(cast)
    make_activity(
        cast.network, parent=whole, start="2016-11-30", end="", start_time=dt.time(8)
    )
    for address in (
        f"/en/activities/{whole.uid}/schedule.xml",
        f"/reti/{cast.network.slug}/2016/schedule.xml",
    ):
        schedule = read(address)
        assert faults(schedule) == []
        assert schedule.findtext("url") == f"http://localhost:8000{address}"
        # The schema does see what is missing.
        event = next(schedule.iter("event"))
        event.remove(event.find("date"))
        assert len(faults(schedule)) == 1


def test_names_of_events_stay(cast: Cast) -> None:
    whole = make_conference(cast)
    address = f"/en/activities/{whole.uid}/schedule.xml"
    before = [event.attrib for event in read(address).iter("event")]
    make_activity(
        cast.network, title_en="First", parent=whole, start="2016-11-28", end=""
    )
    after = [event.attrib for event in read(address).iter("event")]
    assert [dict(one) for one in after[1:]] == [dict(one) for one in before]


def test_one_without_parts_is_its_own_programme(cast: Cast) -> None:
    activity = make_activity(cast.network, title_en="Alone", start="2016-11-29", end="")
    (event,) = events(read(f"/en/activities/{activity.uid}/schedule.xml"))
    assert event[0] == "Alone"


def test_what_has_no_day_or_is_not_public_has_no_programme(cast: Cast) -> None:
    some_day = make_activity(cast.network, start="2016-11")
    draft = make_activity(cast.network, start="2016-11-29", end="", is_published=False)
    cancelled = make_activity(
        cast.network, start="2016-11-29", end="", status="cancelled"
    )
    for activity in (some_day, draft, cancelled):
        address = f"/en/activities/{activity.uid}/schedule.xml"
        assert Client().get(address).status_code == 404
    for year in (2016, 0, 99999):
        address = f"/en/networks/{cast.network.slug}/{year}/schedule.xml"
        assert Client().get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_a_programme_takes_few_queries(
    cast: Cast, rows: int, django_assert_max_num_queries: Any
) -> None:
    whole = make_activity(cast.network, start="2016-11-29", end="")
    for _ in range(rows):
        make_place(
            make_activity(cast.network, parent=whole, start="2016-11-29", end="")
        )
    with django_assert_max_num_queries(6):
        read(f"/en/activities/{whole.uid}/schedule.xml")
