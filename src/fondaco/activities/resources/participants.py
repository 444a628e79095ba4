"""The participants of one event from one file: people, where they work, who was there.

An export of b2match has one row a person, with the organisation beside. Whoever is not
on record comes in; members of the cluster, and the cluster itself, take part through
it, while its counterparts are people and organisations whom one may have met.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.resources.activity_cells import first_moment
from fondaco.activities.resources.activity_index import (
    ACTIVITY,
    ActivityIndex,
    refuse_activity,
)
from fondaco.activities.resources.attending import Attendances
from fondaco.activities.resources.participations import STATUS_WORDS
from fondaco.activities.vocabularies import ParticipationStatus
from fondaco.core.imports import cells
from fondaco.core.resources import (
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
from fondaco.core.spreadsheets import Cell
from fondaco.registry.resources.clusters import ClusterIndex
from fondaco.registry.resources.organisation_writing import write_organisations
from fondaco.registry.resources.organisations import KIND_WORDS
from fondaco.registry.resources.people import PEOPLE, PersonCatalogue
from fondaco.registry.resources.people_parts import work
from fondaco.registry.resources.scopes import is_importer, own_cluster_refusal
from fondaco.registry.vocabularies import OrganisationKind

# What is said of the organisation, by the name that it has there.
OF_ORGANISATION = {
    "organisation": "name",
    "organisation_kind": "kind",
    "country": "country",
    "city": "city",
    "website": "website",
    "description_en": "description_en",
}
FUNCTIONS = ("function_it", "function_en")
AWAY = {ParticipationStatus.DECLINED, ParticipationStatus.CANCELLED}


class ParticipantCatalogue(PersonCatalogue):
    """People, by e-mail or name, with the event at which they are."""

    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.activities = ActivityIndex(scope)
        self.attendances = Attendances(scope, self.activities)
        # Organisations that the file brings, by keys below zero.
        self.brought: dict[int, Draft] = {}
        self.clusters = ClusterIndex()

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        said = {
            there: values.pop(here)
            for here, there in OF_ORGANISATION.items()
            if here in values
        }
        functions = {name: values.pop(name) for name in FUNCTIONS if name in values}
        yield from super().complete(values)
        activity = self._activity(values)
        if activity.problem:
            yield activity.problem
        body: int | None = None
        is_of_cluster = False
        if name := said.get("name"):
            cluster = self.clusters.find(name)
            is_of_cluster = cluster == self.scope.cluster
            match = Match() if cluster else self._organisation(said)
            if match.problem:
                yield "organisation", match.problem[1]
            body = match.key
        if body is not None:
            title = self.work.organisations.title(body)
            values["organisation"] = [work(body, title, functions)]
        status = values.pop("status", ParticipationStatus.CONFIRMED.value)
        if activity.key is None or status in AWAY:
            return
        is_of_cluster |= body in self.attendances.itself
        if is_of_cluster or body in self.attendances.members:
            place = None if is_of_cluster else body
            values["attends"] = [self.attendances.say(activity.key, place, status)]

    def _activity(self, values: Values) -> Match:
        said = {"activity": values.get("activity"), "start": values.pop("start", "")}
        if not said["activity"]:
            text = gettext("This is needed, and the cell is empty.")
            return Match(problem=("activity", text))
        return self.activities.named(said)

    def _organisation(self, said: Values) -> Match:
        """The one on record, or one that the file brings."""
        index = self.work.organisations
        match = index.find(said)
        if match.key in self.brought:
            for name, value in said.items():
                self.brought[match.key].changes.setdefault(name, (None, value))
        if match.problem or match.key is not None:
            return match
        key = -1 - len(self.brought)
        draft = Draft(key, 0, said)
        draft.changes = {name: (None, value) for name, value in said.items()}
        self.brought[key] = draft
        index.learn(key, said)
        return Match(key)

    def find(self, values: Values) -> Match:
        match = super().find(values)
        known = match.key is not None and match.key > 0
        if known and not self._keeps(self.keepers.get(match.key or 0)):
            # Others keep what is known of them; that they came is ours to say.
            for name in set(values) - {"activity", "attends"}:
                del values[name]
        return replace(match, by=(*match.by, "activity"))

    def refusal(self, key: int) -> str:
        return ""

    def current(self, key: int) -> Values:
        return super().current(key) | {"attends": self.attendances.known(key)}

    def write(self, drafts: Sequence[Draft], journal: Journal) -> None:
        positions = [
            one for draft in drafts for one in draft.wanted().get("organisation", ())
        ]
        needed = {one.of for one in positions if one.of < 0}
        brought = [self.brought[key] for key in sorted(needed, reverse=True)]
        made = write_organisations(brought, journal, self.scope)
        for one in positions:
            one.of = made.get(one.of, one.of)
        people = self.write_people([_of_person(one) for one in drafts], journal)
        attending = [
            (people[draft.key], draft.wanted().get("attends", ())) for draft in drafts
        ]
        self.attendances.write(attending, journal)


def _of_person(draft: Draft) -> Draft:
    """Without what is said of the activity."""
    others = {"activity", "attends"}
    changes = {name: one for name, one in draft.changes.items() if name not in others}
    return replace(draft, changes=changes)


def _kind(cell: Cell) -> str:
    """Each event has organisation types of its own: what is not known says nothing."""
    try:
        return str(_read_kind(cell))
    except ValueError:
        return ""


_read_kind = cells.choice(
    OrganisationKind,
    {
        **KIND_WORDS,
        "start-up": "company",
        "start up": "company",
        "industry": "company",
        "large company": "company",
        "large enterprise": "company",
        "sme (<250 employees)": "company",
        "r&d institution": "research",
        "research organisation": "research",
        "research organization": "research",
        "research institute": "research",
        "authority/government": "public_body",
        "association/agency": "association",
        "cluster organisation": "cluster_body",
        "cluster organization": "cluster_body",
    },
)
_status = cells.choice(
    ParticipationStatus,
    {
        **STATUS_WORDS,
        "canceled": "cancelled",
        "rejected": "declined",
        "checked in": "took_part",
        "active": "confirmed",
        "activated": "confirmed",
        "invited": "planned",
    },
)
_KEPT = (
    "external_id",
    "system",
    "given_name",
    "family_name",
    "full_name",
    "email",
    "phone",
    "function_it",
    "function_en",
)

PARTICIPANTS = register(
    Resource(
        kind="participants",
        listed="registry:person_manage",
        label=_("Participants of an event"),
        fields=(
            ACTIVITY,
            Field("start", _("date of the activity"), first_moment, is_offered=False),
            *(one for one in PEOPLE.fields if one.name in _KEPT),
            Field("organisation", _("organisation"), cells.text(300)),
            Field("organisation_kind", _("kind of organisation"), _kind),
            Field("country", _("country"), cells.country, example="IT"),
            Field("city", _("city"), cells.text(100)),
            Field("website", _("website"), cells.url(300)),
            Field(
                "description_en",
                _("description of the organisation (English)"),
                cells.long_text,
                is_offered=False,
            ),
            Field(
                "status",
                _("status"),
                _status,
                example=ParticipationStatus.CONFIRMED.label,
            ),
            Field("attends", _("activity"), multiple=True, is_computed=True),
        ),
        catalogue=ParticipantCatalogue,
        may=is_importer,
        given_refusal=refuse_activity,
        needs_cluster=True,
        refusal=own_cluster_refusal,
        instead={"full_name": ("given_name", "family_name")},
    )
)
