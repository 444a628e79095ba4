"""The organisations that one import sees: found by identifier or name, and written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fondaco.core.imports.finding import ExternalNames, LikeNames
from fondaco.core.resources import (
    Catalogue,
    Draft,
    ImportScope,
    Match,
    Note,
    Problem,
    Values,
)
from fondaco.engines.language.folding import fold
from fondaco.engines.language.legal_forms import name_key
from fondaco.registry.models import (
    ActivityCode,
    Cluster,
    Competence,
    Identifier,
    Organisation,
    OrganisationAlias,
)
from fondaco.registry.reach import visible_organisations
from fondaco.registry.resources.identifying import settle_identifiers
from fondaco.registry.resources.kinds import likely_kind
from fondaco.registry.resources.organisation_writing import write_organisations
from fondaco.registry.resources.scopes import scope_for
from fondaco.registry.vocabularies import IdentifierScheme, OrganisationKind

COLUMNS = (
    "name",
    "name_it",
    "name_en",
    "acronym",
    "kind",
    "size_class",
    "country",
    "region",
    "province",
    "city",
    "site",
    "website",
    "description_it",
    "description_en",
    "offers_it",
    "offers_en",
    "seeks_it",
    "seeks_en",
    "public_email",
)
SCHEMES = tuple(IdentifierScheme.values)


class OrganisationIndex:
    """By which words and numbers each organisation is known; shared by all kinds."""

    def __init__(self, scope: ImportScope) -> None:
        self.external = ExternalNames(Organisation, scope)
        if scope.actor is None:
            visible = Organisation.objects.all()
        else:
            visible = visible_organisations(scope.actor)
        # Others' drafts are not among them: nobody learns here that they exist.
        self.records: dict[int, tuple[Any, ...]] = {}
        self.keepers: dict[int, int | None] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_identifier: dict[tuple[str, str], int] = {}
        self.identifiers: dict[int, dict[str, list[str]]] = {}
        rows = visible.order_by().values_list("pk", "maintained_by", *COLUMNS)
        for key, keeper, *values in rows.iterator(chunk_size=5000):
            self.records[key] = tuple(values)
            self.keepers[key] = keeper
            for name in {values[0], values[1], values[2]} - {""}:
                self._name(key, name)
        self.names_on_record = list(self.by_name)
        everything = scope.actor is None
        aliases = OrganisationAlias.objects.order_by()
        for key, name in aliases.values_list("organisation", "name"):
            if everything or key in self.records:
                self._name(key, name)
        known = Identifier.objects.order_by("pk")
        for key, scheme, value in known.values_list("organisation", "scheme", "value"):
            if everything or key in self.records:
                self.identify(key, scheme, value)

    def identify(self, key: int, scheme: str, value: str) -> None:
        self.by_identifier.setdefault((scheme, value), key)
        known = self.identifiers.setdefault(key, {}).setdefault(scheme, [])
        if value not in known:
            known.append(value)

    def _name(self, key: int, name: str) -> None:
        folded = name_key(name)
        if folded and key not in self.by_name[folded]:
            self.by_name[folded].append(key)

    def learn(self, key: int, values: Values) -> None:
        self.external.learn(key, values.get("external_id"))
        for scheme in SCHEMES:
            if value := values.get(scheme):
                self.identify(key, scheme, value)
        names = [values.get(name, "") for name in ("name", "name_it", "name_en")]
        for name in {*names, *values.get("aliases", ())} - {""}:
            self._name(key, name)
        if key < 0 and key not in self.records:
            self.records[key] = tuple(values.get(name, "") for name in COLUMNS)

    def value(self, key: int, column: str) -> Any:
        return self.records[key][COLUMNS.index(column)]

    def title(self, key: int) -> str:
        """The name, with the place where two of one name must be told apart."""
        city = self.value(key, "city")
        name = str(self.value(key, "name"))
        return f"{name} ({city})" if city else name

    def find(self, values: Values, name: str = "name") -> Match:
        """By its number in another system, by official identifier, or by name."""
        external = self.external.find(values.get("external_id"))
        found = {
            scheme: key
            for scheme in SCHEMES
            if (value := values.get(scheme))
            and (key := self.by_identifier.get((scheme, value))) is not None
        }
        if external is not None:
            found = {"external_id": external, **found}
        if len(set(found.values())) > 1:
            return Match(problem=self._contradiction(found))
        if found:
            key = next(iter(found.values()))
            return Match(key, tuple(found))
        return self._find_by_name(values, name)

    def _contradiction(self, found: dict[str, int]) -> Problem:
        (_first, one), (second, other) = next(
            ((a, x), (b, y))
            for a, x in found.items()
            for b, y in found.items()
            if x != y
        )
        text = _(
            "This is the identifier of “%(other)s”, but another column of the row "
            "names “%(one)s”. Correct one of the two."
        )
        return second, text % {"one": self.title(one), "other": self.title(other)}

    def _find_by_name(self, values: Values, column: str) -> Match:
        folded = name_key(values.get(column, ""))
        keys = [
            key for key in self.by_name.get(folded, ()) if self._may_be(key, values)
        ]
        if len(keys) > 1:
            closer = [key for key in keys if self._is_in(key, values)]
            keys = closer if len(closer) == 1 else keys
        if len(keys) > 1:
            names = "; ".join(self.title(key) for key in keys[:5])
            text = _(
                "More than one has this name: %(names)s. Add the VAT number or another "
                "identifier, or the city."
            )
            return Match(problem=(column, text % {"names": names}))
        if keys:
            return Match(keys[0], (column,))
        return Match()

    def _may_be(self, key: int, values: Values) -> bool:
        """Whether nothing that both say tells the two apart."""
        for column in ("country", "city"):
            own, said = self.value(key, column), values.get(column)
            if own and said and fold(own) != fold(said):
                return False
        known = self.identifiers.get(key, {})
        return not any(values.get(scheme) and known.get(scheme) for scheme in SCHEMES)

    def _is_in(self, key: int, values: Values) -> bool:
        city = values.get("city") or ""
        return bool(city) and fold(self.value(key, "city")) == fold(city)


class OrganisationCatalogue(Catalogue):
    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.index = OrganisationIndex(scope)
        self.like = LikeNames(self.index.names_on_record)
        self.people = scope_for(scope)
        self.clusters = dict(Cluster.objects.values_list("pk", "acronym"))
        self.many = _read_rows()
        self.competences = _competences()

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        yield from settle_identifiers(values)
        yield from self._settle_competences(values)

    def _settle_competences(self, values: Values) -> Iterable[Problem]:
        named = values.get("competences")
        if not named:
            return
        unknown = [name for name in named if fold(name) not in self.competences]
        if unknown:
            text = _(
                "The vocabulary of competences has no “%(name)s”. Add it there first, "
                "or write one that it has."
            )
            yield "competences", text % {"name": unknown[0]}
            return
        found = (self.competences[fold(name)] for name in named)
        values["competences"] = list(dict.fromkeys(found))

    def find(self, values: Values) -> Match:
        return self.index.find(values)

    def current(self, key: int) -> Values:
        values: Values = dict(zip(COLUMNS, self.index.records[key], strict=True))
        for scheme, known in self.index.identifiers.get(key, {}).items():
            values[scheme] = known[0]
        values["external_id"] = self.index.external.of(key)
        values |= self.many.get(key, {})
        return values

    def learn(self, key: int, values: Values) -> None:
        self.index.learn(key, values)

    def refusal(self, key: int) -> str:
        keeper = self.index.keepers.get(key)
        mine = self.people
        if mine.is_administrator or (keeper and keeper in mine.managed_clusters):
            return ""
        if keeper is None:
            if mine.coordinated_networks:
                return ""
            return _(
                "“%(name)s” is kept by the network's coordinators: it can be linked, "
                "but only they change it."
            ) % {"name": self.index.title(key)}
        return _(
            "“%(name)s” is kept by %(cluster)s: it can be linked as a member, but "
            "only they change it."
        ) % {"name": self.index.title(key), "cluster": self.clusters.get(keeper, "")}

    def check(self, values: Values) -> Iterable[Problem]:
        kind = values.get("kind") or likely_kind(values.get("name", ""))
        if values.get("size_class") and kind != OrganisationKind.COMPANY:
            yield "size_class", _("Only companies have a size class.")

    def alike(self, values: Values) -> Sequence[str]:
        names = self.like.like(name_key(values.get("name", "")))
        return [self.index.title(self.index.by_name[name][0]) for name in names]

    def name(self, key: int) -> str:
        return str(self.index.value(key, "name"))

    def write(self, drafts: Sequence[Draft], journal: Any) -> None:
        write_organisations(drafts, journal, self.scope)


def _read_rows() -> dict[int, dict[str, list[str]]]:
    """What hangs on each organisation and may be several: names, competences, codes."""
    many: dict[int, dict[str, list[str]]] = defaultdict(dict)
    aliases = OrganisationAlias.objects.order_by("pk")
    for key, name in aliases.values_list("organisation", "name"):
        many[key].setdefault("aliases", []).append(name)
    through = Organisation.competences.through.objects.order_by("pk")
    for key, name in through.values_list("organisation", "competence__name_it"):
        many[key].setdefault("competences", []).append(name)
    codes = ActivityCode.objects.order_by("pk")
    for key, code in codes.values_list("organisation", "code"):
        many[key].setdefault("nace", []).append(code)
    return many


def _competences() -> dict[str, str]:
    """The Italian name of each, which stands for it here, by both its names."""
    known = {}
    for italian, english in Competence.objects.values_list("name_it", "name_en"):
        known[fold(english)] = known[fold(italian)] = italian
    return known
