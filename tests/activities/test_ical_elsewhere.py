"""What another library reads in our calendars, and what others’ are blamed for."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from fondaco.activities.models import Activity
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_body,
    make_organisation,
    make_participation,
)

# What ics asks of its parser.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def read(address: str) -> dict[str, Any]:
    """The events by name, as the library `ics` reads them."""
    from ics import Calendar

    answer = Client().get(address)
    assert answer.status_code == 200
    return {event.name: event for event in Calendar(answer.content.decode()).events}


def make_activities(cast: Cast) -> Activity:
    make_activity(cast.network, title_en="Fair", start="2016-11-29", end="2016-12-01")
    talk = make_activity(
        cast.network,
        title_en="Talk",
        start="2016-07-05",
        end="",
        start_time=dt.time(9, 30),
        end_time=dt.time(11),
        time_zone="America/Sao_Paulo",
    )
    make_activity(
        cast.network,
        title_en="Mission",
        start="2016-11-29",
        end="2016-11-30",
        start_time=dt.time(9),
        end_time=dt.time(18),
    )
    return talk


def test_days_are_days_and_hours_are_hours(cast: Cast) -> None:
    make_activities(cast)
    events = read("/en/calendar.ics")
    assert {name: event.all_day for name, event in events.items()} == {
        "Fair": True,
        "Talk": False,
        # Over several days the hours are those of the first and of the last.
        "Mission": True,
    }
    fair = events["Fair"]
    assert (fair.begin.date(), fair.duration.days) == (dt.date(2016, 11, 29), 3)
    talk = events["Talk"]
    assert talk.begin.utcoffset() == dt.timedelta(hours=-3)
    assert (talk.begin.hour, talk.begin.minute) == (9, 30)
    assert talk.duration == dt.timedelta(hours=1, minutes=30)


def test_zones_are_called_by_their_names(cast: Cast) -> None:
    make_activities(cast)
    text = Client().get("/en/calendar.ics").content.decode()
    assert "DTSTART;TZID=America/Sao_Paulo:20160705T093000" in text
    assert "BEGIN:VTIMEZONE" in text


def test_each_event_says_when_it_was_written_and_who_organises_it(cast: Cast) -> None:
    talk = make_activities(cast)
    reed = make_organisation(name="Reed", public_email="fair@example.org")
    make_body(talk, reed)
    for event in read("/en/calendar.ics").values():
        assert event.created is not None
        assert event.last_modified is not None
    organiser = read(f"/en/activities/{talk.uid}.ics")["Talk"].organizer
    assert (organiser.email, organiser.common_name) == ("fair@example.org", "Reed")


def test_an_organisation_has_a_calendar_of_all_its_activities(
    cast: Cast, client: Client
) -> None:
    talk = make_activities(cast)
    member = make_organisation(is_published=True)
    address = f"/en/organisations/{member.slug}/calendar.ics"
    assert read(address) == {}
    make_participation(talk, cast.cluster, organisation=member, is_published=True)
    organised = make_activity(cast.network, title_en="Own", start="2016-10-03", end="")
    make_body(organised, member)
    draft = make_activity(cast.network, title_en="Draft", is_published=False)
    make_body(draft, member)
    assert sorted(read(address)) == ["Own", "Talk"]
    page = client.get(f"/en/organisations/{member.slug}/").content.decode()
    assert f'href="http://localhost:8000{address}"' in page
    hidden = make_organisation(is_published=False)
    answer = client.get(f"/en/organisations/{hidden.slug}/calendar.ics")
    assert answer.status_code == 404
