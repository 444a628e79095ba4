"""Each meeting left out has its reason and the single change that would place it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.explaining import apply_change, explain_unplaced
from fondaco.engines.timetabling.obstacles import Timetable
from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import Placement, Solution, Status
from fondaco.engines.timetabling.solvers.general import solve_general
from fondaco.engines.timetabling.solving import solve
from tests.engines.timetabling.exhaustive import rich_problems, timetables

PEOPLE = tuple(map(Participant, (1, 2, 3, 4)))
DAY = Problem(
    slots=2,
    tables=1,
    participants=PEOPLE,
    meetings=(Meeting("held", (1, 2), slot=1), Meeting("left", (3, 4), slot=1)),
    fairness=None,
)
HELD = Solution((Placement("held", 1, 1, (1, 2)),))


def with_left(problem: Problem, **changed: object) -> Problem:
    """Change the meeting that is left out."""
    held, left = problem.meetings
    return replace(problem, meetings=(held, replace(left, **changed)))  # type: ignore[arg-type]


CASES = {
    "tables": (DAY, "tables-always-full", "if-table-more"),
    "availability": (
        replace(
            with_left(DAY, slot=None),
            participants=(*PEOPLE[:3], Participant(4, unavailable=frozenset({2}))),
        ),
        "tables-always-full",
        "if-table-more",
    ),
    "somebody away": (
        replace(
            with_left(DAY, slot=2),
            participants=(*PEOPLE[:3], Participant(4, unavailable=frozenset({2}))),
        ),
        "suits-nobody",
        "if-available",
    ),
    "busy": (
        replace(with_left(DAY, participants=(1, 3)), slots=1, tables=2),
        "always-busy",
        "instead-of",
    ),
    "session": (
        with_left(
            replace(
                DAY,
                tables=2,
                sessions=(Session("am", 1, 1), Session("pm", 2, 2)),
            ),
            participants=(1, 3),
            slot=None,
            session="am",
        ),
        "always-busy",
        "if-session-open",
    ),
    "fixed slot": (
        with_left(replace(DAY, tables=2), participants=(1, 3)),
        "always-busy",
        "if-slot-open",
    ),
    "order": (
        with_left(replace(DAY, slots=1, tables=2), after=("held",)),
        "always-hindered",
        "if-order-dropped",
    ),
    "cap": (
        replace(
            with_left(DAY, participants=(1, 3), slot=2),
            participants=(Participant(1, max_meetings=1), *PEOPLE[1:]),
        ),
        "cap-reached",
        "if-cap-raised",
    ),
    "company": (
        replace(
            DAY,
            slots=1,
            tables=2,
            participants=(
                Participant(1, company="acme"),
                Participant(2),
                Participant(3, company="acme"),
                Participant(4),
            ),
            companies=(Company("acme"),),
        ),
        "company-always-full",
        "if-company-at-once",
    ),
    "resource": (
        replace(
            DAY,
            slots=1,
            tables=2,
            resources=(Resource("interpreter", capacity=1),),
            meetings=tuple(
                replace(m, resources=("interpreter",)) for m in DAY.meetings
            ),
        ),
        "resource-never-free",
        "if-resource-more",
    ),
    "closed table": (
        replace(
            DAY,
            slots=1,
            tables=2,
            participants=(*PEOPLE[:2], Participant(3, table=2), Participant(4)),
            closed=frozenset({(2, 1)}),
        ),
        "suits-nobody",
        "if-table-open",
    ),
    "kept table": (
        replace(
            DAY,
            slots=1,
            tables=2,
            participants=(
                Participant(1, table=1),
                Participant(2),
                Participant(3, table=1),
                Participant(4),
            ),
        ),
        "table-always-busy",
        "instead-of",
    ),
    "nobody came": (
        with_left(
            replace(DAY, companies=(Company("acme"),)),
            participants=(3,),
            companies=("acme",),
            slot=2,
        ),
        "suits-nobody",
        "if-colleague",
    ),
    "fairness": (
        replace(
            DAY,
            slots=3,
            fairness=0,
            meetings=(Meeting("held", (1, 2), slot=1), Meeting("left", (1, 3), slot=3)),
        ),
        "unfair-then",
        "if-fairness-wider",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_reasons_and_changes(case: str) -> None:
    """The change is one that works: made, it places the meeting."""
    problem, reason, change = CASES[case]
    (left,) = explain_unplaced(problem, HELD)
    assert left.meeting == "left"
    assert left.change is not None
    assert (left.reason.code, left.change.code) == (reason, change)
    for said in (left.reason, left.change):
        for language in ("en", "it"):
            assert said.sentence(problem, language).endswith(".")
    if change == "if-colleague":
        return
    changed = apply_change(problem, "left", left.change)
    demanded = replace(
        changed, meetings=tuple(replace(m, required=True) for m in changed.meetings)
    )
    outcome = solve_general(demanded, workers=1)
    assert outcome.solution is not None
    assert "left" in outcome.solution.by_meeting


def test_a_change_is_looked_for_with_the_others_moving() -> None:
    """Slot 2 opened for participant 1 places the meeting, once another has moved."""
    problem = Problem(
        slots=2,
        tables=2,
        participants=(
            Participant(1, unavailable=frozenset({2})),
            Participant(2, unavailable=frozenset({2})),
            Participant(3, unavailable=frozenset({2})),
        ),
        meetings=(Meeting("a", (1, 2), priority=2), Meeting("b", (1, 3))),
        fairness=None,
    )
    result = solve(problem)
    assert result.status == Status.OPTIMAL
    (left,) = result.unplaced
    assert left.meeting == "b"
    assert left.change is not None
    changed = apply_change(problem, "b", left.change)
    assert solve(changed).unplaced == () or left.change.code == "instead-of"


def test_obstacles_are_told_slot_by_slot() -> None:
    """What the board shows while a block is dragged."""
    openings = Timetable(DAY, HELD).openings(DAY.meetings[1])
    assert [(o.slot, [r.code for r in o.obstacles]) for o in openings] == [
        (1, ["tables-full"]),
        (2, ["other-slot"]),
    ]
    across = replace(
        DAY,
        sessions=(Session("am", 1, 1), Session("pm", 2, 2)),
        meetings=(DAY.meetings[0], Meeting("left", (3, 4), length=2)),
    )
    (opening,) = Timetable(across, HELD).openings(across.meetings[1])
    assert [r.code for r in opening.obstacles] == ["across-border", "tables-full"]


@settings(max_examples=80, deadline=None)
@given(rich_problems())
def test_what_nothing_hinders_can_be_added(problem: Problem) -> None:
    """An opening without obstacles is a place, whatever the problem."""
    problem = replace(problem, fairness=None)
    for solution in [*timetables(problem)][:10]:
        for one in explain_unplaced(problem, solution):
            for language in ("en", "it"):
                assert one.reason.sentence(problem, language)
        timetable = Timetable(problem, solution)
        for meeting in problem.meetings:
            if meeting.id in solution.by_meeting:
                continue
            for opening in timetable.openings(meeting):
                placements = [
                    Solution(
                        (
                            *solution.placements,
                            Placement(
                                meeting.id, opening.slot, table, opening.participants
                            ),
                        )
                    )
                    for table in range(1, problem.tables + 1)
                ]
                fits = any(not check(problem, one) for one in placements)
                assert not (fits and opening.obstacles)


def test_reasons_without_names_are_sentences() -> None:
    """Codes and values alone can be said, too."""
    reason = Reason("if-available", {"participant": 4, "slots": (1, 2), "start": 1})
    assert reason.sentence() == "It could be held if 4 were free in slot 1 and 2."
