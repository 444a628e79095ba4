"""Which records answer a question, the best first, among those a person may see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from fondaco.core.models import SearchEntry
from fondaco.core.permissions import Actor
from fondaco.core.search_index.matching import Matches
from fondaco.core.search_index.question import Level, Question
from fondaco.engines.language.folding import fold
from fondaco.portal.searching.kinds import Kind


@dataclass(frozen=True)
class Ranked:
    """How many of a kind answer, and the keys of the best."""

    total: int
    keys: list[int]


def rank(
    question: Question, kinds: list[Kind], actor: Actor, most: dict[str, int]
) -> dict[str, Ranked]:
    """One query; of each kind at least the best, so that all are counted."""
    if not question:
        return {}
    found = (
        SearchEntry.objects.filter(Matches(question, Level.ANY), visible(kinds, actor))
        .annotate(level=_level(question), begins=_begins(question))
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("kind")],
                order_by=["level", "begins", "-day", "length", "object_id"],
            ),
            total=Window(Count("pk"), partition_by=[F("kind")]),
        )
        .filter(place__lte=max(most.values()))
        .order_by("kind", "place")
        .values_list("kind", "object_id", "place", "total")
    )
    ranked: dict[str, Ranked] = {}
    for kind, key, place, total in found:
        one = ranked.setdefault(kind, Ranked(total, []))
        if place <= most.get(kind, 0):
            one.keys.append(key)
    return ranked


def visible(kinds: Collection[Kind], actor: Actor) -> Q:
    """Of each kind exactly what its permissions say."""
    found = Q()
    for kind in kinds:
        rows: QuerySet[Any] = kind.reach(actor).order_by()
        own = Q(kind=kind.label)
        if rows.query.where or rows.query.is_sliced:
            own &= Q(object_id__in=rows.values("pk"))
        found |= own
    return found


def _level(question: Question) -> Case:
    levels = [one for one in Level if one is not Level.ANY]
    return Case(
        *(When(Matches(question, one), then=Value(one.value)) for one in levels),
        default=Value(Level.ANY.value),
        output_field=IntegerField(),
    )


def _begins(question: Question) -> Case:
    """What begins with the question goes before what only has its words."""
    return Case(
        When(title__startswith=fold(question.text), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
