"""Tiny problems that can be solved by hand, and timetables written by hand."""

from pathlib import Path

from fondaco.engines.timetabling.problem import Id, Meeting, Participant, Problem
from fondaco.engines.timetabling.solution import Placement, Solution

DATA = Path(__file__).parents[4] / "shared" / "data" / "timetabling"


def make_problem(
    *pairs: tuple[Id, Id], slots: int = 4, tables: int = 2, **overrides: object
) -> Problem:
    """Make a problem of required meetings between pairs, numbered from 1."""
    people = sorted({person for pair in pairs for person in pair}, key=str)
    values: dict[str, object] = {
        "participants": tuple(map(Participant, people)),
        "meetings": tuple(
            Meeting(number, pair, required=True)
            for number, pair in enumerate(pairs, start=1)
        ),
        **overrides,
    }
    return Problem(slots=slots, tables=tables, **values)  # type: ignore[arg-type]


def make_solution(problem: Problem, *places: tuple[Id, int, int]) -> Solution:
    """Make a timetable of meetings with their slots and tables."""
    return Solution(
        tuple(
            Placement(name, slot, table, problem.meeting_by_id[name].participants)
            for name, slot, table in places
        )
    )


def codes(problem: Problem, solution: Solution) -> list[str]:
    """Tell the codes of the faults that `check` finds."""
    from fondaco.engines.timetabling.checking import check

    return [fault.code for fault in check(problem, solution)]
