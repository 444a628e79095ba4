"""Activities from spreadsheets and calendars: what, when, where."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.models import Activity, Place
from fondaco.activities.permissions import may_change_activity
from fondaco.activities.resources import activity_cells
from fondaco.activities.resources.activity_cells import (
    DATES,
    settle_dates,
    settle_place,
)
from fondaco.activities.resources.activity_index import ActivityIndex
from fondaco.activities.vocabularies import ActivityKind, ActivityStatus
from fondaco.core.imports import cells
from fondaco.core.partial_dates import PartialDate
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
    problems_of,
    register,
)
from fondaco.engines.language.gazetteer import find_place
from fondaco.registry.models import Network, NetworkMembership
from fondaco.registry.resources.identifying import settle_identifiers
from fondaco.registry.resources.organisations import EXTERNAL_ID, SYSTEM
from fondaco.registry.resources.scopes import cluster_refusal, is_importer, scope_for

PLACE = ("country", "city", "venue")
COLUMNS = (
    "title_it",
    "title_en",
    "kind",
    "status",
    "edition",
    "start_time",
    "end_time",
    "time_zone",
    "is_virtual",
    "is_international",
    "description_it",
    "description_en",
    "website",
)


def network_of(scope: ImportScope) -> int | None:
    """That of the cluster today; else the one that is coordinated, or the only one."""
    if scope.cluster is not None:
        today = timezone.localdate()
        joined = NetworkMembership.objects.holding_on(today)
        found = joined.filter(cluster=scope.cluster).values_list("network", flat=True)
        if found:
            return int(found[0])
    coordinated = scope_for(scope).coordinated_networks
    if len(coordinated) == 1:
        return next(iter(coordinated))
    networks = list(Network.objects.values_list("pk", flat=True)[:2])
    return networks[0] if len(networks) == 1 else None


def refusal(scope: ImportScope) -> str:
    if words := cluster_refusal(scope):
        return words
    if network_of(scope) is None:
        return gettext("Say for which cluster the file is: it tells the network.")
    return ""


class ActivityCatalogue(Catalogue):
    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.index = ActivityIndex(scope)

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        yield from settle_identifiers(values)
        settle_dates(values)
        yield from settle_place(values)

    def find(self, values: Values) -> Match:
        return self.index.find(values, "title_it", "title_en")

    def current(self, key: int) -> Values:
        record = self.index.records[key]
        values: Values = {name: getattr(record, name) for name in COLUMNS}
        for name in ("start_time", "end_time"):
            if values[name]:
                values[name] = f"{values[name]:%H:%M}"
        values |= {name: str(getattr(record, name)) for name in DATES}
        for place in list(record.places.all())[:1]:
            values |= {name: getattr(place, name) for name in PLACE}
        values["external_id"] = self.index.external.of(key)
        return values

    def learn(self, key: int, values: Values) -> None:
        self.index.learn(key, values)

    def refusal(self, key: int) -> str:
        actor, record = self.scope.actor, self.index.records[key]
        if actor is None or may_change_activity(actor, record):
            return ""
        text = gettext("“%(name)s” is kept by somebody else: only they change it.")
        return text % {"name": record}

    def check(self, values: Values) -> Iterable[Problem]:
        record = Activity()
        _fill(record, {name: value for name, value in values.items() if value})
        return problems_of(record)

    def name(self, key: int) -> str:
        return self.index.title(key)

    def write(self, drafts: Sequence[Draft], journal: Journal) -> None:
        network = network_of(self.scope)
        assert network is not None
        new: list[Activity] = []
        changed: list[Activity] = []
        before: dict[int, dict[str, Any]] = {}
        pairs: list[tuple[Activity, Values]] = []
        for draft in drafts:
            said = draft.wanted()
            if draft.is_new:
                record = Activity(
                    network_id=network,
                    maintained_by_id=self.scope.cluster,
                    is_published=self.scope.publish,
                    kind=ActivityKind.OTHER,
                )
                new.append(record)
            else:
                record = self.index.records[draft.key]
                # Calendars that subscribed must take note.
                before[record.pk] = _columns(record, said)
                record.sequence += 1
                changed.append(record)
            _fill(record, said)
            pairs.append((record, said))
        journal.create(new)
        journal.update(changed, before)
        _write_places(pairs, journal)
        names = [
            (record, *said["external_id"])
            for record, said in pairs
            if "external_id" in said
        ]
        journal.name_externally(names, self.scope.cluster)


def _columns(record: Activity, said: Values) -> dict[str, Any]:
    columns = ["sequence", *(name for name in COLUMNS if name in said)]
    for name in DATES:
        if name in said:
            columns += [
                f"{name}_{part}" for part in ("earliest", "latest", "precision")
            ]
    return {name: getattr(record, name) for name in columns}


def _fill(record: Activity, said: Values) -> None:
    for name in COLUMNS:
        if name in said:
            setattr(record, name, said[name])
    for name in DATES:
        if name in said:
            setattr(record, name, PartialDate.parse(said[name]))


def _write_places(pairs: Sequence[tuple[Activity, Values]], journal: Journal) -> None:
    new, changed, before = [], [], {}
    for record, said in pairs:
        where = {name: said[name] for name in PLACE if name in said}
        known = list(record.places.all())[:1] if where else []
        place = known[0] if known else Place(activity=record)
        if not where or not (where.get("country") or place.country):
            continue
        if city := find_place(where.get("city", ""), where.get("country")):
            where |= {"latitude": city.latitude, "longitude": city.longitude}
        if known:
            before[place.pk] = {name: getattr(place, name) for name in where}
            changed.append(place)
        else:
            new.append(place)
        for name, value in where.items():
            setattr(place, name, value)
    journal.add_parts(new, of="activity")
    journal.update(changed, before)


ACTIVITIES = register(
    Resource(
        kind="activities",
        listed="activities:activity_manage",
        label=_("Activities"),
        fields=(
            EXTERNAL_ID,
            SYSTEM,
            Field(
                "title_it",
                _("title (Italian)"),
                cells.text(300),
                example="Fiera dell'ambiente",
            ),
            Field("title_en", _("title (English)"), cells.text(300)),
            Field(
                "kind",
                _("kind"),
                cells.choice(ActivityKind, activity_cells.KIND_WORDS),
                example=ActivityKind.FAIR.label,
            ),
            Field(
                "status",
                _("status"),
                cells.choice(ActivityStatus, activity_cells.STATUS_WORDS),
                example=ActivityStatus.PLANNED.label,
            ),
            Field("edition", _("edition"), cells.number),
            Field("start", _("start"), activity_cells.moment, example="23/11/2027"),
            Field("end", _("end"), activity_cells.moment, example="25/11/2027"),
            Field("start_time", _("from (time)"), cells.time_of_day),
            Field("end_time", _("to (time)"), cells.time_of_day),
            Field("time_zone", _("time zone"), activity_cells.zone, is_offered=False),
            Field("country", _("country"), activity_cells.country, example="FR"),
            Field("city", _("city"), cells.text(100), example="Lyon"),
            Field("venue", _("venue"), cells.text(200)),
            Field("is_virtual", _("online"), activity_cells.is_online),
            Field("is_international", _("international"), cells.yes_no),
            Field("website", _("website"), cells.url(300)),
            Field("description_it", _("description (Italian)"), cells.long_text),
            Field("description_en", _("description (English)"), cells.long_text),
        ),
        catalogue=ActivityCatalogue,
        may=is_importer,
        refusal=refusal,
    )
)
