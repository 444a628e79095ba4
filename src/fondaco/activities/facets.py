"""What the filters offer: each value with how many activities it would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext

from fondaco.activities.cities import city_label
from fondaco.activities.filters import (
    CHOICES,
    FILTERS,
    ONLINE,
    UNKNOWN,
    Choice,
    Selection,
)
from fondaco.activities.vocabularies import LEVELS, ActivityKind, ActivityStatus, Role
from fondaco.engines.language.countries import country_name, is_country
from fondaco.engines.language.folding import fold

# Stand open from the start.
OPEN = {"year", "cluster"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter to choose from."""

    name: str
    label: str
    options: list[Option]
    has_problem: bool = False

    @property
    def is_open(self) -> bool:
        """Those most asked for, and those that the person is choosing from."""
        return bool(self.chosen or self.has_problem or self.name in OPEN)

    @property
    def chosen(self) -> int:
        return sum(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class ActiveFilter:
    """One choice made, with the address that takes it back."""

    label: str
    url: str


def facets_of(
    selection: Selection,
    counts: Mapping[str, Counter[str]],
    acronyms: Mapping[str, str],
) -> list[Facet]:
    """The filters, each with what its values would leave (`counting.count_values`)."""
    facets = []
    for name in CHOICES:
        options = _options(name, selection, counts.get(name, Counter()), acronyms)
        wrong = any(choice.name == name for choice in selection.problems)
        facets.append(Facet(name, str(FILTERS[name].label), options, wrong))
    return facets


def _options(
    name: str, selection: Selection, counts: Counter[str], acronyms: Mapping[str, str]
) -> list[Option]:
    chosen = {one.value for one in selection.known if one.name == name}
    options = [
        Option(value, label_of(name, value, acronyms), counts[value], value in chosen)
        for value in counts.keys() | chosen
    ]
    return sorted(options, key=lambda option: _rank(name, option))


def _rank(name: str, option: Option) -> tuple[int, str]:
    """Years from the last, roles from the top of the ladder, the rest by name."""
    ranks = {"year": lambda: -int(option.value), "role": lambda: -LEVELS[option.value]}
    return ranks[name]() if name in ranks else 0, fold(option.label)


def label_of(name: str, value: str, acronyms: Mapping[str, str]) -> str:
    match name:
        case "cluster":
            return acronyms.get(value, value)
        case "country" if value == ONLINE:
            return gettext("Online")
        case "country" if value == UNKNOWN:
            return gettext("Place not known")
        case "city":
            return city_label(value)
        case "country":
            language = get_language() or "it"
            return country_name(value, language) if is_country(value) else value
        case "kind":
            return str(ActivityKind(value).label)
        case "role":
            return str(Role(value).label)
        case "status":
            return str(ActivityStatus(value).label)
    return value


def active_filters(
    selection: Selection, address: str, acronyms: Mapping[str, str], **beside: str
) -> list[ActiveFilter]:
    return [
        ActiveFilter(
            label=gettext("%(filter)s: %(value)s")
            % {"filter": FILTERS[choice.name].label, "value": _label(choice, acronyms)},
            url=address_of(selection.without(choice), address, **beside),
        )
        for choice in selection.known
    ]


def _label(choice: Choice, acronyms: Mapping[str, str]) -> str:
    return label_of(choice.name, choice.value, acronyms)


def address_of(selection: Selection, address: str, **beside: str) -> str:
    """The address of a selection; `beside` it, how it is shown."""
    queries = [selection.query, urlencode(beside)]
    query = "&".join(filter(None, queries))
    return f"{address}?{query}" if query else address


def in_words(selection: Selection, acronyms: Mapping[str, str]) -> str:
    """The selection as a title: “LE2C, Brazil, 2016”."""
    labels: Iterable[str] = (_label(choice, acronyms) for choice in selection.known)
    return ", ".join(labels)
