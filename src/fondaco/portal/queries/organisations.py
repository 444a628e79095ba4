"""The organisations that a person may see, with the filters of their list."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from fondaco.activities.search import city_names, words_of
from fondaco.core.permissions import Actor
from fondaco.core.texts import Text, named
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


@dataclass(frozen=True)
class Organisations:
    """Those chosen, and how many each other choice would leave."""

    lines: list[OrganisationLine]
    total: int
    counts: dict[str, dict[str, int]]


_COLUMNS = (
    *("pk", "slug", "name", "name_it", "name_en", "acronym", "kind"),
    *("country", "city", "is_published"),
)


def list_organisations(choice: OrganisationChoice, actor: Actor) -> Organisations:
    """Three queries: names are folded and sought in memory, alike on every database."""
    visible = visible_organisations(actor)
    clusters = _clusters_of(visible)
    rows = visible.order_by("pk").values_list(*_COLUMNS, named=True)
    lines = [
        OrganisationLine(**row._asdict(), clusters=tuple(clusters[row.pk]))
        for row in rows
    ]
    lines.sort(key=lambda line: fold(line.title.text))
    found = _search(lines, choice.text, visible)
    return Organisations(
        lines=[one for one in found if _fits(one, choice)],
        total=len(lines),
        counts={
            name: _count(found, choice, name) for name in ("kind", "country", "cluster")
        },
    )


def _clusters_of(organisations: "QuerySet[Organisation]") -> dict[int, list[str]]:
    """The clusters of which each is a member or the manager, as far as is known."""
    clusters: dict[int, list[str]] = defaultdict(list)
    members, managers = (
        facts.filter(
            organisation__in=organisations.order_by().values("pk"),
            valid_until_latest=None,
        )
        .order_by()
        .values_list("cluster__acronym", "organisation")
        for facts in (Membership.objects.preferred(), Management.objects.preferred())
    )
    for acronym, organisation in sorted(members.union(managers)):
        clusters[organisation].append(acronym)
    return clusters


def _search(
    lines: list[OrganisationLine], text: str, visible: "QuerySet[Organisation]"
) -> list[OrganisationLine]:
    words = words_of(text)
    if not words:
        return [] if text else lines
    names: dict[int, list[str]] = defaultdict(list)
    for organisation, name in OrganisationAlias.objects.filter(
        organisation__in=visible.order_by().values("pk")
    ).values_list("organisation", "name"):
        names[organisation].append(name)
    return [one for one in lines if _holds(one, names[one.pk], words)]


def _holds(line: OrganisationLine, names: list[str], words: list[str]) -> bool:
    own = (line.name, line.name_it, line.name_en, line.acronym)
    city = city_names(line.city, line.country)
    said = fold("\n".join([*own, city, *names]))
    return all(word in said for word in words)


def _fits(line: OrganisationLine, choice: OrganisationChoice, but: str = "") -> bool:
    return (
        (but == "kind" or choice.kind in {"", line.kind})
        and (but == "country" or choice.country in {"", line.country})
        and (but == "cluster" or not choice.cluster or choice.cluster in line.clusters)
    )


def _count(
    lines: list[OrganisationLine], choice: OrganisationChoice, name: str
) -> dict[str, int]:
    """How many each value of one filter would leave, the other filters kept."""
    counts: Counter[str] = Counter()
    for line in lines:
        if _fits(line, choice, but=name):
            values = line.clusters if name == "cluster" else [getattr(line, name)]
            counts.update(value for value in values if value)
    return dict(counts)
