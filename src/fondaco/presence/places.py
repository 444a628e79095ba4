"""What a place is called in the language of the moment."""

from django.utils.translation import get_language

from fondaco.engines.language.gazetteer import find_place
from fondaco.presence.facts import ActivityFact
from fondaco.web.templatetags.words import country_name


def city_name(city: str, country: str) -> str:
    """As the gazetteer has it, or else as the record has it; empty without a city."""
    known = find_place(city, country) if city else None
    if known is None:
        return city
    return known.name_en if get_language() == "en" else known.name_it


def place_names(activity: ActivityFact) -> list[str]:
    """“Brussels, Belgium”: one for each place, online last."""
    return [
        ", ".join(
            filter(
                None,
                [city_name(place.city, place.country), country_name(place.country)],
            )
        )
        for place in activity.places
    ]
