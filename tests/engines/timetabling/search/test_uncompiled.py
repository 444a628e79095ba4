"""The compiled parts run as the Python that they are: slower by far, and seen."""

import importlib
from collections.abc import Iterator
from typing import Any

import numba
import pytest
from hypothesis import given, settings
from numba.core import config

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.search import (
    anneal,
    chains,
    construct,
    plain,
    state,
    words,
)
from fondaco.engines.timetabling.solution import Solution
from tests.engines.timetabling.exhaustive import base_problems, best

# Random numbers are made to overflow; the threads of the search have no `errstate`.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")

MODULES = (words, chains, construct, state, anneal, plain)


def uncompiled(*functions: Any, **_: Any) -> Any:
    """Stand for the compiler, and leave functions as they are."""
    return functions[0] if functions else lambda function: function


@pytest.fixture(scope="module", autouse=True)
def without_compiler() -> Iterator[None]:
    """Load the modules without the compiler, and with it again afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numba, "njit", uncompiled)
        patch.setattr(config, "DISABLE_JIT", 1)
        patch.setattr(anneal, "MOVES_PER_ROUND", 200)
        for module in MODULES:
            importlib.reload(module)
        yield
    for module in MODULES:
        importlib.reload(module)


@settings(max_examples=40, deadline=None)
@given(base_problems())
def test_what_is_told_is_valid_and_what_is_bound_is_kept(problem: Problem) -> None:
    """Precedences, sessions and fixed slots; no timetable is better than the best."""
    told: list[Solution] = []

    def hear(solution: Solution, _: int) -> bool:
        told.append(solution)
        return len(told) > 3

    plain.anneal_plain(
        problem,
        seed=1,
        seconds=None,
        moves=1_200,
        hint=told[-1] if told else None,
        report=hear,
        live=True,
    )
    expected = best(problem)
    for solution in told:
        assert check(problem, solution) == ()
        assert expected is not None
        assert solution.breaks(problem) >= expected[1]


def test_a_day_with_breaks_that_must_be_is_searched_to_the_limit() -> None:
    """Five meetings at one table: the search tries chains until its moves are spent."""
    from tests.engines.timetabling.problems import make_problem

    problem = make_problem((1, 2), (2, 3), (1, 3), (3, 4), (2, 4), slots=6, tables=1)
    told: list[Solution] = []
    for seed in range(4):
        plain.anneal_plain(
            problem,
            seed=seed,
            seconds=None,
            moves=3_000,
            hint=None,
            report=lambda solution, _: bool(told.append(solution)),
            live=True,
        )
    expected = best(problem)
    assert expected is not None
    assert min(solution.breaks(problem) for solution in told) == expected[1]
    assert all(check(problem, solution) == () for solution in told)


def test_a_hint_is_where_it_starts() -> None:
    """Two meetings side by side stay there."""
    from tests.engines.timetabling.problems import make_problem, make_solution

    problem = make_problem((1, 2), (1, 3), slots=6)
    hint = make_solution(problem, (1, 5, 1), (2, 6, 1))
    told: list[Solution] = []
    plain.anneal_plain(
        problem,
        seed=1,
        seconds=5,
        moves=None,
        hint=hint,
        report=lambda solution, _: bool(told.append(solution)),
        live=True,
    )
    assert told[0].breaks(problem) == 0
