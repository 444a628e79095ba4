"""An activity that was confirmed: made, or found in the calendar and told more of."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fondaco.activities.models import Activity, Body, Place, Programme
from fondaco.activities.vocabularies import ActivityStatus, BodyRole
from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place
from fondaco.newsroom.actions.confirming.bodies import (
    body_of,
    teach_activity,
)
from fondaco.newsroom.actions.confirming.parts import Parts
from fondaco.newsroom.actions.confirming.pen import LeftOutError, Pen
from fondaco.newsroom.actions.confirming.taking_part import write_count, write_role
from fondaco.newsroom.actions.confirming.within import around
from fondaco.newsroom.confirming.proposing import PASSAGE
from fondaco.newsroom.confirming.titles import as_title
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import Management, Organisation

# What is said of an activity goes one way.
_ORDER: list[str] = [
    ActivityStatus.PLANNED,
    ActivityStatus.ANNOUNCED,
    ActivityStatus.UNDER_WAY,
    ActivityStatus.HELD,
]
_FIELDS = ("title", "kind", "start", "edition", "programme")


def write_activity(
    pen: Pen, finding: Finding, parts: Parts, known: Activity | None
) -> Activity:
    activity = known or _new(pen, finding)
    if known is None or pen.may("change", known):
        bodies = _bodies_of(pen, parts)
        _tell_more(activity, finding)

        def write_rows() -> None:
            _write_rows(pen, activity, finding, parts, bodies)
            if known is not None:
                teach_activity(pen, activity, finding)

        pen.save(activity, write_rows)
    else:
        parts.leave_out(parts.of(FindingKind.PLACE))
        roles = parts.of(FindingKind.ROLE)
        parts.leave_out(part for part in roles if is_body(part.said))
    for part in parts.of(FindingKind.ROLE):
        with parts.writing(part):
            parts.done(part, write_role(pen, activity, part))
    for part in parts.of(FindingKind.COUNT):
        with parts.writing(part):
            parts.done(part, write_count(pen, activity, part))
    return activity


def _new(pen: Pen, finding: Finding) -> Activity:
    said = finding.said
    return Activity(
        network=pen.network,
        maintained_by=pen.keeper,
        title_it=as_title(said["title"]),
        is_published=pen.publishes,
    )


def _tell_more(activity: Activity, finding: Finding) -> None:
    """A new one is what was said; a known one keeps its own words, and moves on."""
    said = finding.said
    if activity.pk is None:
        activity.kind = said["kind"]
        activity.status = said["status"] or ActivityStatus.PLANNED
        activity.is_international = bool(said["is_international"])
    else:
        activity.status = moved_on(activity.status, said["status"])
    if activity.start_earliest is None:
        activity.start = PartialDate.parse(said["start"])
        activity.end = PartialDate.parse(said["end"])
    if activity.edition is None:
        activity.edition = said["edition"]
    if activity.start_time is None and said["time"]:
        activity.start_time = dt.time.fromisoformat(said["time"])
    if activity.programme is None:
        activity.programme = programme_called(said["programme"])
    if activity.parent is None:
        activity.parent = around(finding, activity)


def moved_on(before: str, told: str) -> str:
    """Announced becomes held; held does not become announced by an older text."""
    if told in {ActivityStatus.CANCELLED, ActivityStatus.POSTPONED}:
        return before if before == ActivityStatus.HELD else told
    if before in _ORDER and told in _ORDER:
        return max(before, told, key=_ORDER.index)
    # What was put off takes place in the end; an older text does not say that it will.
    took_place = told in {ActivityStatus.UNDER_WAY, ActivityStatus.HELD}
    return told if before == ActivityStatus.POSTPONED and took_place else before


def programme_called(name: str) -> Programme | None:
    if not name:
        return None
    known = Programme.objects.filter(
        Q(name_it__iexact=name) | Q(name_en__iexact=name) | Q(acronym__iexact=name)
    )
    return known.order_by("pk").first()


def _bodies_of(pen: Pen, parts: Parts) -> list[tuple[Finding, Organisation]]:
    """Who stands around it, added to the record before it is written itself.

    A cluster that is a partner or a host is so through the body that manages it.
    """
    found = []
    for part in parts.of(FindingKind.ROLE):
        if not is_body(part.said):
            continue
        with parts.writing(part):
            cluster, organisation = body_of(pen, part)
            if organisation is not None:
                found.append((part, organisation))
                continue
            managed = Management.objects.filter(cluster=cluster).preferred()
            latest = managed.order_by("-valid_from_earliest", "-pk").first()
            if latest is None:
                raise LeftOutError(
                    _("The record does not say who manages the cluster.")
                )
            found.append((part, latest.organisation))
    return found


def is_body(said: dict[str, Any]) -> bool:
    """Whether it stands around an activity, instead of taking part by a cluster."""
    if said["role"] not in BodyRole.values:
        return False
    takes_part = said["role"] in {BodyRole.ORGANISER, BodyRole.PROMOTER}
    return not (said.get("cluster") and takes_part)


def _write_rows(
    pen: Pen,
    activity: Activity,
    finding: Finding,
    parts: Parts,
    bodies: Iterable[tuple[Finding, Organisation]],
) -> None:
    pen.cite_as(activity, finding, PASSAGE, "")
    for field in _FIELDS:
        pen.cite(activity, finding, field)
    for part in parts.of(FindingKind.PLACE):
        with parts.writing(part):
            parts.done(part, _write_place(pen, activity, part))
    for part, organisation in bodies:
        with parts.writing(part):
            body, is_new = Body.objects.get_or_create(
                activity=activity, organisation=organisation, role=part.said["role"]
            )
            pen.cite(body, part)
            parts.done(part, body, was_there=not is_new)


def _write_place(pen: Pen, activity: Activity, part: Finding) -> Place:
    said = part.said
    city, country, venue = said["city"], said["country"], said["venue"]
    for known in activity.places.all():
        same_city = not city or not known.city or _same_city(city, known)
        if known.country == country and same_city:
            place: Place = known
            if city and not place.city:
                place.city = city
            if venue and not place.venue:
                place.venue = venue
            break
    else:
        place = Place(activity=activity, city=city, country=country, venue=venue)
    pen.save_row(place)
    pen.cite_as(place, part, "places", "")
    return place


def _same_city(city: str, place: Place) -> bool:
    def key(name: str) -> str:
        found = find_place(name, place.country)
        return fold(found.name_en if found else name)

    return key(city) == key(place.city)
