"""Erasing a person: foreseen row by row, then done in one transaction."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from fondaco.core.models import Citation, Cited, ErasureReceipt
from fondaco.core.permissions import Actor
from fondaco.core.privacy.declaring import Erasure, Fate, Kind, Subject, all_kinds
from fondaco.core.privacy.held import keys_seen, read_touched


@dataclass(frozen=True)
class Foreseen:
    """What becomes of the rows of one kind that share one fate and one reason."""

    kind: Kind
    erasure: Erasure
    rows: list[Any]

    @property
    def number(self) -> int:
        return len(self.rows)


def foresee(subject: Subject, viewer: Actor | None = None) -> list[Foreseen]:
    """All that an erasure would do, in its order; of a keeper's, what they may know."""
    foreseen: list[Foreseen] = []
    is_named = False
    known = None if viewer is None else keys_seen(subject, viewer)
    for kind, rows in read_touched(subject, viewer):
        groups: dict[tuple[Fate, str], Foreseen] = {}
        for row in rows:
            erasure = kind.decide(row, is_named)
            is_named = is_named or erasure.names
            if known is None or row.pk in known[kind.name]:
                key = (erasure.fate, str(erasure.reason))
                groups.setdefault(key, Foreseen(kind, erasure, [])).rows.append(row)
        foreseen += groups.values()
    return foreseen


@transaction.atomic
def erase(
    subject: Subject,
    *,
    means: str,
    role: str,
    asked_on: dt.date | None = None,
    by: Actor | None = None,
    tells_all: bool = True,
) -> ErasureReceipt:
    """Carry out what `foresee` tells, histories included; leave a receipt.

    One that `by` reads, and not the person, tells what a keeper may know.
    """
    counts: dict[str, Counter[str]] = {}
    is_named = False
    known = None if by is None or tells_all else keys_seen(subject, by)
    for kind in all_kinds():
        for row in kind.rows(subject, by):
            key, erasure = row.pk, kind.decide(row, is_named)
            is_named = is_named or erasure.names
            _erase_row(kind, row, erasure, subject)
            if known is None or key in known[kind.name]:
                counts.setdefault(kind.name, Counter())[erasure.fate.value] += 1
    return ErasureReceipt.objects.create(
        means=means,
        role=role,
        asked_on=asked_on,
        counts={name: dict(numbers) for name, numbers in counts.items()},
    )


def _erase_row(kind: Kind, row: Any, erasure: Erasure, subject: Subject) -> None:
    if erasure.fate is Fate.DELETE:
        if kind.take_out is not None:
            kind.take_out(row, subject)
        else:
            _delete_with_history(row)
    elif erasure.fate is Fate.BLANK:
        _blank_with_history(row, erasure)


def delete_with_history(rows: Iterable[Any]) -> int:
    """For rules of retention, where former versions must go along."""
    number = 0
    for row in rows:
        _delete_with_history(row)
        number += 1
    return number


def history_of(model: type[Model]) -> Any:
    """The model of its former versions, if they are kept."""
    history = getattr(model, "history", None)
    return history.model if history is not None else None


def _delete_with_history(row: Model) -> None:
    """The words of sources that spoke of it go with it, and so do their versions."""
    model, pk = type(row), row.pk
    row.delete()
    if history := history_of(model):
        history.objects.filter(**{model._meta.pk.name: pk}).delete()
    if isinstance(row, Cited):
        kind = ContentType.objects.get_for_model(model)
        history_of(Citation).objects.filter(content_type=kind, object_id=pk).delete()


def _blank_with_history(row: Model, erasure: Erasure) -> None:
    model, pk = type(row), row.pk
    values = dict(erasure.blank)
    model._base_manager.filter(pk=pk).update(**values)
    if history := history_of(model):
        known = {one.attname for one in history._meta.fields}
        known |= {one.name for one in history._meta.fields}
        former = {name: value for name, value in values.items() if name in known}
        history.objects.filter(**{model._meta.pk.name: pk}).update(**former)
