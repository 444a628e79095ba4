"""Programmes for the apps of conferences, as schedule.xml of c3voc describes them.

Of what has no hours, or goes on for days, each day is an event of 24 hours: the format
has no whole days. Where nobody gave an end the duration is 00:00. What takes longer
than two weeks is no event of a programme.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from fondaco.activities.addresses import absolute
from fondaco.activities.ical import STATUSES, is_dated
from fondaco.activities.models import Activity
from fondaco.activities.vocabularies import ActivityKind, ActivityStatus
from fondaco.core.partial_dates import Precision
from fondaco.core.spreadsheets.writing import NOT_IN_FILES
from fondaco.core.texts import localised
from fondaco.web.templatetags.words import city_name

LONGEST = 14
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Conference:
    title: str
    # Lower case, digits and hyphens, four at least.
    acronym: str
    url: str
    page_url: str


@dataclass(frozen=True)
class _Event:
    activity: Activity
    starts: dt.datetime
    duration: dt.timedelta
    # Which of the activity's days it is.
    number: int


def write_schedule(conference: Conference, activities: Iterable[Activity]) -> bytes:
    """Nothing where no day is known: a schedule without days is none."""
    shown = [one for one in activities if is_dated(one)]
    days: dict[dt.date, list[_Event]] = defaultdict(list)
    for activity in shown:
        for event in _events(activity):
            days[event.starts.date()].append(event)
    if not days:
        return b""
    root = ET.Element("schedule")
    host = settings.BASE_URL.hostname or ""
    ET.SubElement(root, "generator", {"name": "Fondaco", "system": host})
    _add(root, "url", conference.url)
    _add(root, "version", max(one.modified_at for one in shown).isoformat())
    _add_conference(root, conference, sorted(days))
    for index, day in enumerate(sorted(days), start=1):
        _add_day(root, index, day, days[day])
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _events(activity: Activity) -> Iterator[_Event]:
    first, zone = activity.start.earliest, ZoneInfo(activity.time_zone)
    if first is None or STATUSES[ActivityStatus(activity.status)] == "CANCELLED":
        return
    is_day = activity.end.precision == Precision.DAY
    last = (is_day and activity.end.latest) or first
    if activity.start_time and last == first:
        starts = dt.datetime.combine(first, activity.start_time, zone)
        ends = dt.datetime.combine(first, activity.end_time or starts.time(), zone)
        yield _Event(activity, starts, ends - starts, 0)
        return
    length = (last - first).days + 1
    for number in range(length if length <= LONGEST else 0):
        day = first + number * DAY
        yield _Event(activity, dt.datetime.combine(day, dt.time(), zone), DAY, number)


def _add_conference(
    root: ET.Element, conference: Conference, days: list[dt.date]
) -> None:
    element = ET.SubElement(root, "conference")
    _add(element, "title", conference.title)
    _add(element, "acronym", conference.acronym)
    _add(element, "start", days[0].isoformat())
    _add(element, "end", days[-1].isoformat())
    _add(element, "days", str(len(days)))
    _add(element, "timeslot_duration", "00:05")
    _add(element, "base_url", absolute("/"))
    _add(element, "url", conference.page_url)
    _add(element, "time_zone_name", settings.TIME_ZONE)


def _add_day(root: ET.Element, index: int, day: dt.date, events: list[_Event]) -> None:
    starts = min(event.starts for event in events)
    ends = max(event.starts + event.duration for event in events)
    bounds = {"start": starts.isoformat(), "end": ends.isoformat()}
    element = ET.SubElement(
        root, "day", {"date": day.isoformat(), "index": str(index), **bounds}
    )
    rooms: dict[str, list[_Event]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (one.starts, one.activity.pk)):
        rooms[_room(event.activity)].append(event)
    for name, found in rooms.items():
        room = ET.SubElement(element, "room", {"name": name})
        for event in found:
            _add_event(room, name, event)


def _room(activity: Activity) -> str:
    """The places of an activity are what the rooms of a conference are."""
    names = [
        ", ".join(filter(None, [place.venue, city_name(place.city, place.country)]))
        for place in activity.places.all()
    ]
    if activity.is_virtual:
        names.append(gettext("Online"))
    return _clean("; ".join(filter(None, names)) or gettext("Place not known"))


def _add_event(room: ET.Element, name: str, event: _Event) -> None:
    activity = event.activity
    key = f"fondaco:{activity.uid}:{event.number}"
    number = activity.pk * 100 + event.number
    identity = {"id": str(number), "guid": str(uuid5(NAMESPACE_URL, key))}
    element = ET.SubElement(room, "event", identity)
    minutes = int(event.duration.total_seconds()) // 60
    about = localised(activity, "description").text
    said = {
        "room": name,
        "title": activity.title.text,
        "subtitle": "",
        "type": str(ActivityKind(activity.kind).label),
        "date": event.starts.isoformat(),
        "start": f"{event.starts:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "abstract": about,
        "track": str(activity.programme or ""),
        "language": activity.title.language,
        "description": about,
        "url": absolute(reverse("activities:activity_detail", args=[activity.uid])),
    }
    for field, text in said.items():
        _add(element, field, text)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return NOT_IN_FILES.sub("", text)
