"""Cluster by country, and cluster by month: the two tables of a year's page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from fondaco.engines.language.countries import is_europe
from fondaco.presence.charts import (
    UNNAMED_LEVEL,
    cluster_url,
    in_month,
    is_perhaps,
    part_url,
    records_url,
)
from fondaco.presence.counted import Unknown
from fondaco.presence.facts import ClusterFact
from fondaco.presence.filters import UNKNOWN_STEP
from fondaco.presence.limits import MOST_COUNTRIES, most
from fondaco.presence.months import NO_MONTH, month_name, months_of
from fondaco.presence.presence import UNNAMED, Presence
from fondaco.presence.selection import Selection, Unnamed
from fondaco.web.charts import Count, Heading
from fondaco.web.templatetags.words import country_name


@dataclass(frozen=True)
class Grid:
    """Cluster × country: how many participations, at which highest level."""

    rows: list[Heading]
    columns: list[Heading]
    counts: dict[tuple[str, str], Count]
    row_totals: dict[str, Count]
    column_totals: dict[str, Count]
    # How many there are, of which only some may be columns.
    number_of_columns: int = 0

    @property
    def is_whole(self) -> bool:
        return self.number_of_columns == len(self.columns)

    @property
    def has_doubts(self) -> bool:
        return any(count.value is None for count in self.counts.values())


def grid(presence: Presence) -> Grid:
    """A row's total may be less than its sum: one activity may be in two countries.

    A cluster that may be among the unnamed of a country has a doubt there, not nothing.
    """
    selection = presence.selection
    there = countries_in(selection)
    countries = sorted(
        most(MOST_COUNTRIES, {code: one.number for code, one in there.items()}),
        key=lambda code: (not is_europe(code), code),
    )
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
        number_of_columns=len(there),
    )


def _down(
    counts: dict[tuple[str, str], Count], countries: Iterable[str]
) -> dict[str, int]:
    numbers = dict.fromkeys(countries, 0)
    for (_, country), count in counts.items():
        numbers[country] += count.value or 0
    return numbers


def _total(presence: Presence, cluster: ClusterFact, attended: int) -> Count:
    if not attended and is_perhaps(presence.selection, cluster):
        return _doubt(presence)
    return Count(attended, records_url(presence, "P05", cluster=cluster.slug))


def _doubt(presence: Presence, **narrower: str) -> Count:
    """It leads to those counted without a name."""
    url = records_url(presence, "P05", step=UNKNOWN_STEP, **narrower)
    return Count(None, url, unknown=str(Unknown.NOT_NAMED.label))


@dataclass
class There:
    """What is counted in one country: each cluster's levels, and those not named."""

    activities: int = 0
    levels: defaultdict[int, list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )
    unnamed: list[Unnamed] = field(default_factory=list)
    nameless: list[Unnamed] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Of participations, those that nobody names among them."""
        named = sum(map(len, self.levels.values()))
        return named + sum(one.number for one in self.unnamed)


def countries_in(selection: Selection) -> dict[str, There]:
    countries = {one.pk: selection.countries_of(one) for one in selection.activities}
    numbers = Counter(code for codes in countries.values() for code in codes)
    there = {code: There(number) for code, number in numbers.items()}
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
    presence: Presence, country: str, there: There
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

    # Of each row once: its cells differ by the month alone.
    urls = {
        one.key: part_url(presence, "timeline", step=UNKNOWN_STEP)
        if one.key == UNNAMED
        else part_url(presence, "timeline", cluster=one.key)
        for one in rows
    }
    return Grid(
        rows=rows,
        columns=[
            Heading(str(month), month_name(month, "abbreviated")) for month in shown
        ],
        counts={
            (slug, str(month)): Count(
                len(found), in_month(urls[slug], month), max(found)
            )
            for (slug, month), found in levels.items()
        },
        row_totals={slug: Count(number, urls[slug]) for slug, number in totals.items()},
        column_totals={
            str(month): Count(number, part_url(presence, "timeline", month))
            for month, number in columns.items()
        },
    )
