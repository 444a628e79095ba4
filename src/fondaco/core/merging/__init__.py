"""Two records of one thing become one, with what hangs on them; undone for a day."""

from fondaco.core.merging.actions import (
    UNDONE_WITHIN,
    Absorb,
    absorbs,
    following_merges,
    merge_records,
    recorded_merge,
    undo_merge,
)
from fondaco.core.merging.relations import Relation, pair_up, relations_of

__all__ = [
    "UNDONE_WITHIN",
    "Absorb",
    "Relation",
    "absorbs",
    "following_merges",
    "merge_records",
    "pair_up",
    "recorded_merge",
    "relations_of",
    "undo_merge",
]
