"""The lists of a year that are too long for its page: each on pages of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from fondaco.core.texts import Text
from fondaco.presence import charts, grids
from fondaco.presence.filters import Filters
from fondaco.presence.limits import A_PAGE
from fondaco.presence.months import month_name
from fondaco.presence.pages.facets import Option, active_of, by_source
from fondaco.presence.presence import Presence
from fondaco.web.templatetags.words import country_name, in_words

MONTHS = [str(month) for month in range(13)]


@dataclass(frozen=True)
class Cell:
    """`key` is what a column sorts by."""

    text: str | Text
    key: Any
    url: str = ""


@dataclass(frozen=True)
class Column:
    """The number of a column that is one comes with the most first."""

    name: str
    label: Promise
    is_number: bool = False


Line = tuple[Cell, ...]


@dataclass(frozen=True)
class Part:
    title: Promise
    columns: tuple[Column, ...]
    read: Callable[[Presence, int | None], list[Line]]


@dataclass(frozen=True)
class PartPage:
    """`asked` is the query string: its filters are those of the presence."""

    presence: Presence
    name: str
    asked: Mapping[str, str]

    @property
    def part(self) -> Part:
        return PARTS[self.name]

    @property
    def title(self) -> str:
        words = {"list": self.part.title, "year": self.presence.year}
        return gettext("%(list)s, %(year)s") % words

    @property
    def kicker(self) -> str:
        return self.presence.network.name.text

    @cached_property
    def lines(self) -> list[Line]:
        return self.part.read(self.presence, self.month)

    @property
    def month(self) -> int | None:
        """Of the timeline alone; what is no month is not asked for."""
        month = self.asked.get("month", "")
        return int(month) if self.name == "timeline" and month in MONTHS else None

    @property
    def order(self) -> str:
        names = [column.name for column in self.part.columns]
        asked = self.asked.get("sort", "")
        return asked if asked in names else ""

    @cached_property
    def page(self) -> Page[Line]:
        lines = self.lines
        for place, column in enumerate(self.part.columns):
            if column.name == self.order:
                lines = sorted(
                    lines,
                    key=lambda line, place=place: line[place].key,  # type: ignore[misc]
                    reverse=column.is_number,
                )
        return Paginator(lines, A_PAGE).get_page(self.asked.get("page"))

    @property
    def rows(self) -> Iterator[list[tuple[Column, Cell]]]:
        for line in self.page:
            yield list(zip(self.part.columns, line, strict=True))

    @property
    def headings(self) -> list[tuple[Column, str, bool]]:
        """Each column, with the address that sorts by it and whether this one does."""
        return [
            (column, self._with(sort=column.name), column.name == self.order)
            for column in self.part.columns
        ]

    @property
    def active(self) -> list[Option]:
        chosen = active_of(self.presence, self.address)
        if self.month is not None:
            label = month_name(self.month)
            url = self.address(self.presence.filters)
            chosen.append(Option(label, url, is_active=True))
        return chosen

    def address(self, filters: Filters) -> str:
        path = reverse("presence:part", args=[self.presence.year, self.name])
        return path + filters.query

    @property
    def year_url(self) -> str:
        query = self.presence.filters.query_but(step="")
        return reverse("presence:year", args=[self.presence.year]) + query

    def _with(self, **changes: str) -> str:
        kept = {name: value for name, value in self.asked.items() if name != "page"}
        return f"?{urlencode(kept | changes)}"


def _places(presence: Presence, month: int | None) -> list[Line]:
    marks = sorted(charts.map_marks(presence), key=lambda one: (-one.value, one.label))
    return [
        (
            Cell(mark.label, mark.label.casefold(), mark.url),
            Cell(str(mark.value), mark.value),
            Cell(str(mark.rank.label), -mark.level),
        )
        for mark in marks
    ]


def _bars(presence: Presence, month: int | None) -> list[Line]:
    lines: list[Line] = []
    for lane in charts.lanes(presence, month):
        for bar in lane.bars:
            unknown = pgettext("table", "not known")
            end = in_words(bar.end) or unknown
            if bar.is_vague:
                end += f" ({gettext('some time within this period')})"
            lines.append(
                (
                    Cell(lane.label, lane.label.casefold(), lane.url),
                    Cell(bar.label, bar.label.casefold(), bar.url),
                    Cell(in_words(bar.start) or unknown, str(bar.start or "")),
                    Cell(end, str(bar.end or "")),
                    Cell(str(bar.rank.label), -bar.level),
                )
            )
    return lines


def _countries(presence: Presence, month: int | None) -> list[Line]:
    """Each leads to the year there, and its numbers to their records."""
    year = presence.address("presence:year", presence.year)
    lines: list[Line] = []
    for code, there in grids.countries_in(presence.selection).items():
        name, number, clusters = country_name(code), there.number, len(there.levels)
        query = presence.filters.query_but(country=code)
        activities = charts.records_url(presence, "P01", country=code)
        participations = charts.records_url(presence, "P05", country=code)
        lines.append(
            (
                Cell(name, name.casefold(), year + query),
                Cell(str(there.activities), there.activities, activities),
                Cell(str(number), number, participations),
                Cell(str(clusters), clusters),
            )
        )
    return sorted(lines, key=lambda line: (-line[1].key, line[0].key))


def _sources(presence: Presence, month: int | None) -> list[Line]:
    """Those of places only too; each leads to its page, its number to its year."""
    counts = by_source(presence.selection)
    coverage = presence.coverage
    lines: list[Line] = []
    for source in (*coverage.sources, *coverage.place_sources):
        title = f"{source.publisher}: {source.title}" if source.publisher else ""
        number = counts.get(source.slug, 0)
        year = reverse("presence:year", args=[presence.year])
        query = presence.filters.query_but(source=source.slug)
        lines.append(
            (
                Cell(
                    Text(title, source.heading.language) if title else source.heading,
                    (title or source.title).casefold(),
                    reverse("portal:source_detail", args=[source.slug]),
                ),
                Cell(str(number), number, year + query if number else ""),
            )
        )
    return lines


PARTS: dict[str, Part] = {
    "places": Part(
        gettext_lazy("Places of the activities"),
        (
            Column("place", pgettext_lazy("table", "Place")),
            Column("activities", gettext_lazy("Activities"), is_number=True),
            Column("role", gettext_lazy("Highest role")),
        ),
        _places,
    ),
    "countries": Part(
        gettext_lazy("Countries of the activities"),
        (
            Column("country", pgettext_lazy("table", "Country")),
            Column("activities", gettext_lazy("Activities"), is_number=True),
            Column("participations", gettext_lazy("Participations"), is_number=True),
            Column("clusters", pgettext_lazy("column", "Clusters"), is_number=True),
        ),
        _countries,
    ),
    "timeline": Part(
        gettext_lazy("Activities of each cluster"),
        (
            Column("who", pgettext_lazy("table", "Who")),
            Column("activity", pgettext_lazy("table", "Activity")),
            Column("from", pgettext_lazy("table", "From")),
            Column("to", pgettext_lazy("table", "To")),
            Column("role", pgettext_lazy("table", "Role")),
        ),
        _bars,
    ),
    "sources": Part(
        gettext_lazy("Sources of the year"),
        (
            Column("source", gettext_lazy("Source")),
            Column("activities", gettext_lazy("Activities"), is_number=True),
        ),
        _sources,
    ),
}
# What the address of such a list has beside the filters.
OF_PARTS = ("month", "sort", "page")
