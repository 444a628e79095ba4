"""Activities for calendar applications: iCalendar by RFC 5545 and RFC 7986.

- An activity keeps its UID whatever the site's address; SEQUENCE is the record's own.
- Days without times, and anything as long as a day, take the all-day form, whose DTEND
  is the day after; shorter ones with times are in their own zone, with its VTIMEZONE.
  An end that nobody gave is not made up.
- A cancelled activity stays, as CANCELLED, and so does one postponed, so that nobody
  travels on the old date; once it has a new date its status is another. A planned one
  is TENTATIVE, an announced one CONFIRMED.
- Where only the month, the season or the year is known there is no event: a calendar
  would show a day that no source gave. The feed says how many were left out.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from fondaco.activities.addresses import absolute
from fondaco.activities.models import Activity, Place
from fondaco.activities.vocabularies import (
    ActivityKind,
    ActivityStatus,
    BodyRole,
    Role,
)
from fondaco.core.partial_dates import Precision
from fondaco.core.texts import Text, localised
from fondaco.web.templatetags.words import city_name, country_name

# Part of every UID: a name, not an address, so that moving the site changes nothing.
DOMAIN = "fondaco"
PRODUCT = "-//Fondaco//Fondaco//IT"
REFRESH = dt.timedelta(hours=12)
DAY = dt.timedelta(days=1)
STATUSES = {
    ActivityStatus.PLANNED: "TENTATIVE",
    ActivityStatus.ANNOUNCED: "CONFIRMED",
    ActivityStatus.UNDER_WAY: "CONFIRMED",
    ActivityStatus.HELD: "CONFIRMED",
    ActivityStatus.CANCELLED: "CANCELLED",
    ActivityStatus.POSTPONED: "CANCELLED",
}
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def is_dated(activity: Activity) -> bool:
    return bool(activity.start.precision == Precision.DAY)


def write_feed(
    activities: Iterable[Activity], *, name: str, description: str, address: str
) -> bytes:
    """A calendar to subscribe to; `activities` are those of `queries.events_of`."""
    calendar = _calendar()
    # RFC 7986 has names for what applications read under the older ones.
    texts = {"name": name, "x-wr-calname": name}
    texts |= {"description": description, "x-wr-caldesc": description}
    for field, text in texts.items():
        calendar.add(field, vText(_plain(text)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // dt.timedelta(hours=1)}H")
    calendar.add("source", vUri(address), parameters={"VALUE": "URI"})
    return _written(calendar, activities, transparent=True)


def write_one(activity: Activity) -> bytes:
    """One activity, to add to one's own calendar."""
    return _written(_calendar(), [activity], transparent=False)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _written(
    calendar: Calendar, activities: Iterable[Activity], *, transparent: bool
) -> bytes:
    """Each event becomes bytes before the next: a calendar has thousands."""
    head, end, _ = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    events, zones = bytearray(), set[str]()
    for activity in activities:
        event = _event(activity)
        # Subscribers follow the clusters: their own days stay free.
        event.add("transp", "TRANSPARENT" if transparent else "OPAQUE")
        events += event.to_ical()
        if _is_hour(_times(activity)["dtstart"]):
            zones.add(activity.time_zone)
    if not events:
        # A calendar without any component is not valid.
        zones.add(settings.TIME_ZONE)
    named = (bytes(Timezone.from_tzid(zone).to_ical()) for zone in sorted(zones))
    return b"".join([head, *named, events, end, b"\r\n"])


def _is_hour(moment: dt.date) -> bool:
    return isinstance(moment, dt.datetime)


