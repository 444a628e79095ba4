"""Two records of one thing become one, with what hangs on them; undone for a day."""

from fondaco.core.merging.actions import (
    Absorb,
    absorbs,
    following_merges,
    lead_on,
    merge_records,
    merges_to_undo,
    undo_merge,
)
from fondaco.core.merging.relations import Relation, known_by, pair_up, relations_of

__all__ = [
    "Absorb",
    "Relation",
    "absorbs",
    "following_merges",
    "known_by",
    "lead_on",
    "merge_records",
    "merges_to_undo",
    "pair_up",
    "relations_of",
    "undo_merge",
]
