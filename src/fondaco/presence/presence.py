"""The presence of a network in a year: figures, their change and their coverage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from django.urls import reverse

from fondaco.presence.counted import Indicator, Result, Unknown, Value
from fondaco.presence.coverage import Coverage, coverage_of
from fondaco.presence.facts import (
    ActivityFact,
    ClaimFact,
    ClusterFact,
    Facts,
    NetworkFact,
)
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import CALENDAR_CODES, INDICATORS
from fondaco.presence.selection import (
    Selection,
    narrow,
    only_cluster,
    only_country,
    only_unnamed,
    select,
)

Values = dict[str, Value]
Results = dict[str, Result]
UNNAMED = "unnamed"
# Of these a cluster may have had more, where it may be among the unnamed.
OPEN_CODES = CALENDAR_CODES | {"P18"}


@dataclass(frozen=True)
class Figure:
    """The value of an indicator in the year and in the one before.

    That is counted by the same rule when somebody asks for it: a page does not of all.
    """

    indicator: Indicator
    result: Result
    count_earlier: Callable[[], Result]
    is_comparable: bool

    @cached_property
    def earlier(self) -> Result:
        return self.count_earlier()

    @property
    def value(self) -> Value:
        return self.result.value

    @property
    def previous(self) -> Value:
        return self.earlier.value

    @property
    def change(self) -> int | None:
        """Between two numbers of recorded years: nothing is compared with the rest.

        What is no longer attested has not therefore become less.
        """
        now = self.value
        attested = not self.result.details.get("end_unknown")
        if not (self.is_comparable and attested and isinstance(now, int)):
            return None
        then = self.previous
        return now - then if isinstance(then, int) else None


@dataclass(frozen=True)
class Presence:
    """`facts` are all of the year; `selection` is what counts under the filters."""

    year: int
    filters: Filters
    years: tuple[int, ...]
    figures: dict[str, Figure]
    coverage: Coverage
    previous_coverage: Coverage
    facts: Facts
    selection: Selection

    @cached_property
    def whole(self) -> Selection:
        """All that counts in the year, by the source where one is asked for."""
        scope = Filters(source=self.filters.source)
        if self.filters.but(network="") == scope:
            return self.selection
        return select(self.facts, scope)

    def under(self, filters: Filters) -> Selection:
        """What counts under other filters."""
        if filters == self.filters:
            return self.selection
        if filters.source == self.filters.source:
            return narrow(self.whole, filters)
        return select(self.facts, filters)

    def address(self, view: str, *arguments: str | int) -> str:
        """A page leads to hundreds of addresses, which are of a few views."""
        known = self._addresses.get((view, arguments))
        if known is None:
            known = self._addresses[view, arguments] = reverse(view, args=arguments)
        return known

    @cached_property
    def _addresses(self) -> dict[tuple[str, tuple[str | int, ...]], str]:
        return {}

    @property
    def network(self) -> NetworkFact:
        return self.facts.network

    @property
    def clusters(self) -> tuple[ClusterFact, ...]:
        """The network's members in the year, whatever the filters."""
        return self.facts.clusters

    @property
    def claims(self) -> tuple[ClaimFact, ...]:
        return self.selection.facts.claims

    @property
    def is_recorded(self) -> bool:
        return self.coverage.is_recorded

    def value(self, code: str) -> Value:
        return self.figures[code].value

    def details(self, code: str) -> dict[str, object]:
        return dict(self.figures[code].result.details)

    @property
    def by_cluster(self) -> dict[str, Values]:
        """By acronym, every member of the network; what is nobody's is the last.

        With a cluster asked for, that one alone: of the others nothing was counted.
        """
        return values_of(self.cluster_results)

    @property
    def by_country(self) -> dict[str, Values]:
        return values_of(self.country_results)

    @cached_property
    def cluster_results(self) -> dict[str, Results]:
        asked = self.filters.cluster
        results = {
            cluster.acronym: self._results(only_cluster(self.selection, cluster.slug))
            for cluster in self.clusters
            if asked in ("", cluster.slug)
        }
        return results if asked else results | {UNNAMED: self._unnamed()}

    @cached_property
    def perhaps(self) -> dict[str, tuple[ActivityFact, ...]]:
        """Where each cluster may have been among those counted without a name."""
        places = {
            cluster.acronym: tuple(
                one.activity
                for one in only_cluster(self.selection, cluster.slug).perhaps
            )
            for cluster in self.clusters
        }
        return {acronym: found for acronym, found in places.items() if found}

    @cached_property
    def country_results(self) -> dict[str, Results]:
        countries = {
            country
            for activity in self.selection.activities
            for country in self.selection.countries_of(activity)
        }
        return {
            country: self._results(only_country(self.selection, country))
            for country in sorted(countries)
        }

    def _results(self, selection: Selection) -> Results:
        return results_of(selection, self.figures, recorded=self.is_recorded)

    def _unnamed(self) -> Results:
        """Members and people whom a source counts at an activity have no cluster."""
        results = self._results(only_unnamed(self.selection))
        for code in {"P06", "P07"} & results.keys():
            number = self.figures[code].result.details.get("of_no_cluster")
            value = number if isinstance(number, int) and number else None
            results[code] = Result(value, unknown=Unknown.NO_NUMBER)
        nobody = dict.fromkeys(
            {"P17", "P18"} & results.keys(),
            Result(None, unknown=Unknown.NOT_APPLICABLE),
        )
        return results | nobody


