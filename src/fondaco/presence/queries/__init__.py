"""Reading the presence of a year, in a number of queries that rows do not change."""

from fondaco.presence.queries.networks import read_network, read_networks
from fondaco.presence.queries.shown_year import default_year
from fondaco.presence.queries.years import presence_of_year, recorded_years

__all__ = [
    "default_year",
    "presence_of_year",
    "read_network",
    "read_networks",
    "recorded_years",
]
