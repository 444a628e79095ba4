"""The nouns of activities: what kind each one says."""

import re
from functools import cache

from fondaco.engines.press.lexicon import one_of, table, whole


@cache
def nouns() -> re.Pattern[str]:
    """Match the nouns of activities; the group that matched is the kind."""
    heads = table("activities")["heads"]
    by_kind = "|".join(
        f"(?P<{kind}>{one_of(phrases)})" for kind, phrases in _ordered(heads).items()
    )
    return whole(by_kind)


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
