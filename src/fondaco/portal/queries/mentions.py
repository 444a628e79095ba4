"""Texts that say a person's name: an erasure leaves them to whoever keeps them."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    CharField,
    F,
    Field,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.text import capfirst

from fondaco.accounts.models import User
from fondaco.core.models import Task
from fondaco.core.permissions import Actor
from fondaco.core.privacy import Subject
from fondaco.core.searching import Says
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Person
from fondaco.web.records.locating import Keys, read_records
from fondaco.web.records.tasks import visible_tasks
from fondaco.web.records.types import RECORD_TYPES

MOST = 50
# What is held on somebody says their name, and is told as such.
OWN = (Person, User)


@dataclass(frozen=True)
class Mention:
    """A record whose text says the name, and where it is corrected or else read."""

    kind: str
    name: str
    url: str
    is_kept: bool


@dataclass(frozen=True)
class Mentions:
    shown: list[Mention]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


def read_mentions(subject: Subject, actor: Actor, most: int = MOST) -> Mentions:
    """Among the records and tasks that `actor` may see, in at most four queries."""
    said = _saying(_names(subject), actor)
    wanted: Keys = {}
    for model, key in said[:most]:
        wanted.setdefault(model, set()).add(key)
    tasks = wanted.pop(Task, set())
    seen = read_records(wanted, actor)
    kept = read_records(wanted, actor, changeable=True)
    seen |= {(Task, task.pk): task for task in Task.objects.filter(pk__in=tasks)}
    shown = [
        _mention(model, seen[model, key], (model, key) in kept)
        for model, key in said[:most]
        if (model, key) in seen
    ]
    shown.sort(key=lambda one: (not one.is_kept, one.kind, one.name))
    return Mentions(shown, len(said))


def _mention(model: type[Any], record: Any, is_kept: bool) -> Mention:
    kind = capfirst(str(model._meta.verbose_name))
    if model is Task:
        return Mention(kind, str(record), reverse("web:task_manage"), True)
    record_type = RECORD_TYPES[model]
    url = (
        record_type.url("change", record)
        if is_kept
        else record_type.public_address(record)
    )
    return Mention(kind, str(record) or "—", url, is_kept)


def _names(subject: Subject) -> list[str]:
    """In both orders; one word alone would be found everywhere."""
    person = subject.person
    if person is None:
        return [fold(subject.name)] if " " in subject.name.strip() else []
    first, last = fold(person.given_name), fold(person.family_name)
    return [f"{first} {last}", f"{last} {first}"] if first and last else []


def _saying(names: list[str], actor: Actor) -> list[tuple[type[Any], Any]]:
    if not names:
        return []
    whole = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    models = [model for model in RECORD_TYPES if model not in OWN]
    reads = [RECORD_TYPES[model].visible_to(actor) for model in models]
    models.append(Task)
    reads.append(visible_tasks(actor).select_related(None))
    texts = [
        _texts(number, rows, names)
        for number, rows in enumerate(reads)
        if _columns(rows.model)
    ]
    found = texts[0].union(*texts[1:], all=True)
    return [
        (models[number], key)
        for number, key in sorted(
            {(number, key) for number, key, said in found if whole.search(fold(said))}
        )
    ]


def _texts(
    number: int, rows: "QuerySet[Any]", names: list[str]
) -> "QuerySet[Any, Any]":
    columns = _columns(rows.model)
    has_one = reduce(or_, (Q(Says(name, *columns)) for name in names))
    blank = Value(" ")
    parts = [part for name in columns for part in (F(name), blank)]
    said: Any = Concat(*parts, output_field=TextField())
    whose = Value(number, output_field=IntegerField())
    found: QuerySet[Any, Any] = (
        rows.order_by().filter(has_one).values_list(whose, "pk", said)
    )
    return found


def _columns(model: type[Any]) -> list[str]:
    return [field.name for field in model._meta.fields if _is_text(field)]


def _is_text(field: "Field[Any, Any]") -> bool:
    return isinstance(field, CharField | TextField) and not field.choices
