"""The calendar's records as their managers list and edit them."""

from fondaco.activities.records.activities import ACTIVITIES
from fondaco.activities.records.meetings import ENCOUNTERS, MINUTES
from fondaco.activities.records.participations import (
    COUNT_STATEMENTS,
    OUTCOMES,
    PARTICIPATIONS,
)
from fondaco.activities.records.programmes import (
    CLAIMS,
    PROGRAMMES,
    TARGET_COUNTRIES,
)

__all__ = [
    "ACTIVITIES",
    "CLAIMS",
    "COUNT_STATEMENTS",
    "ENCOUNTERS",
    "MINUTES",
    "OUTCOMES",
    "PARTICIPATIONS",
    "PROGRAMMES",
    "RECORDS",
    "TARGET_COUNTRIES",
]

RECORDS = (
    ACTIVITIES,
    PARTICIPATIONS,
    ENCOUNTERS,
    OUTCOMES,
    COUNT_STATEMENTS,
    MINUTES,
    PROGRAMMES,
    TARGET_COUNTRIES,
    CLAIMS,
)

__all__ = [
    "ACTIVITIES",
    "CLAIMS",
    "COUNT_STATEMENTS",
    "ENCOUNTERS",
    "MINUTES",
    "OUTCOMES",
    "PARTICIPATIONS",
    "PROGRAMMES",
    "RECORDS",
    "TARGET_COUNTRIES",
]
