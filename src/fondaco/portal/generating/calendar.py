"""Activities made up, over ten years, with their places and organisers."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from fondaco.activities.models import Activity, Body, Place, Programme
from fondaco.activities.vocabularies import ActivityKind, BodyRole, ProgrammeKind
from fondaco.engines.language.gazetteer import Place as City
from fondaco.portal.generating.occasions import (
    SHAPES,
    SHARES,
    begins_on,
    dates_of,
    place_of,
    status_on,
    titles,
)
from fondaco.portal.generating.words import Theme, one_by_weight
from fondaco.portal.generating.writing import Writer, dated
from fondaco.registry.models import Cluster, Network, Organisation

PUBLISHED = 0.93
PROGRAMMES = (
    ("HORIZON", "Orizzonte dimostrativo", "Demonstration Horizon"),
    ("COSME", "Competitività dimostrativa", "Demonstration Competitiveness"),
    ("INTERREG", "Spazio alpino dimostrativo", "Demonstration Alpine Space"),
    ("LIFE", "Ambiente dimostrativo", "Demonstration Environment"),
)


@dataclass(frozen=True)
class Planned:
    """An activity beside what is not on it: its keeper, its city, its theme."""

    activity: Activity
    cluster: Cluster
    city: City | None


def create_programmes(writer: Writer) -> list[Programme]:
    made = [
        Programme(
            slug=slugify(f"demo-{writer.seed}-{acronym}"),
            acronym=f"{acronym} D{writer.seed}",
            name_it=it,
            name_en=en,
            kind=ProgrammeKind.FUNDING,
        )
        for acronym, it, en in PROGRAMMES
    ]
    writer.create(made)
    return made


def create_activities(
    writer: Writer,
    network: Network,
    clusters: list[tuple[Cluster, Theme]],
    programmes: list[Programme],
    total: int,
    day: dt.date,
) -> list[Planned]:
    random = writer.random("activities")
    planned: list[Planned] = []
    for number in range(total):
        cluster, theme = clusters[number % len(clusters)]
        kind = one_by_weight(SHARES, random)
        begins = begins_on(random, day)
        start, end, ends = dates_of(begins, SHAPES[kind].longest, random)
        city = place_of(kind, random)
        is_virtual = kind == ActivityKind.SEMINAR and random.random() < 0.25
        activity = Activity(
            network=network,
            maintained_by=cluster if random.random() < 0.95 else None,
            kind=kind,
            status=status_on(day, start, begins, ends, random),
            is_virtual=is_virtual,
            is_international=random.random() < 0.92,
            programme=random.choice(programmes) if random.random() < 0.1 else None,
            is_published=random.random() < PUBLISHED,
            website=f"https://evento-{number}.example" if random.random() < 0.4 else "",
            **dated(start=start, end=end),
            **titles(kind, theme, city, begins.year, random),
        )
        planned.append(Planned(activity, cluster, None if is_virtual else city))
    _create_with_parents(writer, planned)
    _create_places(writer, planned)
    return planned


def _create_with_parents(writer: Writer, planned: list[Planned]) -> None:
    """Some conferences, seminars and B2B meetings take place inside a fair."""
    random = writer.random("parents")
    fairs = [one for one in planned if one.activity.kind == ActivityKind.FAIR]
    inside = {ActivityKind.CONFERENCE, ActivityKind.SEMINAR, ActivityKind.MATCHMAKING}
    parents = {
        id(one.activity): random.choice(fairs)
        for one in planned
        if fairs and one.activity.kind in inside and random.random() < 0.08
    }
    writer.create([one.activity for one in planned if id(one.activity) not in parents])
    children = []
    for one in planned:
        if around := parents.get(id(one.activity)):
            child = one.activity
            child.parent = around.activity
            child.start, child.end = around.activity.start, around.activity.end
            child.status = around.activity.status
            children.append(child)
    writer.create(children)


def _create_places(writer: Writer, planned: list[Planned]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "activity_id": one.activity.pk,
            "country": one.city.country,
            "city": one.city.name_it if one.city.country == "IT" else one.city.name_en,
            "venue": "",
            "latitude": one.city.latitude,
            "longitude": one.city.longitude,
        }
        for one in planned
        if one.city
    ]
    writer.hang(Place, rows)


def create_bodies(
    writer: Writer, planned: list[Planned], organisations: list[Organisation]
) -> None:
    """Who organises, hosts, sponsors: for one activity in three."""
    random = writer.random("bodies")
    rows = []
    for one in planned:
        if random.random() < 0.33:
            some = random.sample(organisations, min(random.randint(1, 2), 2))
            rows += [
                {
                    "activity_id": one.activity.pk,
                    "organisation_id": organisation.pk,
                    "role": random.choice(BodyRole.values),
                }
                for organisation in some
            ]
    writer.hang(Body, rows)
