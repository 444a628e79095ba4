"""Italian press text in, facts with their evidence out, without a database."""

from fondaco.engines.press.names.registry import Organisation
from fondaco.engines.press.reader import read
from fondaco.engines.press.reading import (
    Activity,
    Evidence,
    Fact,
    Participation,
    Place,
    Proposed,
    Reading,
)

__all__ = [
    "Activity",
    "Evidence",
    "Fact",
    "Organisation",
    "Participation",
    "Place",
    "Proposed",
    "Reading",
    "read",
]
