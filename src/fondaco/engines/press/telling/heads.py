"""The nouns of activities: what kind each one says."""

import re
from functools import cache

from fondaco.engines.press.lexicon import one_of, table, whole

# The group of a verb that tells an activity of a kind without a noun.
DEED = "_deed"


@cache
def nouns() -> re.Pattern[str]:
    """Match the nouns of activities; the group that matched is the kind.

    Verbs that tell one without a noun are groups of their own, the kind and `DEED`.
    """
    heads, deeds = table("activities")["heads"], table("activities")["deeds"]
    groups = []
    for kind, phrases in _ordered(heads).items():
        groups.append(f"(?P<{kind}>{one_of(phrases)})")
        if kind in deeds:
            groups.append(f"(?P<{kind}{DEED}>{one_of(deeds[kind])})")
    return whole("|".join(groups))


def _ordered(heads: dict[str, list[str]]) -> dict[str, list[str]]:
    """Kinds whose phrases begin like those of others, but are longer, go first."""
    order = (
        "final_event",
        "kick_off",
        "mission_incoming",
        "matchmaking",
        "networking",
        "assembly",
        "seminar",
        "training",
        "fair",
        "visit",
        "mission_outgoing",
        "conference",
        "meeting",
        "programme",
        "project",
        "other",
    )
    return {kind: heads[kind] for kind in order}
