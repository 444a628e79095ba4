"""A year's presence as the page shell's charts take it: every mark is a link."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from babel.dates import get_month_names
from django.urls import get_script_prefix, reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from fondaco.activities.maps import position_of
from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.partial_dates import Precision
from fondaco.engines.language.countries import is_europe
from fondaco.presence.counted import Unknown
from fondaco.presence.facts import ActivityFact, ClusterFact, PlaceFact
from fondaco.presence.filters import UNKNOWN_STEP
from fondaco.presence.presence import UNNAMED, Presence
from fondaco.presence.selection import Selection, Unnamed
from fondaco.web.charts import LEVELS, Bar, BarItem, Count, Heading, Lane, MapMark
from fondaco.web.charts.country_points import country_point
from fondaco.web.templatetags.words import city_name, country_name

# Of clusters that no source names, only that they took part is known.
UNNAMED_LEVEL = 1


def records_url(presence: Presence, code: str, **narrower: str | int) -> str:
    """Where a figure's records are, under the same filters or narrower ones."""
    query = presence.filters.but(**narrower).query
    return _address("presence:records", presence.year, code) + query


def _address(view: str, *arguments: str | int) -> str:
    """A page has hundreds of addresses, of few lists."""
    return _known(view, arguments, get_language(), get_script_prefix())


@lru_cache(maxsize=1024)
def _known(
    view: str, arguments: tuple[str | int, ...], language: str, prefix: str
) -> str:
    return reverse(view, args=arguments)


def part_url(
    presence: Presence, part: str, month: int | None = None, **narrower: str
) -> str:
    """Where all of a list is, of which the page of the year shows less."""
    address = _address("presence:part", presence.year, part)
    query = presence.filters.but(**narrower).query
    if month is None:
        return address + query
    return f"{address}{query}{'&' if query else '?'}month={month}"


def number_of_places(presence: Presence) -> int:
    selection = presence.selection
    return len(
        {
            (place.country, place.city)
            for activity in selection.activities
            for place in activity.places
            if selection.admits(place.country)
        }
    )


def country_marks(presence: Presence) -> list[MapMark]:
    """One for each country, where cities would be too many to tell apart."""
    selection, levels = presence.selection, _levels(presence.selection)
    met: defaultdict[str, list[int]] = defaultdict(list)
    for activity in selection.activities:
        for country in selection.countries_of(activity):
            met[country].append(activity.pk)
    return [
        MapMark(
            *position,
            label=country_name(country),
            value=len(found),
            level=max(levels.get(key, 0) for key in found),
            url=records_url(presence, "P01", country=country),
        )
        for country, found in met.items()
        if (position := country_point(country))
    ]


def map_marks(presence: Presence) -> list[MapMark]:
    """One for each place, sized by its activities, with the highest role there."""
    selection, levels = presence.selection, _levels(presence.selection)
    met: defaultdict[tuple[str, str], dict[int, PlaceFact]] = defaultdict(dict)
    for activity in selection.activities:
        for place in activity.places:
            if selection.admits(place.country):
                met[place.country, place.city].setdefault(activity.pk, place)
    marks = []
    for (country, city), places in met.items():
        position = position_of(list(places.values()))
        if position:
            marks.append(
                MapMark(
                    *position,
                    label=city_name(city, country) or country_name(country),
                    value=len(places),
                    level=max(levels.get(key, 0) for key in places),
                    url=records_url(presence, "P01", country=country),
                )
            )
    return marks


def _levels(selection: Selection) -> dict[int, int]:
    """The highest level of anyone at each activity."""
    levels = {one.activity.pk: UNNAMED_LEVEL for one in selection.unnamed}
    for one in selection.participations:
        levels[one.activity] = max(one.level, levels.get(one.activity, 0))
    return levels


def lanes(presence: Presence, month: int | None = None) -> list[Lane]:
    """One for each cluster in the scope, and a last one for those not named."""
    selection, activities = presence.selection, presence.selection.activity_by_key
    own: defaultdict[int, list[Bar]] = defaultdict(list)
    for (owner, key), one in selection.pairs.items():
        if month is None or month in months_of(activities[key]):
            own[owner].append(_bar(activities[key], one.level))
    drawn = [
        Lane(
            label=cluster.acronym,
            url="" if presence.filters.cluster else cluster_url(presence, cluster),
            bars=own[cluster.pk],
            note=_note(presence, cluster),
        )
        for cluster in selection.clusters
    ]
    if selection.unnamed:
        bars = [
            _bar(one.activity, UNNAMED_LEVEL)
            for one in selection.unnamed
            if month is None or month in months_of(one.activity)
        ]
        drawn.append(Lane(gettext("Not named"), "", bars))
    return drawn


