"""Who should meet whom, and who should bid together; and why."""

from fondaco.engines.matching.collaborations.suggesting import suggest_partners
from fondaco.engines.matching.profiles.profile import (
    Collaboration,
    Encounter,
    Exclusion,
    Gathering,
    Outcome,
    Profile,
    Quota,
    Text,
    Wish,
)
from fondaco.engines.matching.profiles.suggesting import Match, Matcher, Plan
from fondaco.engines.matching.reasons import Reason

__all__ = [
    "Collaboration",
    "Encounter",
    "Exclusion",
    "Gathering",
    "Match",
    "Matcher",
    "Outcome",
    "Plan",
    "Profile",
    "Quota",
    "Reason",
    "Text",
    "Wish",
    "suggest_partners",
]
