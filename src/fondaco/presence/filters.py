"""What a figure is narrowed to; the same words stand in the address of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlencode

from fondaco.engines.language.countries import is_europe

UNKNOWN_STEP = "unknown"


class Area(StrEnum):
    EUROPE = "europe"
    BEYOND = "beyond"
    ABROAD = "abroad"
    ONLINE = "online"


@dataclass(frozen=True)
class Filters:
    """Nothing set is the whole network's year; cluster and source are slugs.

    `level` is the lowest step of the ladder of roles that counts; `step` is one of
    its steps alone, or `unknown` for the clusters that no source names.
    """

    network: str = ""
    cluster: str = ""
    country: str = ""
    area: str = ""
    kind: str = ""
    level: int = 0
    step: str = ""
    source: str = ""

    @property
    def query(self) -> str:
        """The query string of these filters, with its question mark; else empty."""
        return _query(vars(self))

    def query_but(self, **changes: str | int) -> str:
        """That of other filters: a page has hundreds, and only their addresses."""
        return _query({**vars(self), **changes})

    @property
    def narrow_activities(self) -> bool:
        """Whether they choose among activities by what only activities have."""
        return bool(self.kind or self.level or self.step or self.area == Area.ONLINE)

    @property
    def only_scope(self) -> "Filters":
        """The same network and cluster, with nothing else chosen."""
        return Filters(network=self.network, cluster=self.cluster)

    def but(self, **changes: str | int) -> "Filters":
        return replace(self, **changes)  # type: ignore[arg-type]


def _query(values: Mapping[str, str | int]) -> str:
    chosen = [_written(name, value) for name, value in values.items() if value]
    return f"?{'&'.join(chosen)}" if chosen else ""


@lru_cache(maxsize=4096)
def _written(name: str, value: str | int) -> str:
    """A page has a thousand queries, of a few dozen values."""
    return urlencode({name: value})


def in_area(country: str, *, area: str, home: str) -> bool:
    """Whether a country lies in an area, seen from the network's own country."""
    if area == Area.EUROPE:
        return is_europe(country)
    if area == Area.BEYOND:
        return not is_europe(country)
    if area == Area.ABROAD:
        return country != home
    return area != Area.ONLINE
