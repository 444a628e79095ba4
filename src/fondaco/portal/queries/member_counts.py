"""Counts of members and of others, grouped by their date and never added up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fondaco.core.models import Citation
from fondaco.portal.queries.citations import evidence_of
from fondaco.registry.models import MemberCount
from fondaco.registry.vocabularies import CountUnit


@dataclass(frozen=True)
class DatedCounts:
    """The counts of one population that sources give as of the same date."""

    counts: list[MemberCount]

    @property
    def first(self) -> MemberCount:
        return self.counts[0]

    @property
    def shared_citations(self) -> list[Citation]:
        """Those of all, where every count rests on the same sources."""
        sources = [
            {citation.source_id for citation in evidence_of(count)}
            for count in self.counts
        ]
        agree = all(found == sources[0] for found in sources)
        return evidence_of(self.first) if agree else []


def by_date(counts: Iterable[MemberCount], population: str) -> list[DatedCounts]:
    """The newest date first, undated ones last; in each, the whole before its parts."""
    dated: dict[str, list[MemberCount]] = defaultdict(list)
    for count in sorted(counts, key=_by_age):
        if count.population == population:
            dated[str(count.as_of)].append(count)
    return [DatedCounts(same) for same in dated.values()]


def _by_age(count: MemberCount) -> tuple[int, int, int]:
    day = count.as_of_latest
    return (-day.toordinal() if day else 0, _UNITS.index(count.unit), count.pk)


_UNITS = CountUnit.values
