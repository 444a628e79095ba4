"""Activities as a list shows them, read in two queries however many there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Min, Q

from fondaco.activities.models import Place
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.overtaken import is_overtaken
from fondaco.activities.queries import visible_participations
from fondaco.activities.vocabularies import LEVELS, ActivityKind, ActivityStatus, Role
from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.reading import Read, read_together
from fondaco.core.texts import Text, localised
from fondaco.registry.scope import NOBODY, Scope


@dataclass(frozen=True, slots=True)
class Whereabouts:
    country: str
    city: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A cluster that takes part, in one of its roles."""

    slug: str
    acronym: str
    role: str

    @property
    def level(self) -> int:
        return LEVELS[self.role]

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


@dataclass(frozen=True)
class Entry:
    """One activity in a list."""

    pk: int
    uid: str
    kind: str
    status: str
    title_it: str
    title_en: str
    start: PartialDate
    end: PartialDate
    is_virtual: bool
    is_published: bool
    is_international: bool
    places: tuple[Whereabouts, ...]
    participants: tuple[Participant, ...]

    @property
    def title(self) -> Text:
        return localised(self, "title")

    @property
    def kind_label(self) -> str:
        return str(ActivityKind(self.kind).label)

    @property
    def status_label(self) -> str:
        return str(ActivityStatus(self.status).label)

    @property
    def is_held(self) -> bool:
        return self.status == ActivityStatus.HELD

    @property
    def is_called_off(self) -> bool:
        return self.status in {ActivityStatus.CANCELLED, ActivityStatus.POSTPONED}

    @property
    def is_overtaken(self) -> bool:
        return is_overtaken(self.status, self.start, self.end)

    @property
    def highest_roles(self) -> list[Participant]:
        """Each cluster once, with its highest role; the highest of all first."""
        highest: dict[str, Participant] = {}
        for participant in self.participants:
            known = highest.get(participant.slug)
            if known is None or participant.level > known.level:
                highest[participant.slug] = participant
        return sorted(highest.values(), key=lambda one: (-one.level, one.acronym))

    @property
    def anchor(self) -> PartialDate:
        """The date by which it is found in the calendar."""
        return self.start if self.start.earliest or self.start.latest else self.end

    @property
    def last_day(self) -> date | None:
        """Until when it may still be to come, or under way."""
        return self.end.latest or self.start.latest or self.start.earliest

    @cached_property
    def years(self) -> range:
        """The years in which it takes place, as far as its dates tell."""
        first = self.anchor.earliest or self.anchor.latest
        last = self.last_day or first
        return range(first.year, last.year + 1) if first and last else range(0)


_FIELDS = (
    *("pk", "uid", "kind", "status", "title_it", "title_en"),
    *("start_earliest", "start_latest", "start_precision"),
    *("end_earliest", "end_latest", "end_precision"),
    *("is_virtual", "is_published", "is_international"),
)


def read_entries(activities: ActivityQuerySet, scope: Scope = NOBODY) -> list[Entry]:
    """List `activities`, in their order, with what `scope` may know of each."""
    rows = list(activities.values_list(*_FIELDS))
    among = _among(activities, [row[0] for row in rows])
    return _entries(rows, *read_together(*_parts(among, scope)))


def entry_reads(activities: ActivityQuerySet, scope: Scope = NOBODY) -> list[Read]:
    """The same as reads among others; `latest_entries` makes entries of their rows."""
    return [Read(activities, _FIELDS), *_parts(_among(activities, []), scope)]


def latest_entries(
    rows: list[Any], places: list[Any], participants: list[Any]
) -> list[Entry]:
    """From the most recent back, undated ones at the end."""
    return _entries(sorted(rows, key=_backwards), places, participants)


def _backwards(row: Any) -> tuple[int, int]:
    begins: date | None = row.start_earliest
    return -begins.toordinal() if begins else 0, -row.pk


def _parts(among: Q, scope: Scope) -> list[Read]:
    return [
        Read(
            Place.objects.filter(among),
            ("pk", "activity", "country", "city", "latitude", "longitude"),
        ),
        # A cluster and its members are there in a few roles, each of which counts once.
        Read(
            visible_participations(scope)
            .filter(among)
            .order_by()
            .values("activity", "cluster__slug", "cluster__acronym", "role")
            .annotate(first=Min("pk")),
            ("first", "activity", "cluster__slug", "cluster__acronym", "role"),
        ),
    ]


def _entries(rows: list[Any], found: list[Any], taking_part: list[Any]) -> list[Entry]:
    places: dict[int, list[Whereabouts]] = defaultdict(list)
    participants: dict[int, list[Participant]] = defaultdict(list)
    for _, activity, *where in sorted(found):
        places[activity].append(Whereabouts(*where))
    for _, activity, *who in sorted(taking_part):
        participants[activity].append(Participant(*who))
    return [_entry(row, places[row[0]], participants[row[0]]) for row in rows]


def _among(activities: ActivityQuerySet, keys: list[int]) -> Q:
    """A slice cannot stand inside IN, but is short; the whole calendar can, and may not
    fit among the parameters that a database takes.
    """
    if activities.query.is_sliced:
        return Q(activity__in=keys)
    return Q(activity__in=activities.order_by().values("pk"))


def _entry(
    row: Sequence[Any], places: list[Whereabouts], participants: list[Participant]
) -> Entry:
    """Put together a row of `_FIELDS` and what hangs on it."""
    pk, uid, kind, status, title_it, title_en = row[:6]
    is_virtual, is_published, is_international = row[12:15]
    return Entry(
        pk=pk,
        uid=uid,
        kind=kind,
        status=status,
        title_it=title_it,
        title_en=title_en,
        start=PartialDate(row[6], row[7], Precision(row[8])),
        end=PartialDate(row[9], row[10], Precision(row[11])),
        is_virtual=is_virtual,
        is_published=is_published,
        is_international=is_international,
        places=tuple(places),
        participants=tuple(participants),
    )
