"""Cities and countries by the names that texts give them."""

import re
from functools import cache, lru_cache

from fondaco.engines.language.countries import country_code
from fondaco.engines.language.gazetteer import find_place, place_key
from fondaco.engines.press.lexicon import table


@lru_cache(maxsize=20_000)
def country_called(key: str) -> str | None:
    """Give the country of a name: ISO 3166-1 alpha-2, or None.

    Parameters
    ----------
    key
        A folded name.
    """
    if len(key) < 4 and key not in {
        "usa",
        "cuba",
        "iran",
        "oman",
        "mali",
        "peru",
        "uk",
    }:
        return None
    return country_code(key)


@lru_cache(maxsize=20_000)
def city_called(key: str) -> tuple[str, str] | None:
    """Give the Italian name and the country of a city, or None.

    Parameters
    ----------
    key
        A folded name.
    """
    places = table("places")
    own = places["cities"].get(key)
    if own:
        return own[0], own[1]
    if len(key) < 3 or key in places["not_cities"]:
        return None
    place = find_place(key, places["city_countries"].get(key)) or find_place(key)
    if place is not None and place.country != "IT" and place_key(place.name_it) != key:
        # An Italian calls the one in Istria Pola, so that Pula is in Sardinia.
        place = find_place(key, "IT") or place
    return (place.name_it, place.country) if place else None


def is_place(name: str) -> bool:
    """Tell whether a name is of a city or of a country.

    Parameters
    ----------
    name
        As a text has it.
    """
    key = place_key(name)
    return city_called(key) is not None or country_called(key) is not None


@cache
def _demonyms() -> re.Pattern[str]:
    stems = "|".join(sorted(table("places")["demonyms"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)({stems})(?:[oaie]|he|hi|i[ae]?)?(?!\w)")


def country_of_adjective(folded: str) -> str | None:
    """Name the country of the first nationality in a text.

    Parameters
    ----------
    folded
        Folded words, such as “missione giapponese”.
    """
    match = _demonyms().search(folded)
    return table("places")["demonyms"][match[1]] if match else None
