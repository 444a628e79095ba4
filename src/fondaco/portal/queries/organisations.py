"""The organisations that a person may see, with the filters of their list."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, overload

from django.db.models import QuerySet
from django.utils.translation import get_language

from fondaco.activities.search import city_names, words_of
from fondaco.core.permissions import Actor
from fondaco.core.searching import says
from fondaco.core.texts import LANGUAGES, Text, named
from fondaco.engines.language.folding import fold
from fondaco.registry.models import (
    Management,
    Membership,
    Organisation,
    OrganisationAlias,
)
from fondaco.registry.reach import visible_organisations
from fondaco.registry.vocabularies import OrganisationKind


@dataclass(frozen=True)
class OrganisationLine:
    pk: int
    slug: str
    name: str
    name_it: str
    name_en: str
    acronym: str
    kind: str
    country: str
    city: str
    is_published: bool
    clusters: tuple[str, ...]

    @property
    def title(self) -> Text:
        return named(self)

    @property
    def kind_label(self) -> str:
        return str(OrganisationKind(self.kind).label)


@dataclass(frozen=True)
class OrganisationChoice:
    """What a person asked of the list."""

    text: str = ""
    kind: str = ""
    country: str = ""
    cluster: str = ""


# What is read of each, to find, count and sort it.
_Row = tuple[Any, ...]
_Clusters = Mapping[int, set[str]]


class OrganisationLines(Sequence[OrganisationLine]):
    """The list, of which only the lines that somebody looks at are read."""

    def __init__(self, rows: list[_Row], clusters: _Clusters) -> None:
        self._keys = [row[PK] for row in rows]
        self._clusters = clusters

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> OrganisationLine: ...
    @overload
    def __getitem__(self, place: slice) -> list[OrganisationLine]: ...
    def __getitem__(
        self, place: int | slice
    ) -> OrganisationLine | list[OrganisationLine]:
        if isinstance(place, slice):
            return self._read(self._keys[place])
        return self._read([self._keys[place]])[0]

    def _read(self, keys: list[int]) -> list[OrganisationLine]:
        """In the order of the keys."""
        found = Organisation.objects.filter(pk__in=keys).values(*_SHOWN)
        said = {one["pk"]: one for one in found}
        return [
            OrganisationLine(
                **said[key], clusters=tuple(sorted(self._clusters.get(key, ())))
            )
            for key in keys
        ]


@dataclass(frozen=True)
class Organisations:
    """Those chosen, and how many each other choice would leave."""

    lines: OrganisationLines
    total: int
    counts: dict[str, dict[str, int]]


_SHOWN = (
    *("pk", "slug", "name", "name_it", "name_en", "acronym", "kind"),
    *("country", "city", "is_published"),
)
# Of each that there is: what puts it in its place, and where words are sought.
_COLUMNS = ("pk", "kind", "country", "name", "name_it", "name_en")
_SOUGHT = (*_COLUMNS, "acronym", "city")
PK, KIND, COUNTRY, NAME = (
    _COLUMNS.index(name) for name in ("pk", "kind", "country", "name")
)


def list_organisations(choice: OrganisationChoice, actor: Actor) -> Organisations:
    """Names are folded and sought in memory, alike on every database.

    There are tens of thousands: rows stay what the database gave, and are few columns,
    until one is shown.
    """
    visible = visible_organisations(actor)
    columns = _SOUGHT if choice.text else _COLUMNS
    rows: list[_Row] = list(visible.order_by("pk").values_list(*columns))
    clusters = _clusters_of({row[PK] for row in rows})
    found = _search(rows, choice.text, visible)
    return Organisations(
        lines=OrganisationLines(_in_order(_fitting(found, choice, clusters)), clusters),
        total=len(rows),
        counts={
            "kind": _count(_fitting(found, choice, clusters, but="kind"), KIND),
            "country": _count(
                _fitting(found, choice, clusters, but="country"), COUNTRY
            ),
            "cluster": dict(
                Counter(
                    chain.from_iterable(
                        clusters.get(row[PK], ())
                        for row in _fitting(found, choice, clusters, but="cluster")
                    )
                )
            ),
        },
    )


def _in_order(rows: list[_Row]) -> list[_Row]:
    """By the name that is shown: the one in the reader's language, or the official."""
    own = _COLUMNS.index(f"name_{get_language() or LANGUAGES[0]}")
    return sorted(rows, key=lambda row: fold(row[own] or row[NAME]))


def _clusters_of(organisations: set[int]) -> _Clusters:
    """The clusters of which each is a member or the manager, as far as is known."""
    clusters: dict[int, set[str]] = defaultdict(set)
    members, managers = (
        facts.filter(valid_until_latest=None)
        .order_by()
        .values_list("cluster__acronym", "organisation")
        for facts in (Membership.objects.preferred(), Management.objects.preferred())
    )
    for acronym, organisation in members.union(managers, all=True):
        if organisation in organisations:
            clusters[organisation].add(acronym)
    return clusters


def _search(
    rows: list[_Row], text: str, visible: "QuerySet[Organisation]"
) -> list[_Row]:
    words = words_of(text)
    if not words:
        return [] if text else rows
    names: dict[int, list[str]] = defaultdict(list)
    for organisation, name in OrganisationAlias.objects.filter(
        organisation__in=visible.order_by().values("pk")
    ).values_list("organisation", "name"):
        names[organisation].append(name)
    return [row for row in rows if _holds(row, names.get(row[PK], ()), words)]


def _holds(row: _Row, names: Sequence[str], words: list[str]) -> bool:
    city = city_names(row[-1], row[COUNTRY])
    said = "\n".join([*row[NAME:-1], city, *names])
    return all(says(said, word) for word in words)


def _fitting(
    rows: list[_Row], choice: OrganisationChoice, clusters: _Clusters, but: str = ""
) -> list[_Row]:
    """Those that have what every filter asks for, one of them left aside."""
    for name, place in (("kind", KIND), ("country", COUNTRY)):
        if name != but and (wanted := getattr(choice, name)):
            rows = [row for row in rows if row[place] == wanted]
    if but != "cluster" and choice.cluster:
        rows = [row for row in rows if choice.cluster in clusters.get(row[PK], ())]
    return rows


def _count(rows: list[_Row], place: int) -> dict[str, int]:
    counts = Counter(row[place] for row in rows)
    return {value: number for value, number in counts.items() if value}
