"""Activities that are likely the same one, recorded twice."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q
from rapidfuzz import fuzz

from fondaco.activities.models import Activity
from fondaco.activities.reach import changeable_activities, visible_activities
from fondaco.core.attaching import attach
from fondaco.engines.language.folding import fold
from fondaco.registry.duplicates import KINDS, Kind
from fondaco.registry.likeness import Likely, Reason
from fondaco.registry.scope import Scope

# Sources differ by some days on when a thing is.
NEAR = dt.timedelta(days=10)
# How alike titles must be, of 100: where the dates agree, and where they are unknown.
ALIKE = 80
ALIKE_WITHOUT_DATES = 92
MOST = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class LikelyDuplicate:
    activity: Activity
    # Of 100.
    likeness: int


def likely_duplicates(activity: Activity, scope: Scope) -> list[LikelyDuplicate]:
    """What the person may see that may be this activity, the likeliest first.

    Of the same network, near in time, in a country in common, and so called, by any of
    its names in any language.
    """
    candidates = (
        Activity.objects.visible_to(scope)
        .filter(_near(activity), network=activity.network_id)
        .exclude(pk__in=[activity.pk, activity.parent_id or activity.pk])
        .exclude(parent=activity)
        .select_related("maintained_by")
    )
    attach([activity, *candidates], {"aliases": (), "places": ()})
    # Its own words are read once, not for each candidate.
    own = _said(activity)
    found = [
        LikelyDuplicate(candidate, likeness)
        for candidate in candidates
        if (likeness := _likeness(own, _said(candidate)))
    ]
    return sorted(found, key=lambda duplicate: -duplicate.likeness)[:MOST]


def _near(activity: Activity) -> Q:
    begins = activity.start_earliest
    ends = activity.end_latest or activity.start_latest
    if begins is None or ends is None:
        return Q()
    after = Q(end_latest__gte=begins - NEAR) | Q(
        end_latest=None, start_latest__gte=begins - NEAR
    )
    return Q(start_earliest=None) | (Q(start_earliest__lte=ends + NEAR) & after)


@dataclass(frozen=True)
class _Said:
    """What tells an activity apart from others."""

    activity: Activity
    names: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]


def _said(activity: Activity) -> _Said:
    names = [activity.title_it, activity.title_en]
    names += [alias.name for alias in activity.aliases.all()]
    places = activity.places.all()
    return _Said(
        activity,
        frozenset(fold(name) for name in names if name),
        frozenset(place.country for place in places),
        frozenset(fold(place.city) for place in places if place.city),
    )


def _likeness(one: _Said, other: _Said) -> int:
    editions = one.activity.edition, other.activity.edition
    if all(editions) and len(set(editions)) > 1:
        return 0
    if one.countries and other.countries and one.countries.isdisjoint(other.countries):
        return 0
    likeness = max(
        (_alike(name, known) for name in one.names for known in other.names), default=0
    )
    dated = one.activity.start_earliest and other.activity.start_earliest
    return likeness if likeness >= (ALIKE if dated else ALIKE_WITHOUT_DATES) else 0


def _alike(one: str, other: str) -> int:
    years, other_years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if years and other_years and years.isdisjoint(other_years):
        return 0
    likeness = fuzz.token_sort_ratio(one, other)
    if min(len(one.split()), len(other.split())) > 1:
        # “Green Days” inside “Pollutec: the Green Days”; one word would be in many.
        likeness = max(likeness, fuzz.token_set_ratio(one, other) - 5)
    return round(likeness)


def all_likely_pairs() -> Iterator[Likely]:
    """Those of each network that may be one activity, whoever keeps them."""
    by_network: dict[int, list[_Said]] = defaultdict(list)
    known = Activity.objects.order_by("pk").prefetch_related("aliases", "places")
    for activity in known:
        by_network[activity.network_id].append(_said(activity))
    for said in by_network.values():
        for one, other in _near_in_time(said):
            related = {one.activity.parent_id, other.activity.parent_id}
            if related & {one.activity.pk, other.activity.pk}:
                continue
            if likeness := _likeness(one, other):
                first, second = sorted((one.activity.pk, other.activity.pk))
                yield Likely(first, second, likeness, tuple(_reasons(one, other)))


def _near_in_time(said: Iterable[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Each with those that begin before it is over, and with the undated."""
    dated, undated = [], []
    for one in said:
        begins = one.activity.start_earliest
        ends = one.activity.end_latest or one.activity.start_latest
        if begins and ends:
            dated.append((begins, ends, one))
        else:
            undated.append(one)
    dated.sort(key=lambda entry: entry[0])
    for number, (_begins, ends, one) in enumerate(dated):
        for begins, _ends, other in dated[number + 1 :]:
            if begins > ends + NEAR:
                break
            yield one, other
    yield from combinations(undated, 2)
    yield from ((one, other) for one in undated for _b, _e, other in dated)


def _reasons(one: _Said, other: _Said) -> Iterator[Reason]:
    first, second = one.activity, other.activity
    if same := one.names & other.names:
        yield Reason("same_name", str(first) if fold(str(first)) in same else min(same))
    else:
        yield Reason("like_name")
    if first.start_earliest and (first.start, first.end) == (second.start, second.end):
        yield Reason("same_days")
    if cities := one.cities & other.cities:
        yield Reason("same_place", min(cities).title())


KINDS["activities"] = Kind(
    Activity, all_likely_pairs, visible_activities, changeable_activities
)
