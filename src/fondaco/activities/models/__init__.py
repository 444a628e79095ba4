"""The calendar: activities, where they are, who takes part and what comes of it."""

from fondaco.activities.models.activities import (
    Activity,
    ActivityAlias,
    Body,
    Place,
)
from fondaco.activities.models.encounters import Encounter, EncounterParty
from fondaco.activities.models.minutes import Minutes
from fondaco.activities.models.participations import (
    Attendance,
    CountStatement,
    Outcome,
    Participation,
)
from fondaco.activities.models.programmes import Claim, Programme, TargetCountry

__all__ = [
    "Activity",
    "ActivityAlias",
    "Attendance",
    "Body",
    "Claim",
    "CountStatement",
    "Encounter",
    "EncounterParty",
    "Minutes",
    "Outcome",
    "Participation",
    "Place",
    "Programme",
    "TargetCountry",
]
