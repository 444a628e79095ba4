"""People from files: contacts that a cluster keeps, known by e-mail or by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.imports import cells
from fondaco.core.imports.finding import ExternalNames
from fondaco.core.resources import (
    Catalogue,
    Draft,
    Field,
    ImportScope,
    Journal,
    Match,
    Note,
    Problem,
    Resource,
    Values,
    register,
)
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Person
from fondaco.registry.reach import visible_people
from fondaco.registry.resources import people_cells
from fondaco.registry.resources.identifying import settle_identifiers
from fondaco.registry.resources.organisations import EXTERNAL_ID, SYSTEM, VAT
from fondaco.registry.resources.people_parts import (
    Consents,
    Workplaces,
    columns_of_person,
)
from fondaco.registry.resources.scopes import (
    cluster_refusal,
    is_importer,
    scope_for,
)

NAMES = ("given_name", "family_name", "email")
PRIVATE = ("email", "phone", "language", "languages", "private_note")
COLUMNS = ("given_name", "family_name", *PRIVATE)


class PersonCatalogue(Catalogue):
    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.external = ExternalNames(Person, scope)
        self.records: dict[int, Values] = {}
        self.keepers: dict[int, int | None] = {}
        self.by_email: dict[str, int] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        everybody = Person.objects.all()
        known = everybody if scope.actor is None else visible_people(scope.actor)
        rows = known.order_by("pk").values_list("pk", "maintained_by", *COLUMNS)
        for key, keeper, *values in rows:
            self.keepers[key] = keeper
            said = dict(zip(COLUMNS, values, strict=True))
            if not self._keeps(keeper):
                # The office is public; the address is its keepers'.
                said |= dict.fromkeys(PRIVATE, "")
            said["languages"] = said["languages"].split()
            self._know(key, said)
        mine = [key for key, keeper in self.keepers.items() if self._keeps(keeper)]
        self.work = Workplaces(scope, mine)
        self.consents = Consents(mine)

    def _keeps(self, keeper: int | None) -> bool:
        mine = scope_for(self.scope)
        return mine.is_administrator or keeper in mine.managed_clusters

    def _know(self, key: int, values: Values) -> None:
        known = self.records.setdefault(key, {})
        known.update({name: value for name, value in values.items() if value})
        if email := values.get("email"):
            self.by_email.setdefault(fold(email), key)
        keys = self.by_name[_name_key(known)]
        if key not in keys:
            keys.append(key)

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        yield from settle_identifiers(values)
        whole = values.pop("full_name", "")
        if whole and "family_name" not in values:
            given, _space, family = whole.rpartition(" ")
            if not given:
                text = gettext("“%(name)s” is one word: name and surname are expected.")
                yield "full_name", text % {"name": whole}
            values["given_name"], values["family_name"] = given, family
        if problem := self.work.settle(values):
            yield problem
        yield from self.consents.check(values)

    def find(self, values: Values) -> Match:
        match = self.look_up(values)
        if match.key is not None:
            self.work.leave_known(match.key, values)
            self.consents.leave_known(match.key, values)
        return match

    def look_up(self, values: Values) -> Match:
        """Who is meant, by e-mail or by name."""
        key = self.external.find(values.get("external_id"))
        if key is not None:
            return Match(key, ("external_id",))
        email = fold(values.get("email", ""))
        if email and (key := self.by_email.get(email)) is not None:
            return Match(key, ("email",))
        keys = [
            key
            for key in self.by_name.get(_name_key(values), ())
            # Two addresses are two people of one name.
            if not (email and self.records[key].get("email"))
        ]
        if len(keys) > 1:
            text = gettext("More than one person has this name. Add the e-mail.")
            return Match(problem=("family_name", text))
        return Match(keys[0], ("given_name", "family_name")) if keys else Match()

    def current(self, key: int) -> Values:
        return {
            **self.records[key],
            "external_id": self.external.of(key),
            "organisation": self.work.of.get(key, []),
            **self.consents.last.get(key, {}),
        }

    def learn(self, key: int, values: Values) -> None:
        self.external.learn(key, values.get("external_id"))
        if key < 0:
            self._know(key, {name: values.get(name) for name in NAMES})

    def refusal(self, key: int) -> str:
        if self._keeps(self.keepers.get(key)):
            return ""
        return gettext(
            "“%(name)s” is kept by another cluster: only they change it."
        ) % {"name": self.name(key)}

    def alike(self, values: Values) -> Sequence[str]:
        return [self.name(key) for key in self.by_name.get(_name_key(values), ())]

    def name(self, key: int) -> str:
        known = self.records[key]
        return f"{known.get('given_name', '')} {known.get('family_name', '')}"

    def write(self, drafts: Sequence[Draft], journal: Journal) -> None:
        self.write_people(drafts, journal)

    def write_people(
        self, drafts: Sequence[Draft], journal: Journal
    ) -> dict[int, Person]:
        """Return whom each draft is of, by its key."""
        keys = [draft.key for draft in drafts if not draft.is_new]
        known = Person.objects.select_for_update().in_bulk(keys)
        new: list[Person] = []
        of: dict[int, Person] = {}
        before: dict[int, Values] = {}
        external: list[tuple[Person, list[str]]] = []
        parts: list[tuple[Person, Values]] = []
        for draft in drafts:
            said = columns_of_person(draft.wanted())
            record = known.get(draft.key) or Person(maintained_by_id=self.scope.cluster)
            of[draft.key] = record
            if record.pk is None:
                new.append(record)
            else:
                before[record.pk] = {name: getattr(record, name) for name in said}
            parts.append((record, draft.wanted()))
            for name, value in said.items():
                setattr(record, name, value)
            if "external_id" in draft.changes:
                external.append((record, draft.changes["external_id"][1]))
        journal.create(new)
        changed = [one for one in known.values() if before[one.pk]]
        journal.update(changed, before)
        self.work.write(parts, journal)
        self.consents.write(parts, journal)
        journal.name_externally(
            [(record, system, value) for record, (system, value) in external],
            self.scope.cluster,
        )
        return of


def _name_key(values: Values) -> str:
    names: Any = (values.get("given_name", ""), values.get("family_name", ""))
    return " ".join(sorted(fold(" ".join(names)).split()))


_CONSENT_LABELS = {
    "listing": _("agreed to be named publicly on"),
    "circulars": _("agreed to receive circulars on"),
    "invitations": _("agreed to receive invitations on"),
    "photographs": _("agreed to photographs on"),
    "partners": _("agreed that partners get the data on"),
}

PEOPLE = register(
    Resource(
        kind="people",
        listed="registry:person_manage",
        label=_("People"),
        fields=(
            EXTERNAL_ID,
            SYSTEM,
            Field(
                "given_name",
                _("given name"),
                cells.text(100),
                required=True,
                example="Ada",
            ),
            Field(
                "family_name",
                _("family name"),
                cells.text(100),
                required=True,
                example="Rossi",
            ),
            Field(
                "full_name", _("name and surname"), cells.text(200), is_offered=False
            ),
            Field(
                "email",
                _("e-mail (private)"),
                cells.email,
                example="ada.rossi@example.org",
            ),
            Field(
                "phone",
                _("phone (private)"),
                people_cells.phone,
                example="+39 02 1234567",
                aliases=("cellulare", "cell", "mobile", "mobile phone", "n cellulare"),
            ),
            Field("organisation", _("organisation"), cells.text(300)),
            replace(VAT, is_offered=False, aliases=("p iva", "partita iva", "vat")),
            Field(
                "organisation_id",
                _("identifier of the organisation in your system"),
                cells.external_id,
                is_offered=False,
            ),
            Field(
                "function_it",
                _("function (Italian)"),
                cells.text(200),
                aliases=("funzione", "ruolo", "carica", "incarico", "qualifica"),
            ),
            Field(
                "function_en",
                _("function (English)"),
                cells.text(200),
                aliases=("function", "job title", "position", "role"),
            ),
            Field("language", _("writes in"), people_cells.one_language),
            Field(
                "languages",
                _("languages spoken"),
                people_cells.languages,
                multiple=True,
            ),
            *(
                Field(
                    f"consent_{purpose}",
                    label,
                    cells.day,
                    is_offered=purpose in ("listing", "circulars"),
                )
                for purpose, label in _CONSENT_LABELS.items()
            ),
            Field("private_note", _("note (private)"), cells.long_text),
        ),
        catalogue=PersonCatalogue,
        may=is_importer,
        refusal=cluster_refusal,
        instead={"full_name": ("given_name", "family_name")},
    )
)
