"""The words of evidence of many records of many kinds, read together."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, Q

from fondaco.core.models import Citation


def read_citations(records: Iterable[Model]) -> list[tuple[Model, Citation]]:
    """Each record with each of its citations, by source and place in it: one query.

    A prefetch takes a query for each kind of record; a page shows eight kinds.
    """
    known: dict[tuple[str, str], dict[int, Model]] = defaultdict(dict)
    for record in records:
        meta = record._meta
        known[meta.app_label, str(meta.model_name)][record.pk] = record
    if not known:
        return []
    sought = Q()
    for (app_label, model), by_key in known.items():
        sought |= Q(
            content_type__app_label=app_label,
            content_type__model=model,
            object_id__in=by_key,
        )
    # Joined, because the types themselves may not be in memory yet.
    citations = (
        Citation.objects.filter(sought)
        .select_related("source", "content_type")
        .order_by("source_id", "span_start", "pk")
    )
    return [(known[_kind(one)][one.object_id], one) for one in citations]


def _kind(citation: Citation) -> tuple[str, str]:
    return citation.content_type.app_label, citation.content_type.model
