"""Whom the record knows of those that a text may name, and by which names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.engines.press import Organisation as Name
from fondaco.engines.press.names.registry import Registry, registry_of
from fondaco.registry.models import Cluster, ClusterAlias, OrganisationAlias
from fondaco.registry.reach import visible_organisations

# Shorter words open too many names.
SHORTEST_WORD = 3


@dataclass(frozen=True)
class Body:
    """A cluster by its address, or an organisation by its identifier."""

    cluster: str = ""
    organisation: str = ""


class Known:
    """The names of a registry, for one text; what they mean is asked of it."""

    def __init__(self, bodies: Iterable[tuple[Name, Body]]) -> None:
        self._bodies = dict(bodies)
        self._registry: Registry = registry_of(tuple(self._bodies))
        self._clusters = {
            name.cluster: body for name, body in self._bodies.items() if name.cluster
        }

    @property
    def names(self) -> tuple[Name, ...]:
        return tuple(self._bodies)

    def body_called(self, name: str, acronym: str | None = None) -> Body | None:
        if acronym and acronym in self._clusters:
            return self._clusters[acronym]
        found = self._registry.of(name)
        return self._bodies.get(found) if found else None


def read_known(text: str, actor: Actor) -> Known:
    """Those that the text may name, of what the person may see."""
    return Known([*_clusters(), *_organisations(text, actor)])


def _clusters() -> Iterator[tuple[Name, Body]]:
    aliases = _grouped(ClusterAlias.objects.values_list("cluster", "name"))
    for cluster in Cluster.objects.order_by("pk"):
        names = (cluster.name_it, cluster.name_en, *aliases.get(cluster.pk, ()))
        named = _name(cluster.acronym, names, cluster=cluster.acronym)
        yield named, Body(cluster=cluster.slug)


def _organisations(text: str, actor: Actor) -> Iterator[tuple[Name, Body]]:
    words = set(re.findall(r"\w+", fold(text)))
    aliases = _grouped(OrganisationAlias.objects.values_list("organisation", "name"))
    columns = ("pk", "uid", "name", "name_it", "name_en", "acronym")
    known = visible_organisations(actor).order_by("pk").values_list(*columns)
    for pk, uid, name, *others in known.iterator():
        named = [
            one
            for one in (name, *others, *aliases.get(pk, ()))
            if one and _may_stand_in(one, text, words)
        ]
        if named:
            yield _name(name, named), Body(organisation=uid)


def _may_stand_in(name: str, text: str, words: set[str]) -> bool:
    """A name of one word as it is written: “Energia” is no company's in most texts."""
    parts = re.findall(r"\w+", fold(name))
    if len(parts) == 1:
        return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    return any(part in words for part in parts[:2] if len(part) >= SHORTEST_WORD)


def _name(name: str, others: Iterable[str], cluster: str | None = None) -> Name:
    return Name(name, cluster, tuple(dict.fromkeys(filter(None, others))))


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    ordered = sorted(rows)
    return {
        key: tuple(name for _key, name in group)
        for key, group in groupby(ordered, key=lambda row: row[0])
    }
