"""Where activities are: the small map of one, and the calendar's map of all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fondaco.activities.cities import city_code, city_label
from fondaco.activities.details import Details
from fondaco.activities.entries import Entry, Whereabouts
from fondaco.activities.facets import address_of
from fondaco.activities.filters import ONLINE, UNKNOWN, Selection
from fondaco.engines.language.gazetteer import find_place
from fondaco.web.charts import LEVELS, MapMark
from fondaco.web.charts.country_points import country_point
from fondaco.web.templatetags.words import city_name, country_name


class Placed(Protocol):
    """A place as a record has it, with or without a city and where that lies."""

    @property
    def country(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True)
class Line:
    """A line of the table beside the map."""

    label: str
    url: str
    count: int
    level: int

    @property
    def role(self) -> str:
        return str(LEVELS[self.level].label)


@dataclass(frozen=True)
class CityMap:
    """What is somewhere, on the map and in lines; and what has no place on a map."""

    sentence: str
    marks: list[MapMark]
    cities: list[Line]
    elsewhere: list[Line]


def position_of(places: Sequence[Placed]) -> tuple[float, float] | None:
    """Where the record, or else the gazetteer, has the city; or else the country.

    The places are of one city.
    """
    for place in places:
        if place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    first = places[0]
    city = find_place(first.city, first.country) if first.city else None
    return (city.latitude, city.longitude) if city else country_point(first.country)


def marks_of(details: Details) -> list[MapMark]:
    """Each place with the highest role there; it opens the calendar of its country."""
    calendar = reverse("activities:calendar")
    return [
        MapMark(
            latitude=place.latitude,
            longitude=place.longitude,
            label=city_name(place.city, place.country) or country_name(place.country),
            value=1,
            level=max((rung.level for rung in details.ladder), default=0),
            url=f"{calendar}?{urlencode({'country': place.country})}",
        )
        for place in details.places
        if place.latitude is not None and place.longitude is not None
    ]


def lay_out_map(entries: list[Entry], selection: Selection, address: str) -> CityMap:
    """A mark and a line for each city; each leads to the list of what it counts.

    Where cities or countries are chosen, no others: an activity may be in some more.
    """
    admits = _Admitted(selection.values)
    there: defaultdict[str, dict[int, Entry]] = defaultdict(dict)
    places: defaultdict[str, list[Whereabouts]] = defaultdict(list)
    without: dict[str, list[Entry]] = {ONLINE: [], UNKNOWN: []}
    for entry in entries:
        for place in entry.places:
            code = city_code(place.city, place.country)
            if admits(place.country, code):
                places[code].append(place)
                there[code][entry.pk] = entry
        for value in countries_of(entry) & without.keys():
            if admits(value):
                without[value].append(entry)

    def line(name: str, value: str, label: str, found: list[Entry]) -> Line:
        url = address_of(selection.relaxing(name).adding(name, value), address)
        levels = [who.level for entry in found for who in entry.participants]
        return Line(label, url, len(found), max(levels, default=0))

    lines = {
        code: line("city", code, city_label(code), list(found.values()))
        for code, found in there.items()
    }
    names = {ONLINE: gettext("Online"), UNKNOWN: gettext("Place not known")}
    countries = {code.rpartition(", ")[2] for code in lines}
    return CityMap(
        sentence=_sentence(len(entries), len(countries)),
        marks=_marks(lines, places),
        cities=sorted(lines.values(), key=lambda one: (-one.count, one.label)),
        elsewhere=[
            line("country", value, names[value], found)
            for value, found in without.items()
            if found
        ],
    )


@dataclass(frozen=True)
class _Admitted:
    """Whether a selection admits a place, or being in none."""

    values: Mapping[str, set[str]]

    def __call__(self, country: str, city: str = "") -> bool:
        asked = (("country", country), ("city", city))
        return all(value in self.values.get(name, {value}) for name, value in asked)


def countries_of(entry: Entry) -> set[str]:
    """Where it is: countries, or online, or both; or else not known."""
    online = {ONLINE} if entry.is_virtual else set()
    return online | {place.country for place in entry.places} or {UNKNOWN}


def _sentence(activities: int, countries: int) -> str:
    many = ngettext("%(count)s activity", "%(count)s activities", activities)
    text = ngettext(
        "%(activities)s, in %(count)s country.",
        "%(activities)s, in %(count)s countries.",
        countries,
    )
    return text % {"activities": many % {"count": activities}, "count": countries}


def _marks(
    lines: dict[str, Line], places: dict[str, list[Whereabouts]]
) -> list[MapMark]:
    marks = []
    for code, line in lines.items():
        position, place = position_of(places[code]), places[code][0]
        if position:
            city = city_name(place.city, place.country)
            label = city or country_name(place.country)
            marks.append(MapMark(*position, label, line.count, line.level, line.url))
    return marks
