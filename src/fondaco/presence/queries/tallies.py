"""The facts of a year in little: enough for every figure and chart, not for records.

A large network's year is thousands of participations. What a page counts of them are
the clusters, roles and members at each activity: the database puts these together.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Aggregate, Min, QuerySet, TextField
from django.db.models.functions import Cast

from fondaco.activities.models import (
    Activity,
    Attendance,
    CountStatement,
    Participation,
)
from fondaco.activities.vocabularies import LEVELS
from fondaco.core.models import Source
from fondaco.core.reading import Read
from fondaco.presence.facts import (
    AttendanceFact,
    CountFact,
    Evidence,
    ParticipationFact,
    SourceFact,
)
from fondaco.presence.queries.calendar import places_of
from fondaco.presence.queries.evidence import SOURCE_COLUMNS, Words
from fondaco.presence.queries.participations import COUNT_COLUMNS

Group = tuple[int, int, str]
GROUP = ("activity", "cluster", "role")
OF_ATTENDANCE = tuple(f"participation__{name}" for name in GROUP)


class Joined(Aggregate):
    """The different values of a column as one text, with commas between."""

    function = "GROUP_CONCAT"
    template = "%(function)s(DISTINCT %(expressions)s)"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "STRING_AGG(DISTINCT %(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)


def read_groups(participations: QuerySet[Participation]) -> Read:
    """One for all that a cluster did in one role at one activity."""
    members = Joined(Cast("organisation", TextField()))
    rows = participations.values(*GROUP).annotate(first=Min("pk"), members=members)
    return Read(rows, ("first", *GROUP, "members"), tuple)


def read_people(attendances: QuerySet[Attendance]) -> Read:
    return Read(attendances, ("pk", "person", *OF_ATTENDANCE), tuple)


def read_counts(counts: QuerySet[CountStatement]) -> Read:
    return Read(counts, (*COUNT_COLUMNS, *OF_ATTENDANCE), tuple)


def read_cited(
    activities: QuerySet[Activity],
    participations: QuerySet[Participation],
    attendances: QuerySet[Attendance],
    counts: QuerySet[CountStatement],
) -> dict[str, Read]:
    """Which source says it, of each, without its words."""
    rows: dict[str, tuple[QuerySet[Any], tuple[str, ...]]] = {
        "activity": (activities, ("pk",)),
        "place": (places_of(activities), ("pk",)),
        "participation": (participations, GROUP),
        "attendance": (attendances, ("pk",)),
        "countstatement": (counts, ("pk",)),
    }
    return {
        kind: Read(
            records.filter(citations__isnull=False).order_by().distinct(),
            ("citations__source", *columns),
            tuple,
        )
        for kind, (records, columns) in rows.items()
    }


def words_of_tallies(rows: dict[str, list[Any]]) -> Words:
    """That a source says something of a record; its words are read with records.

    Who the sources are is a query more: a hundred records have the same one.
    """
    keys = {source for cited in rows.values() for source, *_ in cited}
    sources = Source.objects.filter(pk__in=keys).values_list("pk", *SOURCE_COLUMNS)
    said = {key: Evidence(SourceFact(*columns), "", "") for key, *columns in sources}
    found: defaultdict[tuple[str, Any], list[Evidence]] = defaultdict(list)
    for kind, cited in rows.items():
        for source, *key in cited:
            found[kind, key[0] if len(key) == 1 else tuple(key)].append(said[source])
    return Words({key: tuple(evidence) for key, evidence in found.items()})


def group_facts(
    rows: Iterable[Any], people: Iterable[Any], words: Words
) -> tuple[ParticipationFact, ...]:
    """Each stands for all of its group, in the order of their first records."""
    present: defaultdict[Group, list[AttendanceFact]] = defaultdict(list)
    for key, person, *group in people:
        evidence = words.of("attendance", key)
        fact = AttendanceFact(person, "", is_public=False, evidence=evidence)
        present[tuple(group)].append(fact)
    return tuple(
        ParticipationFact(
            pk=first,
            uid="",
            activity=activity,
            cluster=cluster,
            organisation=None,
            role=role,
            level=LEVELS[role],
            attendances=tuple(present.get((activity, cluster, role), ())),
            evidence=words.of("participation", (activity, cluster, role)),
            members=frozenset(map(int, members.split(","))) if members else NOBODY,
        )
        for first, activity, cluster, role, members in sorted(rows)
    )


NOBODY: frozenset[int] = frozenset()


def count_facts(
    rows: Iterable[Any], groups: Iterable[ParticipationFact], words: Words
) -> tuple[CountFact, ...]:
    """What is counted of one participation is of its group."""
    keys = {(one.activity, one.cluster, one.role): one.pk for one in groups}
    facts = []
    for row in sorted(rows, key=lambda row: row[0]):
        columns = dict(zip(COUNT_COLUMNS, row, strict=False))
        if columns["participation"] is not None:
            columns["participation"] = keys[tuple(row[len(COUNT_COLUMNS) :])]
        evidence = words.of("countstatement", columns["pk"])
        facts.append(CountFact(**columns, evidence=evidence))
    return tuple(facts)
