"""The gazetteer: cities by the names that texts give them."""

import csv
from importlib import resources

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from fondaco.engines import language
from fondaco.engines.language.countries import is_country
from fondaco.engines.language.gazetteer import (
    Place,
    find_place,
    find_places,
    place_key,
    places_of,
)


def test_a_place_carries_all_that_is_known_of_it() -> None:
    """Italian cities have their region and province; positions are in degrees."""
    place = find_place("Bergamo")
    assert place is not None
    assert place == Place(
        "Bergamo", "Bergamo", "IT", "Lombardia", "BG", 45.696, 9.667, place.population
    )
    assert 100_000 < place.population < 150_000


@pytest.mark.parametrize(
    ("name", "italian", "country"),
    [
        ("Bruxelles", "Bruxelles", "BE"),
        ("Brussels", "Bruxelles", "BE"),
        ("Lione", "Lione", "FR"),
        ("Barcellona", "Barcellona", "ES"),
        ("San Paolo", "San Paolo", "BR"),
        ("Sao Paulo", "San Paolo", "BR"),
        ("Sao Josè dos Campos", "São José dos Campos", "BR"),
        ("PARIGI", "Parigi", "FR"),
        ("Londra", "Londra", "GB"),
        ("München", "Monaco di Baviera", "DE"),
        ("L’Aia", "L'Aia", "NL"),
        ("Tel-Aviv", "Tel Aviv", "IL"),
        ("Washington D.C.", "Washington", "US"),
        ("Citta' del Messico", "Città del Messico", "MX"),
        ("Saint Etienne", "Saint-Étienne", "FR"),
        ("Forli'", "Forlì", "IT"),
        ("Reggio nell’Emilia", "Reggio Emilia", "IT"),
        ("Sophia Antipolis", "Valbonne", "FR"),
        ("Appiano sulla Strada del Vino", "Appiano sulla Strada del Vino", "IT"),
    ],
)
def test_a_city_is_found_by_what_texts_call_it(
    name: str, italian: str, country: str
) -> None:
    """Italian and English names, local ones, and misspellings of accents."""
    place = find_place(name)
    assert place is not None
    assert (place.name_it, place.country) == (italian, country)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Valencia", "ES"),  # that of Venezuela is larger
        ("Salò", "IT"),  # Salo in Finland is larger
        ("Lodi", "IT"),
        ("Boston", "US"),  # there is one in Lincolnshire
        ("Monaco", "MC"),  # before Munich
    ],
)
def test_of_several_cities_the_likeliest_is_first(name: str, country: str) -> None:
    """Main names before variants, then size, weighed by nearness."""
    assert find_places(name)[0].country == country
    assert len(find_places(name)) > 1


def test_a_country_narrows_the_search() -> None:
    """A country given is a country meant."""
    assert [p.name_it for p in find_places("Monaco", "DE")] == ["Monaco di Baviera"]
    venezuelan = find_place("Valencia", "VE")
    assert venezuelan is not None
    assert venezuelan.country == "VE"
    assert find_place("Valencia", "IT") is None


@pytest.mark.parametrize("name", ["", " ", "-", "Atlantide", "\0", "\ud800", "O'"])
def test_what_is_no_city_is_not_found(name: str) -> None:
    """Nothing is guessed."""
    assert find_places(name) == []
    assert find_place(name) is None


def test_italian_names_are_those_of_unicode() -> None:
    """CLDR names a city of each time zone: an oracle that no hand here has written."""
    countries = get_global("zone_territories")
    english = Locale("en").time_zones
    unknown = []
    for zone, names in Locale("it").time_zones.items():
        its_english = english.get(zone, {}).get("city") or zone.split("/")[-1]
        country = countries.get(zone)
        if names.get("city") and find_place(its_english.replace("_", " "), country):
            unknown += [names["city"]] * (find_place(names["city"], country) is None)
    assert unknown == []


def test_every_row_is_sound_and_found_by_its_names() -> None:
    """Codes are codes, degrees are degrees, and both names lead back."""
    table = resources.files(language).joinpath("data/cities.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) > 14_000
    for row in rows:
        assert is_country(row["country"])
        assert abs(float(row["latitude"])) <= 90
        assert abs(float(row["longitude"])) <= 180
        assert bool(row["region"]) == (row["country"] == "IT")
        assert int(row["population"]) >= 0
        for name in (row["english"], row["italian"] or row["english"]):
            assert name in {
                known
                for place in find_places(name, row["country"])
                for known in (place.name_en, place.name_it)
            }


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    """Folding further is stable too, and no text is an error."""
    assert place_key(place_key(text)) == place_key(text)
    assert find_places(text) == find_places(place_key(text))


def test_the_cities_of_a_country_come_by_size() -> None:
    """The largest first, all of that country; of no country there are none."""
    places = places_of("IT")
    assert [place.name_it for place in places[:3]] == ["Roma", "Milano", "Napoli"]
    assert {place.country for place in places} == {"IT"}
    sizes = [place.population for place in places]
    assert sizes == sorted(sizes, reverse=True)
    assert places_of("ZZ") == []
