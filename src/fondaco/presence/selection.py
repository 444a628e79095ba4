"""Which records of a year count, and which of them the filters leave."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from fondaco.activities.vocabularies import QUALIFIED_LEVEL, CountSubject
from fondaco.presence.attestation import attested_by
from fondaco.presence.facts import (
    ActivityFact,
    ClusterFact,
    CountFact,
    Facts,
    ParticipationFact,
)
from fondaco.presence.filters import UNKNOWN_STEP, Area, Filters, in_area

Pair = tuple[int, int]
Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Unnamed:
    """Clusters that took part in an activity and that no source names."""

    activity: ActivityFact
    statement: CountFact
    number: int
    at_least: bool
    named: frozenset[int] = frozenset()

    def may_include(self, cluster: ClusterFact) -> bool:
        """Whether it was in the network then, and nobody names it there."""
        start = self.activity.start
        return (
            cluster.pk not in self.named
            and start.earliest is not None
            and start.latest is not None
            and cluster.is_member(start.earliest, start.latest)
        )


@dataclass(frozen=True)
class Selection:
    """The records that count in a scope: the only thing that indicators read.

    `unnamed` are counted in it; `nameless` are all of the activities asked for, also
    where the scope is one cluster, to whom none of them can be given.
    """

    facts: Facts
    filters: Filters
    clusters: tuple[ClusterFact, ...]
    activities: tuple[ActivityFact, ...]
    participations: tuple[ParticipationFact, ...]
    unnamed: tuple[Unnamed, ...]
    counts: tuple[CountFact, ...]
    nameless: tuple[Unnamed, ...] = ()

    @cached_property
    def perhaps(self) -> tuple[Unnamed, ...]:
        """Where the one cluster asked for may have been without being named.

        What is counted of it is then the least that it did: it is never a zero.
        """
        if not self.filters.cluster:
            return ()
        return tuple(
            one for one in self.nameless if any(map(one.may_include, self.clusters))
        )

    @cached_property
    def activity_by_key(self) -> dict[int, ActivityFact]:
        return {activity.pk: activity for activity in self.activities}

    @cached_property
    def pairs(self) -> dict[Pair, ParticipationFact]:
        """Cluster × activity, with the participation of the highest level in each."""
        best: dict[Pair, ParticipationFact] = {}
        for one in self.participations:
            pair = (one.cluster, one.activity)
            if pair not in best or one.level > best[pair].level:
                best[pair] = one
        return best

    @cached_property
    def qualified_pairs(self) -> dict[Pair, ParticipationFact]:
        return {
            pair: one
            for pair, one in self.pairs.items()
            if one.level >= QUALIFIED_LEVEL
        }

    def countries_of(self, activity: ActivityFact) -> frozenset[str]:
        """The countries of an activity that the filters ask for."""
        countries = activity.countries
        if not (self.filters.country or self.filters.area):
            return countries
        if countries not in self._admitted:
            self._admitted[countries] = frozenset(filter(self.admits, countries))
        return self._admitted[countries]

    @cached_property
    def _admitted(self) -> dict[frozenset[str], frozenset[str]]:
        """Of hundreds of activities most are in one of a few dozen countries."""
        return {}

    def admits(self, country: str) -> bool:
        wanted, area = self.filters.country, self.filters.area
        home = self.facts.network.country
        if wanted and country != wanted:
            return False
        return not area or in_area(country, area=area, home=home)


def select(facts: Facts, filters: Filters) -> Selection:
    """Choose the records that count, first by what they are, then by the filters."""
    return narrow(_that_count(attested_by(facts, filters.source), filters))


def narrow(selection: Selection, filters: Filters | None = None) -> Selection:
    """Of all that counts, what the filters leave; the source is chosen already."""
    filters = filters or selection.filters
    selection = _that_fit(replace(selection, filters=filters))
    if filters.cluster:
        selection = only_cluster(selection, filters.cluster)
    if filters.level:
        selection = _from_level(selection, filters.level)
    if filters.step:
        selection = _at_step(selection, filters.step)
    return selection


def only_cluster(selection: Selection, slug: str) -> Selection:
    """What is one cluster's own: the unnamed belong to nobody."""
    clusters = tuple(one for one in selection.clusters if one.slug == slug)
    keys = {cluster.pk for cluster in clusters}
    own = tuple(one for one in selection.participations if one.cluster in keys)
    return _of_participants(
        replace(
            selection,
            filters=selection.filters.but(cluster=slug),
            clusters=clusters,
            participations=own,
            unnamed=(),
        )
    )


def only_unnamed(selection: Selection) -> Selection:
    """What is left when every named cluster has had its own."""
    return _with_activities(
        replace(
            selection,
            clusters=(),
            participations=(),
            counts=tuple(one for one in selection.counts if one.participation is None),
        ),
        [unnamed.activity for unnamed in selection.unnamed],
    )


def only_country(selection: Selection, country: str) -> Selection:
    return _that_fit(replace(selection, filters=selection.filters.but(country=country)))


def _that_count(facts: Facts, filters: Filters) -> Selection:
    """Leave out activities that only hold others, and clusters not in the network."""
    participations = tuple(_of_members(facts))
    unnamed = tuple(_unnamed(facts, participations))
    whole = Selection(
        facts=facts,
        filters=filters,
        clusters=facts.clusters,
        activities=facts.activities,
        participations=participations,
        unnamed=unnamed,
        counts=facts.counts,
        nameless=unnamed,
    )
    parents = {activity.parent for activity in facts.activities}
    attended = {one.activity for one in participations}
    attended |= {one.activity.pk for one in unnamed}
    return _with_activities(
        whole,
        [
            one
            for one in facts.activities
            if one.pk not in parents or one.pk in attended
        ],
    )


