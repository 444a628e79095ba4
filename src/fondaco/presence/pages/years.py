"""The page of a year, of a network or of one of its clusters."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from fondaco.presence import charts, grids
from fondaco.presence.counted import Counted
from fondaco.presence.coverage import Coverage
from fondaco.presence.facts import ClusterFact
from fondaco.presence.filters import Area, Filters
from fondaco.presence.limits import MOST_BARS, MOST_PARTNERSHIPS, MOST_PLACES
from fondaco.presence.pages.facets import (
    AREAS,
    Facet,
    Option,
    active_of,
    facets_of,
)
from fondaco.presence.pages.figures import Card, cards_of
from fondaco.presence.presence import Presence
from fondaco.presence.selection import Selection
from fondaco.presence.sentences import headline
from fondaco.web.charts import BarItem, Lane, MapMark
from fondaco.web.templatetags.words import country_name

FORMATS = ("csv", "xlsx", "pdf", "json")


@dataclass(frozen=True)
class AreaLine:
    """Europe, or beyond: how much of the year was there."""

    label: str
    activities: int
    url: str
    participations: int
    participations_url: str
    countries: list[tuple[str, str]]
    countries_url: str


@dataclass(frozen=True)
class YearPage:
    """Of the network, whatever it is narrowed to, or of one cluster by its address."""

    presence: Presence
    is_of_cluster: bool = False

    @property
    def cluster(self) -> ClusterFact | None:
        if not self.is_of_cluster:
            return None
        slug = self.presence.filters.cluster
        return next(one for one in self.presence.network.clusters if one.slug == slug)

    @property
    def kicker(self) -> str:
        return (self.cluster or self.presence.network).name.text

    @property
    def sentence(self) -> str:
        return headline(self.presence)

    @property
    def title(self) -> str:
        words = {
            "year": self.presence.year,
            "cluster": self.cluster and self.cluster.acronym,
        }
        if self.cluster:
            return gettext("%(cluster)s: presence in %(year)s") % words
        return gettext("Presence in %(year)s") % words

    def address(self, filters: Filters, year: int | None = None) -> str:
        """This page under other filters, or in another year."""
        year = year or self.presence.year
        if self.cluster:
            path = self.presence.address("presence:cluster", self.cluster.slug, year)
            return path + filters.query_but(cluster="")
        return self.presence.address("presence:year", year) + filters.query

    @cached_property
    def facets(self) -> list[Facet]:
        return facets_of(self.presence, self.address, skip=self._own)

    @cached_property
    def active(self) -> list[Option]:
        return active_of(self.presence, self.address, skip=self._own)

    @property
    def unfiltered_url(self) -> str:
        return self.address(self.presence.filters.only_scope)

    @property
    def _own(self) -> str:
        return "cluster" if self.cluster else ""

    @property
    def years(self) -> list[Option]:
        """The recorded years and this one; a scope is kept."""
        years = {*self.presence.years, self.presence.year}
        scope = self.presence.filters.only_scope
        return [
            Option(str(year), self.address(scope, year), year == self.presence.year)
            for year in sorted(years)
        ]

    @cached_property
    def cards(self) -> list[list[Card]]:
        return cards_of(self.presence)

    @property
    def coverages(self) -> tuple[Coverage, Coverage]:
        return self.presence.coverage, self.presence.previous_coverage

    @cached_property
    def marks(self) -> list[MapMark]:
        return charts.map_marks(self.presence)

    @cached_property
    def shown_marks(self) -> list[MapMark]:
        """Those of places, or of countries where the places are too many."""
        return (
            charts.country_marks(self.presence) if self.has_many_places else self.marks
        )

    @cached_property
    def has_many_places(self) -> bool:
        return self.number_of_places > MOST_PLACES

    @cached_property
    def number_of_places(self) -> int:
        return charts.number_of_places(self.presence)

    @property
    def places_url(self) -> str:
        return charts.part_url(self.presence, "places")

    @property
    def number_of_bars(self) -> int:
        return len(self.presence.selection.pairs) + len(self.presence.selection.unnamed)

    @property
    def has_many_bars(self) -> bool:
        return self.number_of_bars > MOST_BARS

    @cached_property
    def months(self) -> grids.Grid:
        return grids.month_grid(self.presence)

    @property
    def bars_url(self) -> str:
        return charts.part_url(self.presence, "timeline")

    @cached_property
    def lanes(self) -> list[Lane]:
        return charts.lanes(self.presence)

    @cached_property
    def grid(self) -> grids.Grid:
        return grids.grid(self.presence)

    @property
    def countries_url(self) -> str:
        return charts.part_url(self.presence, "countries")

    @cached_property
    def levels(self) -> list[BarItem]:
        return charts.levels_of(self.presence)

    @cached_property
    def kinds(self) -> list[BarItem]:
        return charts.kinds_of(self.presence)

    @cached_property
    def areas(self) -> list[AreaLine]:
        lines = [self._area(area) for area in (Area.EUROPE, Area.BEYOND)]
        return [line for line in lines if line.activities]

    def _area(self, area: Area) -> AreaLine:
        chosen = self.presence.filters
        within = self.presence.under(chosen.but(area=area))
        there = set().union(*map(within.countries_of, within.activities))
        named = {code: country_name(code) for code in there}
        return AreaLine(
            label=str(AREAS[area]),
            activities=len(within.activities),
            url=charts.records_url(self.presence, "P01", area=area),
            participations=_participations(within),
            participations_url=charts.records_url(self.presence, "P05", area=area),
            countries=[
                (name, charts.records_url(self.presence, "P01", country=code))
                for code, name in sorted(named.items(), key=lambda item: item[1])
            ],
            countries_url=charts.records_url(self.presence, "P02", area=area),
        )

    @property
    def partnerships(self) -> tuple[Counted, ...]:
        return self.presence.figures["P17"].result.records[:MOST_PARTNERSHIPS]

    @property
    def partnerships_left(self) -> int:
        """How many are only on the page of their records."""
        result = self.presence.figures["P17"].result
        shown = len(self.partnerships) + len(self.partnerships_apart)
        return len(result.records) + len(result.apart) - shown

    @property
    def partnerships_url(self) -> str:
        return charts.records_url(self.presence, "P17")

    @property
    def partnerships_more(self) -> str:
        return gettext("With the words of the sources")

    @property
    def partnerships_apart(self) -> tuple[Counted, ...]:
        return self.presence.figures["P17"].result.apart[:MOST_PARTNERSHIPS]

    @property
    def exports(self) -> list[tuple[str, str]]:
        """The formats, with where to take each."""
        return [(name.upper(), self._export_url(name)) for name in FORMATS]

    @property
    def images(self) -> list[tuple[str, str]]:
        """The charts that the page draws, with where to take each as a picture."""
        drawn = [(gettext("Map as a picture (SVG)"), self.map_url)]
        drawn += [(gettext("Timeline as a picture (SVG)"), self.timeline_url)]
        return [(label, url) for label, url in drawn if url]

    @property
    def map_url(self) -> str:
        return self._export_url("map.svg") if self.shown_marks else ""

    @property
    def timeline_url(self) -> str:
        has_any = self.presence.selection.activities
        return self._export_url("timeline.svg") if has_any else ""

    def _export_url(self, name: str) -> str:
        address = reverse("presence:export", args=[self.presence.year, name])
        return address + self.presence.filters.query

    @property
    def calendar_url(self) -> str:
        """The same year's activities, those that do not count among them."""
        asked: dict[str, str | int] = {"year": self.presence.year}
        if self.cluster:
            asked["cluster"] = self.cluster.acronym
        return f"{reverse('activities:calendar')}?{urlencode(asked)}"

    @property
    def permanent_url(self) -> str:
        base = settings.BASE_URL.geturl().rstrip("/")
        return base + self.address(self.presence.filters)


def _participations(selection: Selection) -> int:
    return len(selection.pairs) + sum(one.number for one in selection.unnamed)
