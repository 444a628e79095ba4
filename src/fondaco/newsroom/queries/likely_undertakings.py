"""Which proposals, projects and partnerships a finding may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.folding import fold
from fondaco.funding.models import ProposalCount
from fondaco.newsroom.models import Finding

MOST = 5
# From so much on it may be taken for it.
CERTAIN = 3.5
# How alike titles must be, of 100; and how much that counts, of the scores of others.
ALIKE = 88
_SCALE = 20


@dataclass(frozen=True)
class Likely:
    record: Any
    score: float
    reasons: tuple[str | Promise, ...]


def likely_undertakings(finding: Finding, known: Sequence[Any]) -> list[Likely]:
    """By the words of the title; those that are only counted, by the period."""
    if known and isinstance(known[0], ProposalCount):
        period = PartialDate.parse(finding.said["start"])
        same = [one for one in known if one.period == period]
        return [Likely(one, CERTAIN, (_("the same period"),)) for one in same[:MOST]]
    title = fold(finding.said["title"])
    scored = ((_likeness(title, one), one.pk, one) for one in known)
    alike = sorted(pair for pair in scored if pair[0] >= ALIKE)
    return [
        Likely(one, score / _SCALE, (_("words of the name"),))
        for score, _key, one in reversed(alike[-MOST:])
    ]


def _likeness(title: str, undertaking: Any) -> float:
    names = (undertaking.acronym, undertaking.title_it, undertaking.title_en)
    return max(fuzz.token_set_ratio(title, fold(name)) for name in names if name)
