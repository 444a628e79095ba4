"""Where the places of activities are on the map."""

from fondaco.activities.models import Place
from fondaco.engines.language.gazetteer import find_place


def locate(place: Place) -> None:
    """Set the co-ordinates of a place's city, where the gazetteer knows it."""
    city = find_place(place.city, place.country) if place.city else None
    if city:
        place.latitude, place.longitude = city.latitude, city.longitude
