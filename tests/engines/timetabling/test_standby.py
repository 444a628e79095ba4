"""Freed slots are filled from the waiting list, best first."""

from dataclasses import replace

import pytest

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import Meeting, Participant, Problem
from fondaco.engines.timetabling.solution import Placement, Solution
from fondaco.engines.timetabling.standby import Candidate, fill, standby
from tests.engines.timetabling.problems import make_solution

DAY = Problem(
    slots=3,
    tables=1,
    participants=tuple(map(Participant, (1, 2, 3, 4))),
    meetings=(
        Meeting("held", (1, 2)),
        Meeting("dear", (3, 4), priority=5),
        Meeting("near", (1, 3), priority=2),
        Meeting("other", (1, 4), priority=2),
        Meeting("late", (2, 3), after=("held",)),
    ),
    fairness=None,
)
HELD = make_solution(DAY, ("held", 2, 1))


def test_the_most_valuable_comes_first_and_then_what_breaks_least() -> None:
    """Each waiting meeting is offered at its best place."""
    assert standby(DAY, HELD) == (
        Candidate(Placement("dear", 1, 1, (3, 4)), 5, 0),
        Candidate(Placement("near", 1, 1, (1, 3)), 2, 0),
        Candidate(Placement("other", 1, 1, (1, 4)), 2, 0),
        Candidate(Placement("late", 3, 1, (2, 3)), 1, 0),
    )


def test_one_slot_can_be_asked_for() -> None:
    """Slot 2 is taken; slot 3 suits all; what is past is not offered."""
    assert standby(DAY, HELD, slot=2) == ()
    assert [c.placement.meeting for c in standby(DAY, HELD, slot=3)] == [
        "dear",
        "near",
        "other",
        "late",
    ]
    assert standby(DAY, HELD, now=4) == ()
    with pytest.raises(ValueError, match=r"^Slot 4 is not within the day: 1 to 3\.$"):
        standby(DAY, HELD, slot=4)


def test_filling_holds_all_that_fits_and_stays_fair() -> None:
    """Two more fit in a day of three slots; fairness can forbid one."""
    filled = fill(DAY, HELD)
    assert check(DAY, filled) == ()
    assert {p.meeting: p.slot for p in filled.placements} == {
        "held": 2,
        "dear": 1,
        "near": 3,
    }
    gap = make_solution(DAY, ("held", 3, 1), ("dear", 2, 1))
    fair = replace(DAY, fairness=0)
    # In slot 1 the meeting of 1 and 3 would leave participant 1 a break.
    assert {p.meeting for p in fill(DAY, gap).placements} == {"held", "dear", "near"}
    assert fill(fair, gap) == gap


def test_a_kept_table_must_be_free() -> None:
    """Who keeps table 1 waits while somebody else sits there."""
    problem = Problem(
        slots=1,
        tables=2,
        participants=(Participant(1, table=1), *map(Participant, (2, 3, 4))),
        meetings=(Meeting("a", (1, 2)), Meeting("b", (3, 4))),
    )
    there = Solution((Placement("b", 1, 1, (3, 4)),))
    assert standby(problem, there) == ()
