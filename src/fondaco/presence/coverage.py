"""How complete the record of a year is: no change is shown without it."""

from dataclasses import dataclass

from fondaco.presence.facts import Facts, SourceFact
from fondaco.presence.filters import Filters
from fondaco.presence.selection import Selection, select


@dataclass(frozen=True)
class Coverage:
    """Of a network's or cluster's year as a whole, whatever else is filtered."""

    year: int
    is_recorded: bool
    sources: tuple[SourceFact, ...]
    activities: int
    activities_with_source: int
    clusters: int
    clusters_named: int


def coverage_of(facts: Facts, filters: Filters) -> Coverage:
    """A year is recorded when at least one activity of the network counts in it.

    With a source, when that source tells of one: of a year that it is silent about,
    nothing follows.
    """
    recorded = select(facts, Filters(source=filters.source))
    selection = select(facts, Filters(source=filters.source, cluster=filters.cluster))
    sources = _sources_by_activity(selection)
    return Coverage(
        year=facts.year,
        is_recorded=bool(recorded.activities),
        sources=tuple(sorted(set().union(*sources.values()), key=lambda one: one.slug)),
        activities=len(selection.activities),
        activities_with_source=sum(map(bool, sources.values())),
        clusters=len(selection.clusters),
        clusters_named=len({one.cluster for one in selection.participations}),
    )


def _sources_by_activity(selection: Selection) -> dict[int, set[SourceFact]]:
    """The sources of each activity, of who took part and of how many they were."""
    sources = {
        one.pk: {words.source for words in one.evidence} for one in selection.activities
    }
    told = [(one.activity, one.evidence) for one in selection.participations]
    told += [(one.activity, one.evidence) for one in selection.counts]
    for activity, evidence in told:
        sources[activity] |= {words.source for words in evidence}
    return sources
