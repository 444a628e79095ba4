"""How complete the record of a year is: no change is shown without it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from fondaco.presence.facts import SourceFact
from fondaco.presence.filters import Filters
from fondaco.presence.limits import FEW_SOURCES, MOST_SOURCES
from fondaco.presence.selection import Selection, select


@dataclass(frozen=True)
class Coverage:
    """Of a network's or cluster's year as a whole, whatever else is filtered."""

    year: int
    is_recorded: bool
    sources: tuple[SourceFact, ...]
    # Those on which no more rests than where an activity was.
    place_sources: tuple[SourceFact, ...]
    activities: int
    activities_with_source: int
    clusters: int
    clusters_named: int
    scope: Filters

    @property
    def listed(self) -> list[tuple[SourceFact, bool]]:
        """The sources, or the first of very many, and whether it is of places only."""
        named = [(one, False) for one in self.sources]
        named += [(one, True) for one in self.place_sources]
        return named if len(named) <= MOST_SOURCES else named[:FEW_SOURCES]

    @property
    def number_of_sources(self) -> int:
        return len(self.sources) + len(self.place_sources)

    @cached_property
    def all_url(self) -> str:
        """Where all of them are, if they are more than are listed."""
        if self.number_of_sources <= MOST_SOURCES:
            return ""
        address = reverse("presence:part", args=[self.year, "sources"])
        return address + self.scope.query


def coverage_of(selected: Selection) -> Coverage:
    """A year is recorded when at least one activity counts in it.

    Of a network's year one of the network's; of a cluster's year one of its own. With
    a source, when that source tells of one: of a year that it is silent about, nothing
    follows.
    """
    selection = _whole(selected)
    sources = _sources_by_activity(selection)
    telling = set().union(*sources.values())
    return Coverage(
        year=selection.facts.year,
        is_recorded=bool(selection.activities),
        sources=_in_order(telling),
        place_sources=_in_order(_sources_of_places(selection, telling)),
        activities=len(selection.activities),
        activities_with_source=sum(map(bool, sources.values())),
        clusters=len(selection.clusters),
        clusters_named=len({one.cluster for one in selection.participations}),
        scope=selection.filters.but(country="", area="", kind="", level=0, step=""),
    )


def _whole(selected: Selection) -> Selection:
    """The same with no filter but the scope."""
    filters, facts = selected.filters, selected.facts
    scope = Filters(source=filters.source, cluster=filters.cluster)
    if filters.but(network="") == scope:
        return selected
    return select(facts, scope)


def _in_order(sources: set[SourceFact]) -> tuple[SourceFact, ...]:
    return tuple(sorted(sources, key=lambda one: one.slug))


def _sources_of_places(
    selection: Selection, telling: set[SourceFact]
) -> set[SourceFact]:
    """A place counts whoever states it: who else than those that tell of the year.

    They are kept apart, or a year of which one source tells, with `--source` above
    all, would seem to rest on as many as mention a city.
    """
    found = set()
    for activity in selection.activities:
        for place in activity.places:
            sources = {words.source for words in place.evidence}
            if sources and not sources & telling:
                found |= sources
    return found


def _sources_by_activity(selection: Selection) -> dict[int, set[SourceFact]]:
    """The sources of each activity, of who took part and of how many they were."""
    sources = {
        one.pk: {words.source for words in one.evidence} for one in selection.activities
    }
    told = [(one.activity, one.evidence) for one in selection.participations]
    told += [
        (one.activity, person.evidence)
        for one in selection.participations
        for person in one.attendances
    ]
    told += [(one.activity, one.evidence) for one in selection.counts]
    for activity, evidence in told:
        if evidence:
            sources[activity] |= {words.source for words in evidence}
    return sources
