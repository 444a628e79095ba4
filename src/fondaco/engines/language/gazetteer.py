"""Cities of the world by the names that Italian and English texts give them."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fondaco.engines.language.countries import is_europe
from fondaco.engines.language.folding import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A city.

    Parameters
    ----------
    name_it, name_en
        Its names in Italian and in English; where a language has no name of its own,
        the local one.
    country
        ISO 3166-1 alpha-2.
    region, province
        Of Italian cities, the region's name and the province's two letters; else empty.
    latitude, longitude
        Degrees north and east, WGS 84, to about 100 m.
    population
        Inhabitants of the place, by GeoNames; 0 if unknown.
    """

    name_it: str
    name_en: str
    country: str
    region: str
    province: str
    latitude: float
    longitude: float
    population: int


def find_place(name: str, country: str | None = None) -> Place | None:
    """Find the city that a name most likely means.

    Parameters
    ----------
    name
        In Italian or English, or a usual variant; accents and hyphens do not matter.
    country
        ISO 3166-1 alpha-2, to look in one country only.

    Returns
    -------
    Place or None
        The first of `find_places`; None if there is none.
    """
    return next(iter(find_places(name, country)), None)


def find_places(name: str, country: str | None = None) -> list[Place]:
    """Find the cities that a name may mean, the likeliest first.

    A city's main names go before variants ("Monaco" is the principality, then Munich).
    Then the larger goes first; to an Italian reader a nearer city counts as if larger,
    five times in Europe and fifty in Italy: "Valencia" is the Spanish one, "Salò" is on
    lake Garda.

    Parameters
    ----------
    name
        In Italian or English, or a usual variant; accents and hyphens do not matter.
    country
        ISO 3166-1 alpha-2, to look in one country only.

    Returns
    -------
    list[Place]
        Empty if the gazetteer has none: it keeps cities above 4,000 inhabitants in
        Italy, 30,000 in Europe, 60,000 beyond, capitals, and some more.
    """
    places = _index().get(place_key(name), ())
    return [place for place in places if country in (None, place.country)]


def places_of(country: str) -> list[Place]:
    """List the cities of a country, the largest first.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2.
    """
    known = {place for places in _index().values() for place in places}
    return sorted(
        (place for place in known if place.country == country),
        key=lambda place: (-place.population, place.name_en, place.latitude),
    )


def place_key(name: str) -> str:
    """Fold a city's name further, so that hyphens and stops do not tell it apart.

    Parameters
    ----------
    name
        Any text.
    """
    return " ".join(fold(name).replace("-", " ").replace(".", " ").split())


@cache
def _index() -> dict[str, tuple[Place, ...]]:
    """Index the table by every folded name; it is read once, when first asked."""
    ranked: dict[str, dict[Place, tuple[bool, int]]] = defaultdict(dict)
    data = resources.files(__package__).joinpath("data/cities.csv")
    for row in csv.DictReader(data.read_text("utf-8").splitlines()):
        place = _read(row)
        main = set(map(place_key, {place.name_it, place.name_en}))
        others = set(map(place_key, row["others"].split("|"))) if row["others"] else ()
        for key in main.union(others):
            ranked[key][place] = (key in main, place.population * _nearness(place))
    return {
        key: tuple(sorted(places, key=lambda place: places[place], reverse=True))
        for key, places in ranked.items()
    }


def _read(row: dict[str, str]) -> Place:
    return Place(
        name_it=row["italian"] or row["english"],
        name_en=row["english"],
        country=row["country"],
        region=row["region"],
        province=row["province"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
    )


def _nearness(place: Place) -> int:
    if place.country == "IT":
        return 50
    return 5 if is_europe(place.country) else 1
