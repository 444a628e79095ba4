"""What a reading changed in the presence of the years that it tells of."""

from collections.abc import Iterator
from dataclasses import dataclass

from fondaco.core.partial_dates import PartialDate
from fondaco.newsroom.models import Reading
from fondaco.presence.facts import NetworkFact
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.queries.calendar import Outline, read_outline
from fondaco.presence.queries.networks import read_network
from fondaco.presence.queries.years import presence_of_year
from fondaco.registry.models import Network

CODES = ("P01", "P05", "P04", "P02")


@dataclass(frozen=True)
class Moved:
    """A figure of a year, before anything of the text was confirmed and now."""

    label: str
    before: int | None
    now: int | None

    @property
    def change(self) -> int:
        return (self.now or 0) - (self.before or 0)


@dataclass(frozen=True)
class YearMoved:
    year: int
    figures: list[Moved]

    @property
    def has_moved(self) -> bool:
        return any(figure.change for figure in self.figures)


def keep_figures_before(reading: Reading, network: Network, start: str) -> None:
    """Of the year that is about to change, unless they are kept already."""
    day = PartialDate.parse(start).earliest
    if day is None or str(day.year) in reading.figures_before:
        return
    if known := read_network(network.slug):
        reading.figures_before[str(day.year)] = _figures(known, day.year)
        reading.save()


def figures_moved(reading: Reading, network: Network) -> Iterator[YearMoved]:
    known = read_network(network.slug) if reading.figures_before else None
    if known is None:
        return
    outline = read_outline(known.pk)
    for year, before in sorted(reading.figures_before.items()):
        now = _figures(known, int(year), outline)
        figures = [
            Moved(str(INDICATORS[code].label), before.get(code), now[code])
            for code in CODES
        ]
        yield YearMoved(int(year), figures)


def _figures(
    network: NetworkFact, year: int, outline: Outline | None = None
) -> dict[str, int | None]:
    presence = presence_of_year(
        network, year, codes=CODES, with_records=False, outline=outline
    )
    values = {code: presence.value(code) for code in CODES}
    return {
        code: value if isinstance(value, int) else None
        for code, value in values.items()
    }
