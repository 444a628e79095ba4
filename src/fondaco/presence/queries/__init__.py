"""Reading the presence of a year, in a number of queries that rows do not change."""

from fondaco.presence.queries.calendar import Outline, read_outline
from fondaco.presence.queries.networks import read_network, read_networks
from fondaco.presence.queries.shown_year import default_year
from fondaco.presence.queries.years import presence_of_year, recorded_years

__all__ = [
    "Outline",
    "default_year",
    "presence_of_year",
    "read_network",
    "read_networks",
    "read_outline",
    "recorded_years",
]
