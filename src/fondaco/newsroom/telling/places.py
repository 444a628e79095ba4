"""Where an activity was, without what its title says already."""

from dataclasses import dataclass

from fondaco.engines.language.countries import country_name
from fondaco.engines.language.folding import fold
from fondaco.newsroom.telling.facts import Told

# The country of the network goes without saying where there is a city.
HOME = "IT"


@dataclass(frozen=True)
class Spot:
    """A city, a venue in it, or a venue alone where nobody says the city."""

    city: str
    venue: str


@dataclass(frozen=True)
class There:
    """`country` is empty where it need not be said."""

    country: str
    spots: tuple[Spot, ...]


def by_country(told: Told, language: str) -> list[There]:
    title = fold(told.title)
    spots: dict[str, list[Spot]] = {}
    said: set[str] = set()
    for place in told.places:
        found = spots.setdefault(place.country, [])
        is_said = bool(place.city) and fold(place.city) in title
        if is_said:
            said.add(place.country)
        # A venue is in its city, also where the title has said which.
        if place.venue or (place.city and not is_said):
            found.append(Spot(place.city, place.venue))
    told_of = []
    for country, own in spots.items():
        known = fold(country_name(country, language)) in title
        if country == HOME and (own or country in said):
            known = True
        if own or not known:
            told_of.append(There("" if known else country, tuple(own)))
    return told_of