def _note(presence: Presence, cluster: ClusterFact) -> str:
    """Of a cluster that no source names, though it may be among the unnamed."""
    if not _is_perhaps(presence.selection, cluster):
        return ""
    return gettext("not named, perhaps among those not named")


def _bar(activity: ActivityFact, level: int) -> Bar:
    """Vague where the start, or the end where there is one, is not known to the day."""
    start, end = activity.start, activity.end
    known_end = end.precision == Precision.DAY or end.latest is None
    return Bar(
        start=start.earliest,
        end=end.latest or start.latest,
        label=activity.title.text,
        level=level,
        url=reverse("activities:activity_detail", args=[activity.uid]),
        is_vague=start.precision != Precision.DAY or not known_end,
    )


def cluster_url(presence: Presence, cluster: ClusterFact) -> str:
    """The cluster's own year, with the other filters kept."""
    query = presence.filters.but(cluster="").query
    return reverse("presence:cluster", args=[cluster.slug, presence.year]) + query


@dataclass(frozen=True)
class Grid:
    """Cluster × country: how many participations, at which highest level."""

    rows: list[Heading]
    columns: list[Heading]
    counts: dict[tuple[str, str], Count]
    row_totals: dict[str, Count]
    column_totals: dict[str, Count]

    @property
    def has_doubts(self) -> bool:
        return any(count.value is None for count in self.counts.values())


def grid(presence: Presence) -> Grid:
    """A row's total may be less than its sum: one activity may be in two countries.

    A cluster that may be among the unnamed of a country has a doubt there, not nothing.
    """
    selection = presence.selection
    there = _there(selection)
    countries = sorted(there, key=lambda code: (not is_europe(code), code))
    rows = [
        Heading(one.slug, one.acronym, cluster_url(presence, one))
        for one in selection.clusters
    ]
    counts: dict[tuple[str, str], Count] = {}
    for country in countries:
        counts |= _column(presence, country, there[country])
    attended = Counter(cluster for cluster, _ in selection.pairs)
    row_totals = {
        one.slug: _total(presence, one, attended[one.pk]) for one in selection.clusters
    }
    if selection.unnamed:
        rows.append(Heading(UNNAMED, gettext("Not named")))
        row_totals[UNNAMED] = Count(
            sum(one.number for one in selection.unnamed),
            records_url(presence, "P05", step=UNKNOWN_STEP),
        )
    return Grid(
        rows=rows,
        columns=[Heading(code, country_name(code)) for code in countries],
        counts=counts,
        row_totals={key: one for key, one in row_totals.items() if one.value != 0},
        column_totals={
            code: Count(number, records_url(presence, "P05", country=code))
            for code, number in _down(counts, countries).items()
        },
    )


def _down(
    counts: dict[tuple[str, str], Count], countries: Iterable[str]
) -> dict[str, int]:
    numbers = dict.fromkeys(countries, 0)
    for (_, country), count in counts.items():
        numbers[country] += count.value or 0
    return numbers


def _total(presence: Presence, cluster: ClusterFact, attended: int) -> Count:
    if not attended and _is_perhaps(presence.selection, cluster):
        return _doubt(presence)
    return Count(attended, records_url(presence, "P05", cluster=cluster.slug))


def _is_perhaps(selection: Selection, cluster: ClusterFact) -> bool:
    return any(one.may_include(cluster) for one in selection.nameless)


def _doubt(presence: Presence, **narrower: str) -> Count:
    """It leads to those counted without a name."""
    url = records_url(presence, "P05", step=UNKNOWN_STEP, **narrower)
    return Count(None, url, unknown=str(Unknown.NOT_NAMED.label))


@dataclass
class _There:
    """What is counted in one country: each cluster's levels, and those not named."""

    levels: defaultdict[int, list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )
    unnamed: list[Unnamed] = field(default_factory=list)
    nameless: list[Unnamed] = field(default_factory=list)


def _there(selection: Selection) -> dict[str, _There]:
    countries = {one.pk: selection.countries_of(one) for one in selection.activities}
    there = {code: _There() for codes in countries.values() for code in codes}
    for (cluster, activity), one in selection.pairs.items():
        for code in countries[activity]:
            there[code].levels[cluster].append(one.level)
    for unnamed in selection.unnamed:
        for code in countries[unnamed.activity.pk]:
            there[code].unnamed.append(unnamed)
    for unnamed in selection.nameless:
        for code in selection.countries_of(unnamed.activity):
            if code in there:
                there[code].nameless.append(unnamed)
    return there


