"""The kinds of activities there are: how often, how large, and what they are called."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from fondaco.activities.vocabularies import ActivityKind, ActivityStatus, Role
from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.gazetteer import Place
from fondaco.portal.generating.words import (
    FAR,
    Theme,
    city_of,
    countries,
    one_by_weight,
    words,
)

SEASONS = ("spring", "summer", "autumn")
ANNOUNCED_BEFORE = dt.timedelta(days=120)
# The years to come have fewer activities known, the first of a network too.
YEARS = 10


@dataclass(frozen=True)
class Shape:
    """A kind of activity: how many of a hundred, and how many take part in one."""

    share: float
    size: float
    longest: int
    abroad: float
    title_it: str
    title_en: str
    roles: tuple[tuple[str, float], ...]


_LISTENS = ((Role.PARTICIPANT, 70.0), (Role.SPEAKER, 22.0), (Role.ORGANISER, 8.0))
_SHOWS = ((Role.EXHIBITOR, 70.0), (Role.PARTICIPANT, 20.0), (Role.SPEAKER, 10.0))
_MEETS = ((Role.B2B_PARTICIPANT, 85.0), (Role.PARTICIPANT, 10.0), (Role.PROMOTER, 5.0))
_TRAVELS = ((Role.DELEGATE, 80.0), (Role.B2B_PARTICIPANT, 15.0), (Role.SPEAKER, 5.0))
_WORKS = ((Role.PARTICIPANT, 80.0), (Role.COORDINATOR, 15.0), (Role.MENTIONED, 5.0))
SHAPES: dict[str, Shape] = {
    ActivityKind.CONFERENCE: Shape(
        18, 6, 3, 0.6, "Conferenza: {it}", "Conference: {en}", _LISTENS
    ),
    ActivityKind.SEMINAR: Shape(
        29, 1.5, 1, 0.3, "Seminario: {it}", "Seminar: {en}", _LISTENS
    ),
    ActivityKind.FAIR: Shape(
        10, 30, 5, 0.7, "{brand} {year}", "{brand} {year}", _SHOWS
    ),
    ActivityKind.MATCHMAKING: Shape(
        8, 20, 2, 0.5, "Incontri B2B: {it}", "B2B meetings: {en}", _MEETS
    ),
    ActivityKind.MISSION_OUTGOING: Shape(
        6,
        15,
        6,
        1,
        "Missione a {city_it}: {it}",
        "Mission to {city_en}: {en}",
        _TRAVELS,
    ),
    ActivityKind.MISSION_INCOMING: Shape(
        4, 8, 4, 0, "Delegazione estera: {it}", "Foreign delegation: {en}", _MEETS
    ),
    ActivityKind.VISIT: Shape(
        5, 2, 1, 0.6, "Visita a {city_it}: {it}", "Visit to {city_en}: {en}", _WORKS
    ),
    ActivityKind.MEETING: Shape(
        7, 3, 1, 0.5, "Riunione: {it}", "Meeting: {en}", _WORKS
    ),
    ActivityKind.KICK_OFF: Shape(
        2, 2, 2, 0.6, "Avvio del progetto: {it}", "Kick-off: {en}", _WORKS
    ),
    ActivityKind.FINAL_EVENT: Shape(
        2, 3, 1, 0.5, "Evento finale: {it}", "Final event: {en}", _LISTENS
    ),
    ActivityKind.ASSEMBLY: Shape(
        2, 5, 1, 0.1, "Assemblea europea: {it}", "European assembly: {en}", _WORKS
    ),
    ActivityKind.NETWORKING: Shape(
        3, 6, 1, 0.4, "Serata di incontri: {it}", "Networking evening: {en}", _LISTENS
    ),
    ActivityKind.TRAINING: Shape(4, 4, 3, 0.1, "Corso: {it}", "Course: {en}", _WORKS),
}
SHARES = {kind: shape.share for kind, shape in SHAPES.items()}


def begins_on(random: Random, day: dt.date) -> dt.date:
    """A working day of the ten years, more in the later ones, few in August."""
    first = day.year - YEARS + 1
    year = one_by_weight({str(first + n): 6.0 + n for n in range(YEARS)}, random)
    month = random.choices(
        range(1, 13), weights=(5, 8, 9, 9, 10, 9, 5, 1, 9, 12, 12, 5)
    )
    found = dt.date(int(year), month[0], random.randint(1, 28))
    if random.random() < 0.03:
        found = found.replace(year=day.year + 1)
    return found - dt.timedelta(days=max(0, found.weekday() - 4))


def dates_of(
    begins: dt.date, longest: int, random: Random
) -> tuple[PartialDate, PartialDate, dt.date]:
    """The start, the end and the last day, as precisely as sources tell."""
    ends = begins + dt.timedelta(days=random.randint(1, longest) - 1)
    chance = random.random()
    nothing = PartialDate.unknown()
    if chance < 0.84:
        end = PartialDate.day(ends) if ends > begins else nothing
        return PartialDate.day(begins), end, ends
    if chance < 0.92:
        return PartialDate.month(begins.year, begins.month), nothing, ends
    if chance < 0.94:
        return PartialDate.season(begins.year, random.choice(SEASONS)), nothing, ends
    if chance < 0.97:
        return PartialDate.year(begins.year), nothing, ends
    if chance < 0.99:
        span = PartialDate.between(begins, begins + dt.timedelta(days=9))
        return span, nothing, ends
    return nothing, nothing, ends


def status_on(
    day: dt.date, start: PartialDate, begins: dt.date, ends: dt.date, random: Random
) -> str:
    chance = random.random()
    if chance < 0.03:
        return ActivityStatus.CANCELLED
    if chance < 0.04:
        return ActivityStatus.POSTPONED
    if ends < day and (start.latest or ends) < day:
        # Of some nobody said afterwards that they were held.
        return ActivityStatus.ANNOUNCED if chance > 0.99 else ActivityStatus.HELD
    if begins <= day:
        return ActivityStatus.UNDER_WAY
    is_near = begins - day < ANNOUNCED_BEFORE
    return ActivityStatus.ANNOUNCED if is_near else ActivityStatus.PLANNED


def place_of(kind: str, random: Random) -> Place:
    if random.random() >= SHAPES[kind].abroad:
        return city_of("IT", random, "Lombardia" if random.random() < 0.6 else "")
    if random.random() < (0.4 if kind == ActivityKind.MISSION_OUTGOING else 0.1):
        return city_of(random.choice(FAR), random)
    return city_of(random.choice(countries()).code, random)


def titles(
    kind: str, theme: Theme, place: Place, year: int, random: Random
) -> dict[str, str]:
    it, en = random.choice((*theme.products, *theme.skills))
    said = {
        "it": it.lower(),
        "en": en.lower(),
        "brand": random.choice(words("brands")),
        "year": year,
        "city_it": place.name_it,
        "city_en": place.name_en,
    }
    shape = SHAPES[kind]
    return {
        "title_it": shape.title_it.format(**said),
        "title_en": shape.title_en.format(**said),
        "description_it": f"Tema: {it.lower()}. Con imprese e centri di ricerca "
        "della rete.",
        "description_en": f"Theme: {en.lower()}. With companies and research centres "
        "of the network.",
    }
