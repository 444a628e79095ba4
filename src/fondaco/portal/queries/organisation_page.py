"""All that the record says of one organisation."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.utils.text import capfirst
from django.utils.translation import gettext

from fondaco.activities.entries import Entry, read_entries
from fondaco.activities.models import Body
from fondaco.activities.queries import (
    activities_of_organisation,
    latest_activities,
    visible_participations,
)
from fondaco.activities.vocabularies import BodyRole, Role
from fondaco.core.permissions import Actor
from fondaco.core.texts import Text, localised
from fondaco.funding.models import Party
from fondaco.funding.reach import visible_parties
from fondaco.portal.queries.facts import (
    OF_ORGANISATION,
    Fact,
    arrange,
    attach_evidence,
    read_facts,
)
from fondaco.registry.models import (
    ActivityCode,
    Competence,
    Identifier,
    Management,
    Membership,
    Organisation,
    OrganisationAlias,
)
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

    @property
    def names(self) -> list[str]:
        """Its other names."""
        return [str(mark.value) for mark in self.marks["organisationalias"]]


def read_organisation(organisation: Organisation, actor: Actor) -> OrganisationPage:
    facts = read_facts(
        OF_ORGANISATION,
        Membership.objects.filter(organisation=organisation),
        Management.objects.filter(organisation=organisation),
    )
    parties = list(_parties(organisation, actor))
    attach_evidence(facts, organisation, *parties)
    by_model = arrange(facts)
    return OrganisationPage(
        sentence=say_what_it_is(organisation),
        memberships=by_model[Membership],
        managements=by_model[Management],
        marks=_marks(organisation),
        involvements=_involvements(organisation, actor),
        parties=parties,
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
    return (
        visible_parties(actor)
        .filter(organisation=organisation, alternative_to=None)
        .select_related("proposal", "project", "partnership")
        .order_by("-valid_from_earliest", "-pk")
    )


def _marks(organisation: Organisation) -> dict[str, list[Mark]]:
    """Competences, identifiers, economic activities, other names: one query."""
    rows = [
        records.filter(organisation=organisation)
        .order_by()
        .annotate(
            mark_model=Value(records.model._meta.model_name, CharField()),
            mark_code=F(code),
            mark_it=F(value_it),
            mark_en=F(value_en),
        )
        .values_list("mark_model", "mark_code", "mark_it", "mark_en")
        for records, code, value_it, value_en in (
            (Competence.objects.all(), "euroscivoc", "name_it", "name_en"),
            (Identifier.objects.all(), "scheme", "value", "value"),
            (ActivityCode.objects.all(), "vintage", "code", "code"),
            (OrganisationAlias.objects.all(), "kind", "name", "name"),
        )
    ]
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in sorted(rows[0].union(*rows[1:])):
        marks[mark[0]].append(Mark(*mark))
    return marks


_MARK_WORDS: dict[str, Any] = {
    "identifier": IdentifierScheme,
    "activitycode": ActivityCodeVintage,
    "organisationalias": AliasKind,
}


def _involvements(organisation: Organisation, actor: Actor) -> list[Involvement]:
    """The activities that it organises, hosts, attends…, the latest first."""
    scope = scope_of(actor)
    roles: dict[int, list[str]] = defaultdict(list)
    bodies = Body.objects.filter(organisation=organisation)
    present = visible_participations(scope).filter(organisation=organisation)
    for activity, role in (
        bodies.order_by()
        .values_list("activity", "role")
        .union(present.order_by().values_list("activity", "role"), all=True)
    ):
        roles[activity].append(str(_ROLES[role]))
    activities = latest_activities(activities_of_organisation(organisation, scope))
    return [
        Involvement(entry, sorted(set(roles[entry.pk])))
        for entry in read_entries(activities, scope)
    ]


# The same word means the same in both lists.
_ROLES = dict(BodyRole.choices) | dict(Role.choices)
