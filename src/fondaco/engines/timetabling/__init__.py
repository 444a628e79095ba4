"""Who meets whom, when, at which table: timetables of matchmaking days."""

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.replanning import Difference, Replan, compare, replan
from fondaco.engines.timetabling.solution import (
    Placement,
    Progress,
    Result,
    Solution,
    Status,
    Unplaced,
)
from fondaco.engines.timetabling.solving import solve
from fondaco.engines.timetabling.standby import Candidate, standby

__all__ = [
    "Candidate",
    "Company",
    "Difference",
    "Meeting",
    "Participant",
    "Placement",
    "Problem",
    "Progress",
    "Reason",
    "Replan",
    "Resource",
    "Result",
    "Session",
    "Solution",
    "Status",
    "Unplaced",
    "check",
    "compare",
    "replan",
    "solve",
    "standby",
]
