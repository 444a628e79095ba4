"""Where an activity was, without what its title says already."""

from dataclasses import dataclass

from fondaco.engines.language.countries import country_name
from fondaco.engines.language.folding import fold
from fondaco.newsroom.telling.facts import Told

# The country of the network goes without saying where there is a city.
HOME = "IT"


@dataclass(frozen=True)
class Spot:
    """A city, a venue in it, or a venue alone where the city was said."""

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
        spot = Spot("" if is_said else place.city, place.venue)
        if spot.city or spot.venue:
            found.append(spot)
    told_of = []
    for country, own in spots.items():
        known = country in said or fold(country_name(country, language)) in title
        if country == HOME and (own or country in said):
            known = True
        if own or not known:
            told_of.append(There("" if known else country, tuple(own)))
    return told_of
