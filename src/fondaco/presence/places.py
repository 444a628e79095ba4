"""What a place is called in the language of the moment."""

from fondaco.presence.facts import ActivityFact
from fondaco.web.templatetags.words import city_name, country_name


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
