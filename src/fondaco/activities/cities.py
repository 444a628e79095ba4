"""A city as the calendar's filter names it: “Brussels, BE”, however it is written."""

from functools import lru_cache

from django.utils.translation import gettext

from fondaco.engines.language.countries import country_code
from fondaco.engines.language.gazetteer import find_place
from fondaco.web.templatetags.words import city_name, country_name

LONGEST_NAME = 100


@lru_cache(maxsize=4096)
def city_code(city: str, country: str) -> str:
    """One code for all spellings of a city; the country's alone where none is known."""
    known = find_place(city, country) if city else None
    name = known.name_en if known else city
    return f"{name}, {country}" if name else country


def read_city(value: str) -> str | None:
    """The code of what an address asks for: a city and its country, or one of them."""
    if len(value) > LONGEST_NAME or not value.isprintable():
        return None
    name, _, country = value.rpartition(",")
    if code := country_code(country.strip()):
        return city_code(name.strip(), code)
    known = find_place(value)
    return city_code(known.name_en, known.country) if known else None


def city_label(code: str) -> str:
    name, _, country = code.rpartition(", ")
    if not name:
        return gettext("%(country)s, city not known") % {
            "country": country_name(country)
        }
    return f"{city_name(name, country)}, {country_name(country)}"
