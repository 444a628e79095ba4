"""The facts of a year in little: enough for every figure and chart, not for records.

A large network's year is thousands of participations. What a page counts of them are
the clusters, roles and members at each activity: the database puts these together.
"""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Aggregate,
    Min,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Cast

from fondaco.activities.models import (
    Activity,
    Attendance,
    CountStatement,
    Participation,
    Place,
)
from fondaco.activities.vocabularies import LEVELS
from fondaco.core.models import Citation, Source
from fondaco.core.reading import Read, read_in_bulk
from fondaco.presence.facts import (
    AttendanceFact,
    CountFact,
    Evidence,
    ParticipationFact,
    SourceFact,
)
from fondaco.presence.queries.calendar import COLUMNS as ACTIVITY_COLUMNS
from fondaco.presence.queries.evidence import SOURCE_COLUMNS, Words
from fondaco.presence.queries.participations import COUNT_COLUMNS

Group = tuple[int, int, str]
GROUP = ("activity", "cluster", "role")
# By whom of the participations and of the people who were there.
TOLD = ("told_by", "seen_by")
OF_ATTENDANCE = tuple(f"participation__{name}" for name in GROUP)


# Of which sources tell: their kinds are looked up at once, by the first who asks.
TOLD_OF = (Activity, Place, Participation, Attendance, CountStatement)


class Joined(Aggregate):
    """The values of a column as one text, with commas between; some come twice."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def __init__(self, column: str) -> None:
        super().__init__(Cast(column, TextField()))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)


def read_activities(activities: QuerySet[Activity]) -> Read:
    """With the sources that tell of each, and of where it was."""
    rows = activities.annotate(
        told_by=_sources(Activity), placed_by=_sources(Place, "places")
    )
    return Read(rows, (*ACTIVITY_COLUMNS, "told_by", "placed_by"))


def read_groups(participations: QuerySet[Participation]) -> Read:
    """One for all that a cluster did in one role at one activity."""
    rows = participations.values(*GROUP).annotate(
        first=Min("pk"),
        members=Joined("organisation"),
        people=Joined("attendances__person"),
        told_by=Joined("citations__source"),
        seen_by=Joined("attendances__citations__source"),
    )
    return Read(rows, ("first", *GROUP, "members", "people", *TOLD), tuple)


def read_counts(counts: QuerySet[CountStatement]) -> Read:
    rows = counts.annotate(told_by=_sources(CountStatement))
    return Read(rows, (*COUNT_COLUMNS, "told_by", *OF_ATTENDANCE), tuple)


def _sources(model: type[Model], key: str = "pk") -> Subquery:
    """The keys of the sources that say something of each record, as one text."""
    kind = ContentType.objects.get_for_models(*TOLD_OF)[model]
    citations = Citation.objects.filter(content_type=kind, object_id=OuterRef(key))
    told = citations.order_by().values("content_type").annotate(of=Joined("source"))
    return Subquery(told.values("of"))


class Telling:
    """Which sources say something, without their words: those are read with records.

    Who the sources are is a query more: a hundred records have the same one.
    """

    def __init__(self, told: set[str | None]) -> None:
        keys = {text: keys_in(text) for text in told}
        asked = NOBODY.union(*keys.values())
        sources = Source.objects.filter(pk__in=asked)
        (rows,) = read_in_bulk(Read(sources, ("pk", *SOURCE_COLUMNS), tuple))
        said = {key: Evidence(SourceFact(*columns), "", "") for key, *columns in rows}
        self._evidence = {
            text: tuple(map(said.__getitem__, sorted(found)))
            for text, found in keys.items()
        }

    def of(self, text: str | None) -> tuple[Evidence, ...]:
        return self._evidence[text]


def telling_of(rows: dict[str, list[Any]]) -> Telling:
    told = {text for row in rows["activities"] for text in (row.told_by, row.placed_by)}
    for place in (-1, -2):
        told.update(map(itemgetter(place), rows["groups"]))
    told.update(map(itemgetter(len(COUNT_COLUMNS)), rows["counts"]))
    return Telling(told)


NOBODY: frozenset[int] = frozenset()


def keys_in(text: str | None) -> frozenset[int]:
    if not text:
        return NOBODY
    # Most of thousands are one key: nothing to take apart.
    return (
        frozenset(map(int, text.split(","))) if "," in text else frozenset({int(text)})
    )


def words_about(activities: Iterable[Any], telling: Telling) -> Words:
    """Of the activities and their places."""
    found: dict[tuple[str, Any], tuple[Evidence, ...]] = {}
    for row in activities:
        if row.told_by:
            found["activity", row.pk] = telling.of(row.told_by)
        if row.placed_by:
            found["place", row.places] = telling.of(row.placed_by)
    return Words(found)


def group_facts(rows: Iterable[Any], telling: Telling) -> tuple[ParticipationFact, ...]:
    """Each stands for all of its group, in the order of their first records."""
    # There are thousands: by their place the values arrive sooner.
    return tuple(
        ParticipationFact(
            first,
            "",
            activity,
            cluster,
            None,
            role,
            LEVELS[role],
            _people(people, telling.of(seen_by)) if people else (),
            telling.of(told_by),
            keys_in(members),
        )
        for first, activity, cluster, role, members, people, told_by, seen_by in (
            sorted(rows, key=FIRST)
        )
    )


def _people(keys: str, seen: tuple[Evidence, ...]) -> tuple[AttendanceFact, ...]:
    return tuple(
        AttendanceFact(person, "", is_public=False, evidence=seen)
        for person in keys_in(keys)
    )


FIRST = itemgetter(0)


def count_facts(
    rows: Iterable[Any], groups: Iterable[ParticipationFact], telling: Telling
) -> tuple[CountFact, ...]:
    """What is counted of one participation is of its group."""
    keys = {(one.activity, one.cluster, one.role): one.pk for one in groups}
    facts = []
    for row in sorted(rows, key=FIRST):
        columns = dict(zip(COUNT_COLUMNS, row, strict=False))
        told_by, *group = row[len(COUNT_COLUMNS) :]
        if columns["participation"] is not None:
            columns["participation"] = keys[tuple(group)]
        facts.append(CountFact(**columns, evidence=telling.of(told_by)))
    return tuple(facts)
