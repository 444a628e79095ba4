"""A year's presence as the page shell's charts take it: every mark is a link."""

from collections import defaultdict

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from fondaco.activities.maps import position_of
from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.partial_dates import Precision
from fondaco.presence.facts import ActivityFact, ClusterFact, PlaceFact
from fondaco.presence.filters import UNKNOWN_STEP
from fondaco.presence.months import months_of
from fondaco.presence.presence import Presence
from fondaco.presence.selection import Selection
from fondaco.web.charts import LEVELS, Bar, BarItem, Lane, MapMark
from fondaco.web.charts.country_points import country_point
from fondaco.web.templatetags.words import city_name, country_name

# Of clusters that no source names, only that they took part is known.
UNNAMED_LEVEL = 1


def records_url(presence: Presence, code: str, **narrower: str | int) -> str:
    """Where a figure's records are, under the same filters or narrower ones."""
    query = presence.filters.query_but(**narrower)
    return presence.address("presence:records", presence.year, code) + query


def part_url(
    presence: Presence, part: str, month: int | None = None, **narrower: str
) -> str:
    """Where all of a list is, of which the page of the year shows less."""
    address = presence.address("presence:part", presence.year, part)
    query = presence.filters.query_but(**narrower)
    url = address + query
    return url if month is None else in_month(url, month)


def in_month(url: str, month: int) -> str:
    return f"{url}{'&' if '?' in url else '?'}month={month}"


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


def is_perhaps(selection: Selection, cluster: ClusterFact) -> bool:
    return any(one.may_include(cluster) for one in selection.nameless)


def _note(presence: Presence, cluster: ClusterFact) -> str:
    """Of a cluster that no source names, though it may be among the unnamed."""
    if not is_perhaps(presence.selection, cluster):
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
    query = presence.filters.query_but(cluster="")
    return presence.address("presence:cluster", cluster.slug, presence.year) + query


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
