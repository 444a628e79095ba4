"""Activities that are likely the same one, recorded twice."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz

from fondaco.activities.models import Activity
from fondaco.engines.language.folding import fold
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
        .prefetch_related("aliases", "places")
    )
    # Its own names and countries are read once, not for each candidate.
    names, countries = _names(activity), _countries(activity)
    found = [
        LikelyDuplicate(candidate, likeness)
        for candidate in candidates
        if (likeness := _likeness(activity, candidate, names, countries))
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


def _likeness(
    one: Activity, other: Activity, names: set[str], countries: set[str]
) -> int:
    if one.edition and other.edition and one.edition != other.edition:
        return 0
    there = _countries(other)
    if countries and there and countries.isdisjoint(there):
        return 0
    likeness = max(
        (_alike(name, known) for name in names for known in _names(other)), default=0
    )
    dated = one.start_earliest and other.start_earliest
    return likeness if likeness >= (ALIKE if dated else ALIKE_WITHOUT_DATES) else 0


def _names(activity: Activity) -> set[str]:
    names = [activity.title_it, activity.title_en]
    names += [alias.name for alias in activity.aliases.all()]
    return {fold(name) for name in names if name}


def _countries(activity: Activity) -> set[str]:
    return {place.country for place in activity.places.all()}


def _alike(one: str, other: str) -> int:
    years, other_years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if years and other_years and years.isdisjoint(other_years):
        return 0
    likeness = fuzz.token_sort_ratio(one, other)
    if min(len(one.split()), len(other.split())) > 1:
        # “Green Days” inside “Pollutec: the Green Days”; one word would be in many.
        likeness = max(likeness, fuzz.token_set_ratio(one, other) - 5)
    return round(likeness)
