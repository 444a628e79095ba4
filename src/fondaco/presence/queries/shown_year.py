"""Which year of a network is shown when nobody asks for one."""

from fondaco.presence.queries.calendar import read_outline


def default_year(network: int) -> int | None:
    return read_outline(network).shown_year
