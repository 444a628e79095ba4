"""What is held on somebody, of all kinds in one query.

There are half a hundred kinds, and of most a person has nothing.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from fondaco.core.attaching import attach_citations
from fondaco.core.permissions import Actor
from fondaco.core.privacy.declaring import Kind, Subject, all_kinds
from fondaco.core.reading import Read, read_together, records


def read_held(
    subject: Subject, viewer: Actor | None = None
) -> list[tuple[Kind, list[Any]]]:
    """By kind, in the order in which they are erased; empty ones are left out."""
    return _read(lambda kind: kind.about(subject, viewer))


def read_touched(
    subject: Subject, by: Actor | None = None
) -> list[tuple[Kind, list[Any]]]:
    """What an erasure reaches, in the same way."""
    return _read(lambda kind: kind.touched(subject, by))


def _read(find: "Callable[[Kind], QuerySet[Any]]") -> list[tuple[Kind, list[Any]]]:
    kinds = all_kinds()
    reads = [records(find(kind), *kind.related) for kind in kinds]
    held = [
        (kind, sorted(rows, key=lambda row: row.pk))
        for kind, rows in zip(kinds, read_together(*reads), strict=True)
        if rows
    ]
    if cited := [row for kind, rows in held if kind.is_cited for row in rows]:
        attach_citations(cited)
    return held


def keys_seen(subject: Subject, viewer: Actor) -> dict[str, set[Any]]:
    """By kind, the keys of the rows that a keeper may know of."""
    kinds = all_kinds()
    found = read_together(*(_keys(kind, subject, viewer) for kind in kinds))
    return {kind.name: set(keys) for kind, keys in zip(kinds, found, strict=True)}


def _keys(kind: Kind, subject: Subject, viewer: Actor) -> Read:
    return Read(kind.about(subject, viewer), ("pk",), lambda row: row[0])
