"""The words of evidence of many records of many kinds, read in one query."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from fondaco.core.models import Citation


def read_citations(
    keys: dict[type[Model], list[int]],
) -> dict[tuple[type[Model], int], list[Citation]]:
    """The citations of records known by model and primary key."""
    found: dict[tuple[type[Model], int], list[Citation]] = defaultdict(list)
    if not any(keys.values()):
        return found
    sought = Q()
    for model, primary_keys in keys.items():
        # Joined, because the types themselves may not be in memory yet.
        sought |= Q(
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
            object_id__in=primary_keys,
        )
    citations = Citation.objects.filter(sought).select_related("source", "content_type")
    for citation in citations:
        found[_model(citation), citation.object_id].append(citation)
    return found


def _model(citation: Citation) -> type[Model]:
    kind = citation.content_type
    return apps.get_model(kind.app_label, kind.model)


def remember_citations(record: Any, citations: list[Citation]) -> None:
    """Under a name of their own: the related manager would ask for the model's type."""
    record.evidence = citations


def evidence_of(record: Any) -> list[Citation]:
    found: list[Citation] = record.evidence
    return found
