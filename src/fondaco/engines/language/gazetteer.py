"""Cities of the world by the names that Italian and English texts give them."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
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
    key = place_key(name)
    lines = _index().get(key, ())
    places = {_read(line): None for line in lines}
    return sorted(
        (place for place in places if country in (None, place.country)),
        key=lambda place: (_is_main(key, place), place.population * _nearness(place)),
        reverse=True,
    )


def places_of(country: str) -> list[Place]:
    """List the cities of a country, the largest first.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2.
    """
    known = {_read(line) for line in range(1, len(_lines()))}
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


# The table stays the text that it is in the file, and a line of it becomes a place when
# somebody asks for it: as places, its fourteen thousand lines would take thrice the
# memory in each process that serves pages.
@cache
def _lines() -> list[str]:
    data = resources.files(__package__).joinpath("data/cities.csv")
    return data.read_text("utf-8").splitlines()


@cache
def _index() -> dict[str, tuple[int, ...]]:
    """Find the lines on which each folded name stands, once in a process."""
    index: dict[str, tuple[int, ...]] = {}
    for number in range(1, len(_lines())):
        row = _row(number)
        names = {_name_it(row), row["english"], *row["others"].split("|")}
        for key in set(map(place_key, filter(None, names))):
            index[key] = (*index.get(key, ()), number)
    return index


def _row(line: int) -> dict[str, str]:
    header, row = csv.reader([_lines()[0], _lines()[line]])
    return dict(zip(header, row, strict=True))


def _name_it(row: dict[str, str]) -> str:
    return row["italian"] or row["english"]


@lru_cache(maxsize=4096)
def _read(line: int) -> Place:
    row = _row(line)
    return Place(
        name_it=_name_it(row),
        name_en=row["english"],
        country=row["country"],
        region=row["region"],
        province=row["province"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
    )


def _is_main(key: str, place: Place) -> bool:
    return key in {place_key(place.name_it), place_key(place.name_en)}


def _nearness(place: Place) -> int:
    if place.country == "IT":
        return 50
    return 5 if is_europe(place.country) else 1
