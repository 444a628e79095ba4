"""Activities for search engines: schema.org Event, with only what is surely known."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from fondaco.activities.addresses import absolute
from fondaco.activities.details import Details
from fondaco.activities.models import Activity, Body, Place
from fondaco.activities.vocabularies import ActivityStatus, BodyRole
from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.texts import localised
from fondaco.web.templatetags.words import city_name

SCHEDULED = "https://schema.org/EventScheduled"
STATUSES = {
    ActivityStatus.CANCELLED: "https://schema.org/EventCancelled",
    ActivityStatus.POSTPONED: "https://schema.org/EventPostponed",
}
ORGANISING = {BodyRole.ORGANISER, BodyRole.PROMOTER, BodyRole.HOST}


def event_data(details: Details) -> dict[str, Any]:
    """What the page of a published activity says of it to machines.

    A manager's page has more on it; this is what anybody may see.
    """
    activity = details.activity
    whole = details.related.part_of
    parts = (part for part in details.related.parts if part.is_published)
    data = {
        "@context": "https://schema.org",
        **_named(activity),
        "description": localised(activity, "description").text,
        "inLanguage": activity.title.language,
        "eventStatus": STATUSES.get(ActivityStatus(activity.status), SCHEDULED),
        **_dates(activity),
        **_where(activity, details.places),
        "organizer": [
            _organisation(body)
            for around in details.around
            for body in around.bodies
            if around.role in ORGANISING and body.organisation.is_published
        ],
        "superEvent": _named(whole) if whole and whole.is_published else None,
        "subEvent": [_named(part) for part in parts],
        "sameAs": activity.website,
    }
    return {name: value for name, value in data.items() if value}


def _named(activity: Activity) -> dict[str, str]:
    return {
        "@type": "Event",
        "name": activity.title.text,
        "url": absolute(reverse("activities:activity_detail", args=[activity.uid])),
    }


def _dates(activity: Activity) -> dict[str, str]:
    """Days, or moments where times are given; a month or a year is not a date here."""
    starts, ends = _day(activity.start), _day(activity.end)
    if starts is None:
        return {}
    dates = {"startDate": _iso(activity, starts, activity.start_time)}
    if ends or activity.end_time:
        dates["endDate"] = _iso(activity, ends or starts, activity.end_time)
    return dates


def _day(date: PartialDate) -> dt.date | None:
    return date.earliest if date.precision == Precision.DAY else None


def _iso(activity: Activity, day: dt.date, time: dt.time | None) -> str:
    if time is None:
        return day.isoformat()
    zone = ZoneInfo(activity.time_zone)
    return dt.datetime.combine(day, time, zone).isoformat(timespec="minutes")


def _where(activity: Activity, places: list[Place]) -> dict[str, Any]:
    where: list[dict[str, Any]] = [_place(place) for place in places]
    mode = "Offline" if where else ""
    if activity.is_virtual:
        online = activity.website or absolute(
            reverse("activities:activity_detail", args=[activity.uid])
        )
        where.append({"@type": "VirtualLocation", "url": online})
        mode = "Mixed" if mode else "Online"
    return {
        "eventAttendanceMode": mode and f"https://schema.org/{mode}EventAttendanceMode",
        "location": where[0] if len(where) == 1 else where,
    }


def _place(place: Place) -> dict[str, Any]:
    city = city_name(place.city, place.country)
    address = {"addressLocality": city, "addressCountry": place.country}
    data: dict[str, Any] = {
        "@type": "Place",
        "name": place.venue or city,
        "address": {
            "@type": "PostalAddress",
            **{name: value for name, value in address.items() if value},
        },
    }
    if place.latitude is not None and place.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return {name: value for name, value in data.items() if value}


def _organisation(body: Body) -> dict[str, str]:
    organisation = body.organisation
    data = {
        "@type": "Organization",
        "name": organisation.title.text,
        "url": organisation.website,
    }
    return {name: value for name, value in data.items() if value}