def _event(activity: Activity) -> Event:
    event = Event()
    address = absolute(reverse("activities:activity_detail", args=[activity.uid]))
    event.add("uid", _uid(activity))
    event.add("sequence", activity.sequence)
    event.add("dtstamp", activity.modified_at)
    event.add("created", activity.created_at)
    event.add("last-modified", activity.modified_at)
    for field, moment in _times(activity).items():
        event.add(field, moment)
    event.add("status", STATUSES[ActivityStatus(activity.status)])
    event.add("summary", _summary(activity))
    event.add("description", _plain(_description(activity, address)))
    event.add("url", address)
    event.add("categories", [str(ActivityKind(activity.kind).label)])
    for field, value in _where(activity).items():
        event.add(field, value)
    if organiser := _organiser(activity):
        event.add("organizer", organiser)
    if activity.parent and activity.parent.is_published:
        event.add("related-to", _uid(activity.parent))
    return event


def _uid(activity: Activity) -> str:
    return f"{activity.uid}@{DOMAIN}"


def _times(activity: Activity) -> dict[str, Any]:
    first = activity.start.earliest
    assert first is not None
    is_day = activity.end.precision == Precision.DAY
    last = activity.end.latest if is_day and activity.end.latest else first
    if activity.start_time:
        zone = ZoneInfo(activity.time_zone)
        starts = dt.datetime.combine(first, activity.start_time, zone)
        if not activity.end_time and last == first:
            return {"dtstart": starts}
        if activity.end_time:
            ends = dt.datetime.combine(last, activity.end_time, zone)
            if dt.timedelta(0) < ends - starts < DAY:
                return {"dtstart": starts, "dtend": ends}
    return {"dtstart": first, "dtend": last + DAY}


def _summary(activity: Activity) -> vText:
    title = activity.title
    text = " ".join(_plain(title.text).split())
    if STATUSES[ActivityStatus(activity.status)] == "CANCELLED":
        status = str(ActivityStatus(activity.status).label)
        # Many applications do not show STATUS.
        text = f"{status[:1].upper()}{status[1:]}: {text}"
    return vText(text, params={"LANGUAGE": title.language})


def _description(activity: Activity, address: str) -> str:
    lines = [localised(activity, "description").text]
    is_all_day = not _is_hour(_times(activity)["dtstart"])
    if activity.start_time and is_all_day:
        lines.append(_hours(activity))
    lines += [
        f"{participation.cluster.acronym}: {Role(participation.role).label}"
        for participation in sorted(
            activity.participations.all(), key=lambda one: -one.level
        )
    ]
    lines.append(address)
    return "\n".join(filter(None, lines))


def _hours(activity: Activity) -> str:
    assert activity.start_time is not None
    values = {
        "start": f"{activity.start_time:%H:%M}",
        "zone": activity.time_zone,
    }
    if not activity.end_time:
        return gettext("From %(start)s (%(zone)s).") % values
    return gettext("From %(start)s to %(end)s (%(zone)s).") % {
        **values,
        "end": f"{activity.end_time:%H:%M}",
    }


def _where(activity: Activity) -> dict[str, Any]:
    places = list(activity.places.all())
    words = [", ".join(_place_words(place)) for place in places]
    if activity.is_virtual:
        words.append(gettext("Online"))
    where: dict[str, Any] = {"location": _plain("; ".join(words))} if words else {}
    located = [
        (place.latitude, place.longitude)
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]
    if len(located) == 1:
        where["geo"] = located[0]
    return where


def _place_words(place: Place) -> Iterable[str]:
    city = city_name(place.city, place.country)
    return filter(None, [place.venue, city, country_name(place.country)])


def _organiser(activity: Activity) -> vCalAddress | None:
    """The first organiser whose e-mail is public: without one there is no ORGANIZER."""
    for body in activity.bodies.all():
        organisation = body.organisation
        if body.role == BodyRole.ORGANISER and organisation.public_email:
            organiser = vCalAddress(f"mailto:{organisation.public_email}")
            organiser.params["CN"] = " ".join(_plain(str(organisation)).split())
            return organiser
    return None


def _plain(text: str | Text) -> str:
    """Line ends of one kind and no controls: nothing that could start a new line."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub(" ", lines)
