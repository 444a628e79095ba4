"""Which records answer a question, the best first, among those a person may see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from fondaco.core.models import SearchEntry
from fondaco.core.permissions import Actor
from fondaco.core.search_index.asking import Answer, ask
from fondaco.core.search_index.matching import Matches
from fondaco.core.search_index.question import Level, Question, asked_at
from fondaco.engines.language.folding import fold
from fondaco.portal.searching.kinds import Kind

# What goes first among those that answer; of equals, the earlier record.
ORDER = ("level", "begins", "latest", "length")


@dataclass(frozen=True)
class Ranked:
    """How many of a kind answer, and the keys of the best."""

    total: int
    keys: list[int]


def rank(
    question: Question, kinds: list[Kind], actor: Actor, most: dict[str, int]
) -> dict[str, Ranked]:
    """One query; all kinds are counted, and those in `most` have their best as well."""
    if not question:
        return {}
    answer = ask(question)
    found = (
        SearchEntry.objects.filter(
            Matches(question, Level.ANY, answer), visible(kinds, actor)
        )
        .annotate(
            level=_level(question, answer), begins=_begins(question), latest=-F("day")
        )
        .order_by()
        .values_list("kind", "object_id", *ORDER)
    )
    return _best(*found.query.sql_with_params(), most)


def _best(
    found: str, parameters: tuple[Any, ...], most: dict[str, int]
) -> dict[str, Ranked]:
    """How many of each kind, and the best of those that are asked for.

    What matches is gathered once, and of each kind a heap keeps the best. Windows would
    sort all of it, which takes three times as long where a third of the record answers.
    """
    columns = f"kind, object_id, {', '.join(ORDER)}"
    best = (
        f"SELECT * FROM (SELECT 1, {columns} FROM found WHERE kind = %s "  # noqa: S608
        f"ORDER BY {', '.join(ORDER)}, object_id LIMIT %s) AS best"
    )
    sql = " UNION ALL ".join(
        [
            f"WITH found ({columns}) AS MATERIALIZED ({found}) "  # noqa: S608
            "SELECT 0, kind, count(*), 0, 0, 0, 0 FROM found GROUP BY kind",
            *(best for _kind in most),
        ]
    )
    limits = [value for one in most.items() for value in one]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *limits])
        rows = cursor.fetchall()
    ranked = {row[1]: Ranked(row[2], []) for row in rows if not row[0]}
    best_first = sorted(rows, key=lambda row: (*row[3:], row[2]))
    for is_best, kind, key, *_order in best_first:
        if is_best:
            ranked[kind].keys.append(key)
    return ranked


def visible(kinds: Collection[Kind], actor: Actor) -> Q:
    """Of each kind exactly what its permissions say."""
    found = Q()
    for kind in kinds:
        rows: QuerySet[Any] = kind.reach(actor).order_by()
        own = Q(kind=kind.label)
        if rows.query.where or rows.query.is_sliced:
            own &= Q(Exists(rows.order_by().filter(pk=OuterRef("object_id"))))
        found |= own
    return found


def _level(question: Question, answer: Answer | None) -> Case:
    """What two levels ask alike, as of a single letter, is asked once."""
    best = {asked_at(question, one): one for one in reversed(Level)}
    lowest = best[asked_at(question, Level.ANY)]
    levels = [one for one in Level if one in best.values() and one.value < lowest.value]
    return Case(
        *(
            When(Matches(question, one, answer), then=Value(one.value))
            for one in levels
        ),
        default=Value(lowest.value),
        output_field=IntegerField(),
    )


def _begins(question: Question) -> Case:
    """What begins with the question goes before what only has its words."""
    return Case(
        When(title__startswith=fold(question.text), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