def values_of(results: dict[str, Results]) -> dict[str, Values]:
    return {
        item: {code: result.value for code, result in found.items()}
        for item, found in results.items()
    }


def compose(
    facts: Facts,
    before: Facts,
    filters: Filters,
    *,
    years: tuple[int, ...],
    codes: Iterable[str],
) -> Presence:
    """Work out a year beside the one before it."""
    selection, then_selected = select(facts, filters), select(before, filters)
    coverage, earlier = coverage_of(selection), coverage_of(then_selected)
    now = results_of(selection, codes, recorded=coverage.is_recorded)
    comparable = coverage.is_recorded and earlier.is_recorded
    return Presence(
        year=facts.year,
        filters=filters,
        years=years,
        figures={
            code: Figure(
                INDICATORS[code],
                result,
                partial(_result, then_selected, code, recorded=earlier.is_recorded),
                comparable,
            )
            for code, result in now.items()
        },
        coverage=coverage,
        previous_coverage=earlier,
        facts=facts,
        selection=selection,
    )


def results_of(
    selection: Selection, codes: Iterable[str], *, recorded: bool
) -> dict[str, Result]:
    """A year without records has no figure: it is not recorded, never zero.

    Of a cluster that may be among the unnamed of the year, it is not named.
    """
    return {
        code: _result(selection, code, recorded=recorded)
        for code in INDICATORS
        if code in set(codes)
    }


def _result(selection: Selection, code: str, *, recorded: bool) -> Result:
    recorded = recorded or bool(selection.perhaps)
    if code in CALENDAR_CODES and not recorded:
        return Result(None)
    result = INDICATORS[code].count(selection)
    if result.value == 0 and not recorded:
        return replace(result, value=None, unknown=Unknown.NOT_RECORDED)
    return _open(selection, code, result)


def _open(selection: Selection, code: str, result: Result) -> Result:
    """A cluster that may be among the unnamed has no zero: it may have been there."""
    perhaps = selection.perhaps
    if perhaps and code == "P18":
        planned = {country.id for country in result.apart}
        perhaps = tuple(one for one in perhaps if one.activity.countries & planned)
    if not perhaps or code not in OPEN_CODES or result.value is None:
        return result
    more = {"perhaps": len(perhaps)}
    if not result.value:
        return replace(result, value=None, details=more, unknown=Unknown.NOT_NAMED)
    return replace(result, details={**result.details, **more})