def _column(
    presence: Presence, country: str, there: _There
) -> dict[tuple[str, str], Count]:
    counts = {}
    for cluster in presence.selection.clusters:
        if levels := there.levels.get(cluster.pk):
            url = records_url(presence, "P05", cluster=cluster.slug, country=country)
            counts[cluster.slug, country] = Count(len(levels), url, max(levels))
        elif any(one.may_include(cluster) for one in there.nameless):
            counts[cluster.slug, country] = _doubt(presence, country=country)
    if there.unnamed:
        number = sum(one.number for one in there.unnamed)
        url = records_url(presence, "P05", country=country, step=UNKNOWN_STEP)
        counts[UNNAMED, country] = Count(number, url, UNNAMED_LEVEL)
    return counts


# Of activities of which no month is known, or no more than a season or the year.
NO_MONTH = 0


def month_name(month: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
    if month == NO_MONTH:
        return gettext("Month not known")
    names = get_month_names(width, context="stand-alone", locale=get_language() or "it")
    return str(names[month])


def months_of(activity: ActivityFact) -> range:
    """The months of the year that it touches, or that of those not known."""
    start, end = activity.start, activity.end
    known = start.precision in (Precision.DAY, Precision.MONTH)
    if not known or start.earliest is None or start.latest is None:
        return range(NO_MONTH, NO_MONTH + 1)
    last = end.latest or start.latest
    ends = 12 if last.year > start.earliest.year else last.month
    return range(start.earliest.month, ends + 1)


def month_grid(presence: Presence) -> Grid:
    """Cluster × month: a timeline where there are too many activities to draw each."""
    selection = presence.selection
    months = {one.pk: months_of(one) for one in selection.activities}
    levels: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    slugs = {one.pk: one.slug for one in selection.clusters}
    totals = Counter(slugs[cluster] for cluster, _ in selection.pairs)
    columns = Counter[int]()
    for (cluster, activity), one in selection.pairs.items():
        for month in months[activity]:
            levels[slugs[cluster], month].append(one.level)
            columns[month] += 1
    for unnamed in selection.unnamed:
        for month in months[unnamed.activity.pk]:
            levels[UNNAMED, month].append(UNNAMED_LEVEL)
            columns[month] += 1
    rows = [
        Heading(one.slug, one.acronym, cluster_url(presence, one))
        for one in selection.clusters
    ]
    if selection.unnamed:
        rows.append(Heading(UNNAMED, gettext("Not named")))
        totals[UNNAMED] = len(selection.unnamed)
    shown = [*range(1, 13), *([NO_MONTH] if columns[NO_MONTH] else [])]

    def url(slug: str, month: int | None = None) -> str:
        if slug == UNNAMED:
            return part_url(presence, "timeline", month, step=UNKNOWN_STEP)
        return part_url(presence, "timeline", month, cluster=slug)

    return Grid(
        rows=rows,
        columns=[
            Heading(str(month), month_name(month, "abbreviated")) for month in shown
        ],
        counts={
            (slug, str(month)): Count(len(found), url(slug, month), max(found))
            for (slug, month), found in levels.items()
        },
        row_totals={slug: Count(number, url(slug)) for slug, number in totals.items()},
        column_totals={
            str(month): Count(number, part_url(presence, "timeline", month))
            for month, number in columns.items()
        },
    )


def levels_of(presence: Presence) -> list[BarItem]:
    """The ladder from the top, each step with the participations at exactly it."""
    pairs = presence.selection.pairs.values()
    items = [
        BarItem(
            str(level.label),
            number,
            records_url(presence, "P05", step=str(level.number)),
            level.number,
        )
        for level in reversed(LEVELS)
        if (number := sum(one.level == level.number for one in pairs))
    ]
    if unnamed := sum(one.number for one in presence.selection.unnamed):
        url = records_url(presence, "P05", step=UNKNOWN_STEP)
        items.append(BarItem(gettext("Not named: role not known"), unnamed, url))
    return items


def kinds_of(presence: Presence) -> list[BarItem]:
    """The kinds of activity, the most frequent first."""
    value = presence.value("P03")
    kinds = value if isinstance(value, dict) else {}
    return [
        BarItem(
            str(capfirst(ActivityKind(kind).label)),
            number,
            records_url(presence, "P01", kind=kind),
        )
        for kind, number in kinds.items()
    ]
