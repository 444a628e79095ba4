"""The exact solver on whole problems, tables included."""

from hypothesis import given, settings

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.solution import Solution, Status
from fondaco.engines.timetabling.solvers.exact import solve_exact
from tests.engines.timetabling.exhaustive import base_problems, best
from tests.engines.timetabling.problems import make_problem, make_solution

TRIANGLE = make_problem(("a", "b"), ("b", "c"), ("a", "c"), slots=3, tables=1)


@settings(max_examples=150, deadline=None)
@given(base_problems())
def test_no_timetable_is_better(problem: Problem) -> None:
    """Breaks and bound are those of the best of all timetables."""
    outcome = solve_exact(problem)
    expected = best(problem)
    if expected is None:
        assert outcome.status == Status.INFEASIBLE
        return
    solution = outcome.solution
    assert solution is not None
    assert check(problem, solution) == ()
    assert outcome.status == Status.OPTIMAL
    assert (solution.priority(problem), solution.breaks(problem)) == expected
    assert (outcome.priority_bound, outcome.lower_bound) == expected


def test_a_hint_with_all_meetings_is_taken() -> None:
    """An optimal one is given back; from one with a hole nothing is read."""
    whole = make_solution(TRIANGLE, (1, 3, 1), (2, 2, 1), (3, 1, 1))
    found = solve_exact(TRIANGLE, hint=whole).solution
    assert found is not None
    assert found.by_meeting == whole.by_meeting
    part = make_solution(TRIANGLE, (1, 3, 1))
    assert solve_exact(TRIANGLE, hint=part).status == Status.OPTIMAL


def test_timetables_and_bounds_are_reported() -> None:
    """The last of each are those of the answer."""
    told: list[tuple[Solution | None, int]] = []

    def report(solution: Solution | None, lower_bound: int) -> bool:
        told.append((solution, lower_bound))
        return False

    outcome = solve_exact(TRIANGLE, report=report, work_limit=1, seed=2)
    assert [s for s, _ in told if s is not None][-1] == outcome.solution
    assert max(bound for _, bound in told) == outcome.lower_bound == 1
