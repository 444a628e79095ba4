"""The citations of many records of many kinds, in one query."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from fondaco.core.models import Citation
from fondaco.core.reading import Read
from fondaco.presence.facts import Evidence, SourceFact

SOURCE_COLUMNS = (
    "slug",
    "title",
    "publisher",
    "url",
    "language",
    "published_earliest",
)
COLUMNS = (
    "pk",
    "span_start",
    "content_type__model",
    "object_id",
    "quote",
    "field",
    "source",
    *(f"source__{name}" for name in SOURCE_COLUMNS),
)


class Words:
    """What sources say of each record, by kind and key."""

    def __init__(self, evidence: dict[tuple[str, Any], tuple[Evidence, ...]]) -> None:
        self._evidence = evidence

    def of(self, kind: str, key: Any) -> tuple[Evidence, ...]:
        return self._evidence.get((kind, key or 0), ())

    def own_or(
        self, own: tuple[str, int], other: tuple[str, int]
    ) -> tuple[Evidence, ...]:
        """A record's own citations; without any, those of what it belongs to."""
        return self.of(*own) or self.of(*other)


def read_words(records: Iterable[QuerySet[Model]]) -> Read:
    return Read(cited_in(records), COLUMNS, tuple)


def cited_in(records: Iterable[QuerySet[Model]]) -> QuerySet[Citation]:
    """Sub-queries name the records, so that no list of keys travels to the database."""
    wanted = Q(pk__in=())
    for queryset in records:
        meta = queryset.model._meta
        wanted |= Q(
            content_type__app_label=meta.app_label,
            content_type__model=meta.model_name,
            object_id__in=queryset.order_by().values("pk"),
        )
    return Citation.objects.filter(wanted)


def words_of(rows: Iterable[Any]) -> Words:
    """In the order of the source's text; what has no place in it comes first."""
    found: defaultdict[tuple[str, int], list[Evidence]] = defaultdict(list)
    sources: dict[int, SourceFact] = {}
    for row in sorted(rows, key=lambda row: (row[1] or -1, row[0])):
        _, _, kind, key, quote, field, source, *columns = row
        if source not in sources:
            sources[source] = SourceFact(*columns)
        found[kind, key].append(Evidence(sources[source], quote, field))
    return Words({key: tuple(evidence) for key, evidence in found.items()})