def _of_members(facts: Facts) -> Iterable[ParticipationFact]:
    """Of clusters that were in the network on a day when the activity may start."""
    starts = {
        one.pk: (one.start.earliest, one.start.latest)
        for one in facts.activities
        if one.start.earliest and one.start.latest
    }
    always = _always_members(facts, starts.values())
    for one in facts.participations:
        days = starts.get(one.activity)
        if days and (one.cluster in always or _was_member(facts, one.cluster, days)):
            yield one


def _always_members(facts: Facts, starts: Collection[Days]) -> frozenset[int]:
    """Clusters of which no single start has to be looked at: nearly all of them."""
    if not starts:
        return frozenset()
    first, last = min(start[0] for start in starts), max(start[1] for start in starts)
    return frozenset(
        one.pk
        for one in facts.network.clusters
        if one.is_member_throughout(first, last)
    )


def _was_member(facts: Facts, key: int, start: Days) -> bool:
    cluster = facts.cluster_by_key.get(key)
    return cluster is not None and cluster.is_member(*start)


def _unnamed(
    facts: Facts, participations: Iterable[ParticipationFact]
) -> Iterable[Unnamed]:
    """Clusters counted by a source less those named, at each activity.

    An exact number goes before a minimum, a larger one before a smaller.
    """
    named: defaultdict[int, set[int]] = defaultdict(set)
    for one in participations:
        named[one.activity].add(one.cluster)
    stated: dict[int, CountFact] = {}
    for count in facts.counts:
        of_clusters = count.subject == CountSubject.CLUSTERS and not count.is_some
        if of_clusters and count.participation is None:
            best = stated.get(count.activity)
            stated[count.activity] = firmer(best, count)
    for activity in facts.activities:
        if activity.pk in stated:
            most = stated[activity.pk]
            number = said(most) - len(named[activity.pk])
            if number > 0:
                yield Unnamed(
                    activity,
                    most,
                    number,
                    at_least=most.number is None,
                    named=frozenset(named[activity.pk]),
                )


def firmer(one: CountFact | None, other: CountFact) -> CountFact:
    """Of two statements the exact one; of two such, the larger."""
    if one is None:
        return other
    return max(one, other, key=lambda count: (count.number is not None, said(count)))


def said(count: CountFact) -> int:
    """The number that a statement gives, exact or at least; “some” gives none."""
    return count.number if count.number is not None else count.minimum or 0


def _that_fit(selection: Selection) -> Selection:
    """What is of the activities that the filters ask for, by what activities have."""
    filters = selection.filters
    if not (filters.kind or filters.area or filters.country):
        return selection
    return _with_activities(
        replace(
            selection,
            nameless=tuple(
                one for one in selection.nameless if _fits(selection, one.activity)
            ),
        ),
        [one for one in selection.activities if _fits(selection, one)],
    )


def _fits(selection: Selection, activity: ActivityFact) -> bool:
    """Whether an activity has the kind and is in the country or area asked for."""
    filters = selection.filters
    if filters.kind and activity.kind != filters.kind:
        return False
    if filters.area == Area.ONLINE:
        return activity.is_virtual and not filters.country
    if filters.country or filters.area:
        return bool(selection.countries_of(activity))
    return True


def _from_level(selection: Selection, level: int) -> Selection:
    """From a step of the ladder up; unnamed clusters are known to be participants."""
    narrowed = replace(
        selection,
        participations=tuple(
            one for one in selection.participations if one.level >= level
        ),
    )
    if level > 1:
        return _of_participants(replace(narrowed, unnamed=()))
    return _with_activities(
        narrowed,
        [
            one
            for one in narrowed.activities
            if one.pk in {item.activity for item in narrowed.participations}
            or one.pk in {item.activity.pk for item in narrowed.unnamed}
        ],
    )


def _at_step(selection: Selection, step: str) -> Selection:
    """Only the pairs whose highest role is at this step, or only the unnamed."""
    if step == UNKNOWN_STEP:
        return replace(only_unnamed(selection), clusters=_asked(selection))
    pairs = {pair for pair, one in selection.pairs.items() if str(one.level) == step}
    kept = tuple(
        one for one in selection.participations if (one.cluster, one.activity) in pairs
    )
    return _of_participants(replace(selection, participations=kept, unnamed=()))


def _asked(selection: Selection) -> tuple[ClusterFact, ...]:
    """The one cluster asked for: it may be one of the unnamed, who are nobody's."""
    return selection.clusters if selection.filters.cluster else ()


def _of_participants(selection: Selection) -> Selection:
    """Only the activities of the participations left, and what is counted of these."""
    keys = {one.pk for one in selection.participations}
    attended = {one.activity for one in selection.participations}
    return _with_activities(
        replace(
            selection,
            counts=tuple(one for one in selection.counts if one.participation in keys),
        ),
        [one for one in selection.activities if one.pk in attended],
    )


def _with_activities(
    selection: Selection, activities: Iterable[ActivityFact]
) -> Selection:
    kept = tuple(activities)
    keys = {activity.pk for activity in kept}
    return replace(
        selection,
        activities=kept,
        participations=tuple(
            one for one in selection.participations if one.activity in keys
        ),
        unnamed=tuple(one for one in selection.unnamed if one.activity.pk in keys),
        counts=tuple(one for one in selection.counts if one.activity in keys),
    )
