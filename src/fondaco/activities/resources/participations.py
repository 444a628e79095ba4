"""Who took part in what, from files: a cluster or its members, and in which role."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.models import Participation
from fondaco.activities.resources.activity_cells import first_moment
from fondaco.activities.resources.activity_index import (
    ACTIVITY,
    ActivityIndex,
    refuse_activity,
)
from fondaco.activities.vocabularies import ParticipationStatus, Role
from fondaco.core.imports import cells
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
from fondaco.registry.resources.identifying import settle_identifiers
from fondaco.registry.resources.organisation_catalogue import OrganisationIndex
from fondaco.registry.resources.organisations import PIC, VAT
from fondaco.registry.resources.scopes import is_importer, own_cluster_refusal

ROLE_WORDS = {
    "partecipa": "participant",
    "attendee": "participant",
    "relatrice": "speaker",
    "oratore": "speaker",
    "stand": "exhibitor",
}
STATUS_WORDS = {
    "attended": "took_part",
    "presente": "took_part",
    "si": "took_part",
    "yes": "took_part",
    "registered": "confirmed",
    "iscritto": "confirmed",
}
COLUMNS = ("status", "session", "topic_it", "topic_en", "private_note")
Key = tuple[int, int | None, str]


class ParticipationCatalogue(Catalogue):
    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.organisations = OrganisationIndex(scope)
        self.activities = ActivityIndex(scope)
        self.records: dict[int, Participation] = {}
        self.by_key: dict[Key, int] = {}
        own = Participation.objects.filter(cluster=scope.cluster)
        for record in own.select_related("activity", "cluster", "organisation"):
            self.records[record.pk] = record
            key = (record.activity_id, record.organisation_id, record.role)
            self.by_key[key] = record.pk

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        yield from settle_identifiers(values)

    def find(self, values: Values) -> Match:
        match = self.activities.named(values)
        if match.problem:
            return match
        values["of_activity"], values["of_organisation"] = match.key, None
        if not values.keys().isdisjoint(_NAMING):
            member = self.organisations.find(values, "organisation")
            if member.problem:
                return member
            if member.key is None:
                text = gettext(
                    "No organisation on record is called so: import it first."
                )
                return Match(problem=("organisation", text))
            values["of_organisation"] = member.key
        values.setdefault("role", Role.PARTICIPANT.value)
        known = self.by_key.get(_key(values))
        return Match() if known is None else Match(known, _SAID_OF_IT)

    def current(self, key: int) -> Values:
        record = self.records[key]
        return {name: getattr(record, name) for name in COLUMNS}

    def learn(self, key: int, values: Values) -> None:
        self.by_key.setdefault(_key(values), key)

    def name(self, key: int) -> str:
        return str(self.records[key])

    def write(self, drafts: Sequence[Draft], journal: Journal) -> None:
        new, changed, before = [], [], {}
        for draft in drafts:
            said = draft.wanted()
            if draft.is_new:
                record = Participation(
                    activity_id=said["of_activity"],
                    cluster_id=self.scope.cluster,  # type: ignore[misc]
                    organisation_id=said["of_organisation"],
                    role=said["role"],
                    is_published=self.scope.publish,
                )
                new.append(record)
            else:
                record = self.records[draft.key]
                before[record.pk] = {
                    name: getattr(record, name) for name in COLUMNS if name in said
                }
                changed.append(record)
            for name in COLUMNS:
                if name in said:
                    setattr(record, name, said[name])
        journal.create(new)
        journal.update(changed, before)


# They name the organisation.
_NAMING = ("organisation", "vat", "tax_code", "pic")
# They say which participation it is, and nothing new of it.
_SAID_OF_IT = (
    "of_activity",
    "of_organisation",
    "tax_code",
    "activity",
    "start",
    "organisation",
    "vat",
    "pic",
    "role",
)


def _key(values: Values) -> Key:
    return values["of_activity"], values["of_organisation"], values["role"]


PARTICIPATIONS = register(
    Resource(
        kind="participations",
        listed="activities:participation_manage",
        label=_("Participations"),
        fields=(
            ACTIVITY,
            Field("start", _("date of the activity"), first_moment, example="2027"),
            Field("organisation", _("member"), cells.text(300)),
            VAT,
            PIC,
            Field(
                "role",
                _("role"),
                cells.choice(Role, ROLE_WORDS),
                example=Role.EXHIBITOR.label,
            ),
            Field(
                "status", _("status"), cells.choice(ParticipationStatus, STATUS_WORDS)
            ),
            Field("session", _("session"), cells.text(200)),
            Field("topic_it", _("topic (Italian)"), cells.text(300)),
            Field("topic_en", _("topic (English)"), cells.text(300)),
            Field("private_note", _("private note"), cells.long_text),
        ),
        catalogue=ParticipationCatalogue,
        may=is_importer,
        given_refusal=refuse_activity,
        needs_cluster=True,
        refusal=own_cluster_refusal,
    )
)
