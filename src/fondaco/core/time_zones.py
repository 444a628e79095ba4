"""The names of time zones: the system's folders are looked through once."""

from functools import cache
from zoneinfo import available_timezones


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def time_zone(name: str) -> str | None:
    """The name as it is spelt, in whatever case it is written."""
    return _names().get(name.casefold())
