"""Who met whom at an activity, from files: exports of matchmaking events among them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.models import Encounter, EncounterParty
from fondaco.activities.permissions import may_change_activity
from fondaco.activities.resources import encounter_cells
from fondaco.activities.resources.activity_cells import first_moment
from fondaco.activities.resources.activity_index import (
    ACTIVITY,
    ActivityIndex,
    refuse_activity,
)
from fondaco.activities.resources.encounter_parties import PARTY, Parties, PartyKeys
from fondaco.activities.vocabularies import (
    EncounterOutcome,
    EncounterStatus,
)
from fondaco.core.imports import cells
from fondaco.core.imports.finding import ExternalNames
from fondaco.core.resources import (
    Catalogue,
    Draft,
    Field,
    ImportScope,
    Journal,
    Match,
    Problem,
    Resource,
    Values,
    problems_of,
    register,
)
from fondaco.registry.resources.organisations import EXTERNAL_ID, SYSTEM
from fondaco.registry.resources.scopes import cluster_refusal, is_importer

COLUMNS = ("kind", "status", "outcome", "table", "private_note")
TIMES = ("day", "start_time", "end_time")
Key = tuple[int, str, str, tuple[tuple[int, ...], ...]]
# They say which encounter it is.
_SAID_OF_IT = ("activity", "of_activity", "parties", "day", "start_time")


class EncounterCatalogue(Catalogue):
    """The encounters that a cluster keeps, or for none those of its own activities."""

    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.activities = ActivityIndex(scope)
        self.parties = Parties(scope)
        self.external = ExternalNames(Encounter, scope)
        self.records: dict[int, Encounter] = {}
        self.by_key: dict[Key, int] = {}
        own = Encounter.objects.filter(cluster=scope.cluster)
        related = own.select_related("activity").prefetch_related("parties")
        for record in related.order_by("pk"):
            self.records[record.pk] = record
            said = {"of_activity": record.activity_id} | self.current(record.pk)
            self.by_key.setdefault(_key(said), record.pk)

    def complete(self, values: Values) -> Iterable[Problem]:
        if (system := values.pop("system", "")) and "external_id" in values:
            values["external_id"] = [system, values["external_id"][1]]
        encounter_cells.settle_times(values)
        encounter_cells.settle_table(values)
        if values.get("outcome"):
            values.setdefault("status", EncounterStatus.HELD.value)
        yield from self.parties.settle(values)

    def find(self, values: Values) -> Match:
        said = {**values, "start": values.pop("activity_date", "")}
        match = self.activities.named({**said, "external_id": None})
        if match.problem:
            return match
        assert match.key is not None
        values["of_activity"] = match.key
        if problem := self._not_for_us(match.key):
            return Match(problem=("activity", problem))
        known = self.external.find(values.get("external_id"))
        if known is not None and (known < 0 or known in self.records):
            return Match(known, ("external_id", "activity", "of_activity"))
        known = self.by_key.get(_key(values))
        return Match() if known is None else Match(known, _SAID_OF_IT)

    def _not_for_us(self, activity: int) -> str:
        """What no cluster keeps goes with its activity."""
        actor = self.scope.actor
        record = self.activities.records.get(activity)
        if self.scope.cluster or actor is None or record is None:
            return ""
        if may_change_activity(actor, record):
            return ""
        return gettext("Say for which of your clusters the file is.")

    def current(self, key: int) -> Values:
        record = self.records[key]
        values: Values = {name: getattr(record, name) for name in COLUMNS}
        values |= {
            "day": record.day.isoformat() if record.day else "",
            "start_time": f"{record.start_time:%H:%M}" if record.start_time else "",
            "end_time": f"{record.end_time:%H:%M}" if record.end_time else "",
            "parties": self.parties.named(list(record.parties.all())[:2]),
            "external_id": self.external.of(key),
        }
        return values

    def learn(self, key: int, values: Values) -> None:
        self.external.learn(key, values.get("external_id"))
        if "of_activity" in values and "parties" in values:
            self.by_key.setdefault(_key(values), key)

    def check(self, values: Values) -> Iterable[Problem]:
        record = Encounter()
        _fill(record, {name: value for name, value in values.items() if value})
        return problems_of(record)

    def name(self, key: int) -> str:
        return str(self.records[key])

    def write(self, drafts: Sequence[Draft], journal: Journal) -> None:
        new, changed, before, external = [], [], {}, []
        met: list[tuple[Encounter, list[EncounterParty], list[PartyKeys]]] = []
        for draft in drafts:
            said = draft.wanted()
            if draft.is_new:
                record = Encounter(
                    activity_id=said["of_activity"], cluster_id=self.scope.cluster
                )
                new.append(record)
                known = []
            else:
                record = self.records[draft.key]
                known = list(record.parties.all())
                before[record.pk] = _columns(record, said)
                changed.append(record)
            _fill(record, said)
            if "parties" in said:
                met.append((record, known, said["parties"]))
            if "external_id" in said:
                external.append((record, *said["external_id"]))
        journal.create(new)
        journal.update(changed, before)
        _write_parties(met, journal)
        journal.name_externally(external, self.scope.cluster)


def _key(values: Values) -> Key:
    parties = tuple(tuple(party) for party in values["parties"])
    day, time = values.get("day") or "", values.get("start_time") or ""
    return values["of_activity"], day, time, parties


def _columns(record: Encounter, said: Values) -> dict[str, Any]:
    names = (*COLUMNS, *TIMES)
    return {name: getattr(record, name) for name in names if name in said}


def _fill(record: Encounter, said: Values) -> None:
    for name in COLUMNS:
        if name in said:
            setattr(record, name, said[name])
    if "day" in said:
        record.day = dt.date.fromisoformat(said["day"])
    for name in TIMES[1:]:
        if name in said:
            setattr(record, name, dt.time.fromisoformat(said[name]))


def _write_parties(
    met: Sequence[tuple[Encounter, list[EncounterParty], list[PartyKeys]]],
    journal: Journal,
) -> None:
    """The first two of those who met; who was added by hand stays."""
    new, changed, before = [], [], {}
    for record, known, parties in met:
        for place, keys in enumerate(parties):
            columns = dict(zip(PARTY, (key or None for key in keys), strict=True))
            if place < len(known):
                row = known[place]
                before[row.pk] = {name: getattr(row, name) for name in columns}
                for name, value in columns.items():
                    setattr(row, name, value)
                changed.append(row)
            else:
                new.append(EncounterParty(encounter=record, **columns))
    journal.add_parts(new, of="encounter")
    journal.update(changed, before)


def _party_fields(number: int, organisation: Any, person: Any, email: Any) -> Any:
    return (
        Field(f"organisation_{number}", organisation, cells.text(300)),
        Field(f"person_{number}", person, cells.text(200)),
        Field(f"email_{number}", email, cells.email, is_offered=False),
    )


ENCOUNTERS = register(
    Resource(
        kind="encounters",
        listed="activities:encounter_manage",
        label=_("Encounters"),
        fields=(
            EXTERNAL_ID,
            SYSTEM,
            ACTIVITY,
            Field(
                "activity_date",
                _("date of the activity"),
                first_moment,
                is_offered=False,
            ),
            Field("day", _("day"), cells.day, example="23/11/2027"),
            Field(
                "start_time", _("from (time)"), encounter_cells.moment, example="14:30"
            ),
            Field("end_time", _("to (time)"), encounter_cells.moment, example="14:50"),
            Field("length", _("minutes"), cells.number, is_offered=False),
            Field("table", _("table or place"), cells.text(100), example="7"),
            *_party_fields(
                1,
                _("first organisation"),
                _("first person"),
                _("e-mail of the first"),
            ),
            *_party_fields(
                2,
                _("second organisation"),
                _("second person"),
                _("e-mail of the second"),
            ),
            Field(
                "kind",
                _("kind"),
                encounter_cells.kind,
                is_offered=False,
            ),
            Field(
                "status",
                _("status"),
                encounter_cells.status,
                example=EncounterStatus.HELD.label,
            ),
            Field(
                "outcome",
                _("outcome"),
                encounter_cells.outcome,
                example=EncounterOutcome.CONTACT.label,
            ),
            Field("private_note", _("what came of it (private)"), cells.long_text),
            Field("parties", _("who met"), is_computed=True),
        ),
        catalogue=EncounterCatalogue,
        may=is_importer,
        given_refusal=refuse_activity,
        refusal=cluster_refusal,
    )
)
