"""What of the calendar comes in from files."""

from fondaco.activities.resources.activities import ACTIVITIES
from fondaco.activities.resources.encounters import ENCOUNTERS
from fondaco.activities.resources.participants import PARTICIPANTS
from fondaco.activities.resources.participations import PARTICIPATIONS

__all__ = ["ACTIVITIES", "ENCOUNTERS", "PARTICIPANTS", "PARTICIPATIONS"]
