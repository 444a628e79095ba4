"""Texts that say a person's name: an erasure leaves them to whoever keeps them."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
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

MOST_READ = 500
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
    names = _names(subject)
    kept, wanted = _keys(names, actor) if names else (set(), {})
    tasks = Task.objects.filter(pk__in=wanted.pop(Task, ()))
    seen: dict[Any, Any] = {(Task, task.pk): task for task in tasks}
    seen |= read_records(wanted, actor)
    whole = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    said = {key: one for key, one in seen.items() if whole.search(_text_of(one))}
    found = [_mention(one, key in kept) for key, one in said.items()]
    found.sort(key=lambda one: (not one.is_kept, one.kind, one.name))
    return Mentions(found[:most], len(found))


def _mention(record: Any, is_kept: bool) -> Mention:
    kind = capfirst(str(record._meta.verbose_name))
    if isinstance(record, Task):
        return Mention(kind, str(record), reverse("web:task_manage"), True)
    own = RECORD_TYPES[type(record)]
    url = own.url("change", record) if is_kept else own.public_address(record)
    return Mention(kind, str(record) or "—", url, is_kept)


def _names(subject: Subject) -> list[str]:
    """In both orders; one word alone would be found everywhere."""
    person = subject.person
    if person is None:
        return [fold(subject.name)] if " " in subject.name.strip() else []
    first, last = fold(person.given_name), fold(person.family_name)
    return [f"{first} {last}", f"{last} {first}"] if first and last else []


def _keys(names: list[str], actor: Actor) -> tuple[set[Any], Keys]:
    """Those that `actor` keeps, and all, by model."""
    reads: dict[Any, QuerySet[Any]] = {
        model: record_type.visible_to(actor)
        for model, record_type in RECORD_TYPES.items()
        if model not in OWN
    }
    reads[Task] = visible_tasks(actor).select_related(None)
    models = [model for model in reads if _columns(model)]
    branches = [
        _saying(reads[model], number, names, actor)
        for number, model in enumerate(models)
    ]
    found = branches[0].union(*branches[1:], all=True)
    kept: set[Any] = set()
    wanted: Keys = {}
    for number, key, is_kept in found[:MOST_READ]:
        wanted.setdefault(models[number], set()).add(key)
        if is_kept:
            kept.add((models[number], key))
    return kept, wanted


def _saying(
    rows: "QuerySet[Any]", number: int, names: list[str], actor: Actor
) -> "QuerySet[Any, Any]":
    columns = _columns(rows.model)
    says_one = reduce(or_, (Q(Says(name, *columns)) for name in names))
    whose = Value(number, output_field=IntegerField())
    own = RECORD_TYPES.get(rows.model)
    # Whoever sees a task, keeps it.
    is_kept: Any = Value(True, BooleanField())
    if own is not None:
        is_kept = Exists(own.changeable_by(actor).filter(pk=OuterRef("pk")))
    said: QuerySet[Any, Any] = rows.order_by().filter(says_one)
    return said.values_list(whose, "pk", is_kept)


def _text_of(record: Any) -> str:
    return fold(" ".join(str(getattr(record, name)) for name in _columns(record)))


def _columns(model: Any) -> list[str]:
    return [field.name for field in model._meta.fields if _is_text(field)]


def _is_text(field: "Field[Any, Any]") -> bool:
    return isinstance(field, CharField | TextField) and not field.choices
