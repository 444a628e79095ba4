"""CP-SAT against exhaustive search, on problems of every kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.solution import Status
from fondaco.engines.timetabling.solvers.general import solve_general
from tests.engines.timetabling.exhaustive import (
    base_problems,
    best,
    optional_problems,
    rich_problems,
)


@pytest.mark.parametrize("problems", [base_problems, optional_problems, rich_problems])
def test_no_timetable_is_better(problems: st.SearchStrategy[Problem]) -> None:
    """Priority and breaks are those of the best of all timetables."""

    @settings(max_examples=60, deadline=None)
    @given(problems())  # type: ignore[operator]
    def agrees(problem: Problem) -> None:
        outcome = solve_general(problem, workers=1)
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

    agrees()
