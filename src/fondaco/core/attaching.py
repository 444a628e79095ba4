"""What hangs on some records, read at once and kept on them as a prefetch would.

A prefetch takes a query for each relation and each level; these take one each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from fondaco.core.models import Citation
from fondaco.core.reading import read_together, records


def attach(
    owners: Sequence[Model], relations: Mapping[str, tuple[str, ...]]
) -> list[Any]:
    """By each relation's name, its rows with what they point to; return them all."""
    fields: list[Any] = [type(owners[0])._meta.get_field(name) for name in relations]
    reads = [
        records(
            field.related_model._default_manager.filter(
                **{f"{field.field.name}__in": owners}
            ),
            *related,
        )
        for field, related in zip(fields, relations.values(), strict=True)
    ]
    found = read_together(*reads)
    for name, field, rows in zip(relations, fields, found, strict=True):
        of_owner: dict[Any, list[Any]] = defaultdict(list)
        for row in sorted(rows, key=lambda one: one.pk):
            of_owner[getattr(row, field.field.attname)].append(row)
        for owner in owners:
            keep_rows(owner, name, of_owner[owner.pk])
    return [row for rows in found for row in rows]


def attach_citations(rows: Iterable[Any]) -> None:
    """Of rows of any kinds, the words of their sources."""
    of_kind: dict[int, dict[Any, Any]] = defaultdict(dict)
    for row in rows:
        of_kind[ContentType.objects.get_for_model(row).pk][row.pk] = row
    pointing = Q(pk=None)
    for kind, known in of_kind.items():
        pointing |= Q(content_type=kind, object_id__in=list(known))
    of_row: dict[tuple[int, int], list[Citation]] = defaultdict(list)
    for citation in Citation.objects.filter(pointing).select_related("source"):
        of_row[citation.content_type_id, citation.object_id].append(citation)
    for kind, known in of_kind.items():
        for key, row in known.items():
            keep_rows(row, "citations", of_row[kind, key])


def keep_rows(owner: Any, name: str, rows: list[Any]) -> None:
    """As a prefetch would, for who read them otherwise."""
    kept = getattr(owner, name).get_queryset()
    kept._result_cache, kept._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
