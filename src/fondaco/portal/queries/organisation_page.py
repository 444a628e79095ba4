"""All that the record says of one organisation."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from fondaco.activities.entries import Entry, entry_reads, latest_entries
from fondaco.activities.models import Body
from fondaco.activities.queries import (
    activities_of_organisation,
    visible_participations,
)
from fondaco.activities.vocabularies import BodyRole, Role
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_groups, records
from fondaco.core.texts import Text, localised
from fondaco.engines.language.folding import fold
from fondaco.funding.models import Party
from fondaco.funding.reach import visible_parties
from fondaco.portal.queries.facts import (
    OF_ORGANISATION,
    Fact,
    arrange,
    attach_evidence,
    fact_reads,
)
from fondaco.registry.models import (
    ActivityCode,
    Competence,
    Identifier,
    Management,
    Membership,
    Organisation,
    OrganisationAlias,
    Position,
)
from fondaco.registry.models.contacts import present_positions
from fondaco.registry.reach import of_kept_people
from fondaco.registry.scope import scope_of
from fondaco.registry.vocabularies import (
    ActivityCodeVintage,
    AliasKind,
    IdentifierScheme,
    OrganisationKind,
)
from fondaco.web.templatetags.words import city_name, country_name


@dataclass(frozen=True)
class Mark:
    """A competence, or a name or number under which the organisation is known."""

    model: str
    code: str
    value_it: str
    value_en: str

    @property
    def value(self) -> Text:
        return localised(self, "value")

    @property
    def label(self) -> str:
        """The word for its code: which number, which classification, which name."""
        return str(_MARK_WORDS[self.model](self.code).label)


@dataclass(frozen=True)
class Involvement:
    """An activity, and what the organisation is to it."""

    entry: Entry
    roles: list[str]


@dataclass(frozen=True)
class OrganisationPage:
    sentence: str
    memberships: list[Fact]
    managements: list[Fact]
    marks: dict[str, list[Mark]]
    involvements: list[Involvement]
    parties: list[Party]
    # Whom the reader's own cluster knows there; visitors see none.
    contacts: list[Position]

    @property
    def names(self) -> list[str]:
        """Its other names."""
        return [str(mark.value) for mark in self.marks["organisationalias"]]


def read_organisation(organisation: Organisation, actor: Actor) -> OrganisationPage:
    scope = scope_of(actor)
    rows = read_groups(
        {
            "facts": fact_reads(
                OF_ORGANISATION,
                Membership.objects.filter(organisation=organisation),
                Management.objects.filter(organisation=organisation),
            ),
            "parties": [
                records(
                    _parties(organisation, actor), "proposal", "project", "partnership"
                )
            ],
            "marks": [
                Read(model._default_manager.filter(organisation=organisation), columns)
                for model, columns in MARKS.items()
            ],
            "contacts": [records(_contacts(organisation, actor), "person")],
            "roles": [
                Read(Body.objects.filter(organisation=organisation), ROLE),
                Read(
                    visible_participations(scope).filter(organisation=organisation),
                    ROLE,
                ),
            ],
            "entries": entry_reads(
                activities_of_organisation(organisation, scope), scope
            ),
        }
    )
    facts = [fact for found in rows["facts"] for fact in found]
    parties = sorted(rows["parties"][0], key=_newest_first)
    attach_evidence(facts, organisation, *parties)
    by_model = arrange(facts)
    return OrganisationPage(
        sentence=say_what_it_is(organisation),
        memberships=by_model[Membership],
        managements=by_model[Management],
        marks=_marks(rows["marks"]),
        involvements=_involvements(rows["roles"], latest_entries(*rows["entries"])),
        parties=parties,
        contacts=sorted(rows["contacts"][0], key=_by_name),
    )


def say_what_it_is(organisation: Organisation) -> str:
    kind = capfirst(str(OrganisationKind(organisation.kind).label))
    country = country_name(organisation.country)
    city = city_name(organisation.city, organisation.country)
    words = {"kind": kind, "city": city, "country": country}
    if organisation.city and country:
        return gettext("%(kind)s in %(city)s (%(country)s).") % words
    if organisation.city:
        return gettext("%(kind)s in %(city)s.") % words
    return f"{kind}, {country}." if country else f"{kind}."


def _parties(organisation: Organisation, actor: Actor) -> "QuerySet[Party]":
    return visible_parties(actor).filter(organisation=organisation, alternative_to=None)


def _contacts(organisation: Organisation, actor: Actor) -> "QuerySet[Position]":
    known = of_kept_people(Position)(actor).filter(organisation=organisation)
    return known.filter(present_positions(timezone.localdate()))


def _by_name(position: Position) -> tuple[str, int]:
    person = position.person
    return (fold(f"{person.family_name} {person.given_name}"), position.pk)


def _newest_first(party: Party) -> tuple[int, int]:
    day = party.valid_from_earliest
    return (-day.toordinal() if day else 0, -party.pk)


ROLE = ("activity", "role")
# Competences, identifiers, economic activities, other names: code and value of each.
MARKS: dict[type[Model], tuple[str, ...]] = {
    Competence: ("euroscivoc", "name_it", "name_en"),
    Identifier: ("scheme", "value"),
    ActivityCode: ("vintage", "code"),
    OrganisationAlias: ("kind", "name"),
}


def _marks(rows: list[list[Any]]) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = defaultdict(list)
    for model, found in zip(MARKS, rows, strict=True):
        name = str(model._meta.model_name)
        for code, value, *english in sorted(found):
            marks[name].append(Mark(name, code, value, *english or [value]))
    return marks


_MARK_WORDS: dict[str, Any] = {
    "identifier": IdentifierScheme,
    "activitycode": ActivityCodeVintage,
    "organisationalias": AliasKind,
}


def _involvements(rows: list[list[Any]], entries: list[Entry]) -> list[Involvement]:
    """The activities that it organises, hosts, attends…, the latest first."""
    roles: dict[int, set[str]] = defaultdict(set)
    for activity, role in (row for found in rows for row in found):
        roles[activity].add(str(_ROLES[role]))
    return [Involvement(entry, sorted(roles[entry.pk])) for entry in entries]


# The same word means the same in both lists.
_ROLES = dict(BodyRole.choices) | dict(Role.choices)
