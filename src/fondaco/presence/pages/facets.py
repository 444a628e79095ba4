"""The filters as chips: each is an address, and says how many activities it leaves."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.texts import Text
from fondaco.engines.language.countries import is_europe
from fondaco.presence.charts import part_url
from fondaco.presence.filters import UNKNOWN_STEP, Area, Filters
from fondaco.presence.limits import FEW_SOURCES, MOST_COUNTRIES, MOST_SOURCES, most
from fondaco.presence.presence import Presence
from fondaco.presence.selection import Selection
from fondaco.web.charts import LEVELS
from fondaco.web.templatetags.words import country_name

Address = Callable[[Filters], str]
AREAS: dict[str, Promise] = {
    Area.EUROPE: gettext_lazy("Europe"),
    Area.BEYOND: gettext_lazy("beyond Europe"),
    Area.ABROAD: gettext_lazy("abroad"),
    Area.ONLINE: gettext_lazy("online"),
}


@dataclass(frozen=True)
class Option:
    label: str | Text
    url: str
    is_active: bool
    count: int | None = None


@dataclass(frozen=True)
class Facet:
    """`more_url` leads to all where only the most frequent are options."""

    label: str
    options: list[Option]
    more_url: str = ""
    more_label: str = ""


def facets_of(presence: Presence, address: Address, *, skip: str = "") -> list[Facet]:
    """The choices that leave something, each counted as if it were the only change."""
    facets = [
        _facet(presence, address, name, label) for name, label in FACETS if name != skip
    ]
    return [facet for facet in facets if facet.options]


def active_of(presence: Presence, address: Address, *, skip: str = "") -> list[Option]:
    """The filters in use: each leads to the page without it."""
    filters = presence.filters
    return [
        Option(
            label, address(filters.but(**{name: 0 if name == "level" else ""})), True
        )
        for name, value in _chosen(filters)
        if name != skip
        for label in [LABELS[name](presence, str(value))]
    ]


def _chosen(filters: Filters) -> Iterable[tuple[str, str | int]]:
    for name in ("cluster", "country", "area", "kind", "level", "step", "source"):
        if value := getattr(filters, name):
            yield name, value


def _facet(presence: Presence, address: Address, name: str, label: Promise) -> Facet:
    empty: str | int = 0 if name == "level" else ""
    without = presence.filters.but(**{name: empty})
    counts = COUNTS[name](presence.under(without))
    chosen = str(getattr(presence.filters, name) or "")
    shown = _shown(name, counts)
    options = []
    for value, count in counts.items():
        if value not in shown and value != chosen:
            continue
        active = value == chosen
        asked: str | int = int(value) if name == "level" else value
        options.append(
            Option(
                label=LABELS[name](presence, value),
                url=address(without if active else without.but(**{name: asked})),
                is_active=active,
                count=count,
            )
        )
    if len(counts) == len(options):
        return Facet(str(label), options)
    part, all_of_them = LISTS[name]
    url = part_url(presence, part, None, **{name: ""})
    return Facet(str(label), options, url, all_of_them % {"number": len(counts)})


def _shown(name: str, counts: Mapping[str, int]) -> Collection[str]:
    """All, or those with the most activities where a list of its own has the rest."""
    if name == "country":
        return most(MOST_COUNTRIES, counts)
    if name == "source" and len(counts) > MOST_SOURCES:
        return most(FEW_SOURCES, counts)
    return counts


def _by_cluster(selection: Selection) -> Mapping[str, int]:
    counts = Counter(cluster for cluster, _ in selection.pairs)
    return {one.slug: counts[one.pk] for one in selection.clusters if counts[one.pk]}


def _by_country(selection: Selection) -> Mapping[str, int]:
    counts = Counter(
        country for one in selection.activities for country in one.countries
    )
    return dict(sorted(counts.items(), key=lambda item: country_name(item[0])))


def _by_area(selection: Selection) -> Mapping[str, int]:
    home, counts = selection.facts.network.country, Counter[str]()
    # Of hundreds of activities most are in one of a few dozen countries.
    for countries, number in Counter(
        one.countries for one in selection.activities
    ).items():
        europe = {is_europe(country) for country in countries}
        counts[Area.EUROPE] += number if True in europe else 0
        counts[Area.BEYOND] += number if False in europe else 0
        counts[Area.ABROAD] += number if countries - {home} else 0
    counts[Area.ONLINE] = sum(one.is_virtual for one in selection.activities)
    return {str(area): counts[area] for area in AREAS if counts[area]}


def _by_kind(selection: Selection) -> Mapping[str, int]:
    return dict(Counter(one.kind for one in selection.activities).most_common())


def _by_level(selection: Selection) -> Mapping[str, int]:
    """Those from a step up; the lowest step is everybody."""
    steps = [(activity, one.level) for (_, activity), one in selection.pairs.items()]
    counts = {
        str(level.number): len({key for key, step in steps if step >= level.number})
        for level in reversed(LEVELS)
        if level.number > 1
    }
    return {level: count for level, count in counts.items() if count}


def by_source(selection: Selection) -> Mapping[str, int]:
    counts = Counter[str]()
    attested = {
        one.pk: {words.source.slug for words in one.evidence}
        for one in selection.activities
    }
    for one in selection.participations:
        if one.evidence:
            attested[one.activity] |= {words.source.slug for words in one.evidence}
    for slugs in attested.values():
        counts.update(slugs)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _cluster(presence: Presence, slug: str) -> str:
    clusters = presence.network.clusters
    return next((one.acronym for one in clusters if one.slug == slug), slug)


def _level(presence: Presence, number: str) -> str:
    label = LEVELS[int(number)].label
    if int(number) == LEVELS[-1].number:
        return str(label)
    return gettext("%(role)s, or above") % {"role": label}


def _step(presence: Presence, step: str) -> str:
    return (
        gettext("Not named") if step == UNKNOWN_STEP else str(LEVELS[int(step)].label)
    )


def _source(presence: Presence, slug: str) -> str | Text:
    sources = presence.coverage.sources
    return next((one.heading for one in sources if one.slug == slug), slug)


FACETS = (
    ("cluster", gettext_lazy("Cluster")),
    ("country", gettext_lazy("Country")),
    ("area", gettext_lazy("Europe and beyond")),
    ("kind", gettext_lazy("Kind")),
    ("level", gettext_lazy("Role")),
    ("source", gettext_lazy("Source")),
)
COUNTS: dict[str, Callable[[Selection], Mapping[str, int]]] = {
    "cluster": _by_cluster,
    "country": _by_country,
    "area": _by_area,
    "kind": _by_kind,
    "level": _by_level,
    "source": by_source,
}
# The list that has all, of the facets that may have too many.
LISTS = {
    "country": ("countries", gettext_lazy("All %(number)s countries")),
    "source": ("sources", gettext_lazy("All %(number)s sources")),
}
LABELS: dict[str, Callable[[Presence, str], str | Text]] = {
    "cluster": _cluster,
    "country": lambda _, code: country_name(code),
    "area": lambda _, area: str(AREAS[area]),
    "kind": lambda _, kind: str(ActivityKind(kind).label),
    "level": _level,
    "step": _step,
    "source": _source,
}
