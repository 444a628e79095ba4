"""Where an activity is, on the small map of its page."""

from urllib.parse import urlencode

from django.urls import reverse

from fondaco.activities.details import Details
from fondaco.web.charts import MapMark
from fondaco.web.templatetags.words import city_name, country_name


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
