"""What colleagues changed: the last days' history of the records within reach."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_together
from fondaco.web.records import RecordType
from fondaco.web.records.locating import Keys, read_records

DAYS = dt.timedelta(days=14)
# Of one kind of record, and of what is shown of all.
MOST_OF_KIND = 30
MOST_GROUPS = 12
MOST_NAMED = 3


@dataclass
class ChangedGroup:
    """Records of one kind that one person changed on one day."""

    when: dt.datetime
    who: str
    record_type: RecordType
    is_creation: bool
    keys: dict[Any, None] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def others(self) -> int:
        return len(self.keys) - len(self.links)


@dataclass(frozen=True)
class _Entry:
    record_type: RecordType
    key: Any
    when: dt.datetime
    kind: str
    user: Any
    who: str


def read_recent_changes(
    record_types: Iterable[RecordType], actor: Actor
) -> list[ChangedGroup]:
    """Two queries: the entries, and what the records are called that are named."""
    since = timezone.now() - DAYS
    reads = [_read(kind, actor, since) for kind in record_types]
    if not reads:
        return []
    entries = sorted(
        (entry for found in read_together(*reads) for entry in found),
        key=lambda entry: entry.when,
        reverse=True,
    )
    groups = list(_grouped(entries).values())[:MOST_GROUPS]
    _name(groups, actor)
    return [group for group in groups if group.links]


def _read(record_type: RecordType, actor: Actor, since: dt.datetime) -> Read:
    history: Any = record_type.model.history.model  # type: ignore[attr-defined]
    name = record_type.pk_name
    within = record_type.changeable_by(actor).order_by().values("pk")
    recent = history.objects.filter(
        history_date__gte=since,
        history_user__isnull=False,
        history_type__in="+~",
        **{f"{name}__in": within},
    ).order_by("-history_date", "-history_id")
    first = recent.values("history_id")[:MOST_OF_KIND]
    columns = (name, "history_date", "history_type", "history_user__name")

    def build(row: tuple[Any, ...]) -> _Entry:
        key, when, kind, user, who = row
        return _Entry(record_type, key, when, kind, user, who)

    rows = history.objects.filter(history_id__in=first)
    return Read(rows, (*columns[:3], "history_user", columns[3]), build)


def _grouped(entries: Iterable[_Entry]) -> dict[Any, ChangedGroup]:
    groups: dict[Any, ChangedGroup] = {}
    for entry in entries:
        day = timezone.localdate(entry.when)
        is_creation = entry.kind == "+"
        place = (day, entry.user, entry.record_type, is_creation)
        group = groups.get(place)
        if group is None:
            who = entry.who or _("somebody without a name")
            group = ChangedGroup(entry.when, who, entry.record_type, is_creation)
            groups[place] = group
        group.keys[entry.key] = None
    return groups


def _name(groups: list[ChangedGroup], actor: Actor) -> None:
    wanted: Keys = defaultdict(set)
    for group in groups:
        wanted[group.record_type.model] |= set(list(group.keys)[:MOST_NAMED])
    known = read_records(wanted, actor, changeable=True)
    for group in groups:
        kind = group.record_type
        for key in list(group.keys)[:MOST_NAMED]:
            if record := known.get((kind.model, key)):
                group.links.append((str(record), kind.url("change", record)))
