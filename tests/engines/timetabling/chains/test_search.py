"""Ejection chains: valid on every problem, compiled or not, and good on small ones."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines.timetabling.chains import kernel
from fondaco.engines.timetabling.chains import search as searching
from fondaco.engines.timetabling.chains.layout import lay_out
from fondaco.engines.timetabling.chains.search import Limits, search
from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
)
from fondaco.engines.timetabling.solution import Placement, Solution, count_breaks
from tests.engines.timetabling.exhaustive import (
    base_problems,
    best,
    optional_problems,
    rich_problems,
)
from tests.engines.timetabling.problems import make_problem, make_solution

KINDS = [base_problems, optional_problems, rich_problems]


def plain(*_: Any, **__: Any) -> Any:
    """Stand for the compiler, and leave functions as they are."""
    return lambda function: function


@pytest.fixture(scope="module", autouse=True)
def uncompiled() -> Iterator[None]:
    """Run the compiled parts as the Python that they are: seconds less, and seen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numba, "njit", plain)
        importlib.reload(kernel)
        with np.errstate(over="ignore"):
            yield
    importlib.reload(kernel)


@pytest.mark.parametrize("problems", KINDS)
def test_every_timetable_told_is_valid(
    problems: st.SearchStrategy[Problem],
) -> None:
    """And never better than the best of all, which most small ones reach."""
    reached = []

    @settings(max_examples=40, deadline=None)
    @given(problems())  # type: ignore[operator]
    def holds(problem: Problem) -> None:
        told: list[Solution] = []

        def hear(solution: Solution) -> bool:
            told.append(solution)
            return False

        found = search(problem, limits=Limits(None, 300), report=hear)
        expected = best(problem)
        for solution in told:
            assert check(problem, solution) == ()
        if found is None:
            reached.append(expected is None)
            return
        assert found == told[-1]
        assert expected is not None
        value = (found.priority(problem), found.breaks(problem))
        assert (-value[0], value[1]) >= (-expected[0], expected[1])
        reached.append(value == expected)

    holds()
    assert sum(reached) >= 0.8 * len(reached)


@settings(max_examples=40, deadline=None)
@given(rich_problems(), st.integers(0, 100))
def test_what_the_state_says_is_what_is_so(problem: Problem, seed: int) -> None:
    """Breaks, loads and weights kept along the way are those counted anew."""
    layout, _ = lay_out(problem)
    state = searching._empty(layout, seed)
    kernel.fill(layout, state, searching._order(layout))
    best_start, best_seat = state.start.copy(), state.seat.copy()
    cost = np.array([np.iinfo(np.int64).max, 0, 0], np.int64)
    kernel.anneal(layout, state, best_start, best_seat, cost, 60, (1.0, 0.5), 3.0)
    held = state.start >= 0
    assert state.totals[0] == layout.weight[~held].sum()
    for person in range(len(problem.participants)):
        slots = np.flatnonzero(state.busy[person] >= 0).tolist()
        assert state.breaks[person] == count_breaks(slots)
        assert state.idle[person] == sum(b - a - 1 for a, b in pairwise(slots))
        assert state.held[person] == len(set(state.busy[person]) - {-1})
    assert state.totals[1] == state.breaks.sum()
    for slot in range(problem.slots):
        here = {
            m
            for m in np.flatnonzero(held)
            if state.start[m] <= slot < state.start[m] + layout.length[m]
        }
        assert set(state.at[slot, : state.full[slot]]) == here


DAY = Problem(
    slots=4,
    tables=2,
    participants=(
        Participant("a"),
        Participant("b"),
        Participant("c", company="acme"),
        Participant("d", company="acme", unavailable=frozenset({1})),
    ),
    companies=(Company("acme"),),
    resources=(Resource("screen"),),
    meetings=(
        Meeting(1, ("a",), companies=("acme",), length=2),
        Meeting(2, ("b",), companies=("acme",), resources=("screen",)),
        Meeting(3, ("a", "b"), resources=("screen",), after=(2,)),
    ),
    fairness=None,
)


def test_a_day_with_everything_is_filled() -> None:
    """By hand: meetings 2 and 3 in order, and the long one in what is left."""
    found = search(DAY, limits=Limits(None, 2_000))
    assert found is not None
    assert check(DAY, found) == ()
    assert len(found.placements) == 3


def test_a_hint_is_entered_as_far_as_it_fits() -> None:
    """Colleagues sit where the hint has them; what does not fit is placed anew."""
    hint = Solution(
        (
            Placement(1, 2, 1, ("a", "d")),
            Placement(2, 9, 1, ("b", "c")),
            Placement(3, 3, 2, ("a", "b")),
        )
    )
    found = search(DAY, limits=Limits(None, 1), hint=hint)
    assert found is not None
    assert found.by_meeting[1].participants == ("a", "d")
    assert check(DAY, found) == ()


def test_where_a_required_meeting_finds_no_place_nothing_is_told() -> None:
    """Two meetings of one person in one slot."""
    problem = make_problem((1, 2), (1, 3), slots=1)
    assert search(problem, limits=Limits(0.05, None)) is None
    assert search(problem, limits=Limits(None, 0)) is None


def test_nothing_to_hold_is_held_at_once() -> None:
    """No meetings, no search."""
    empty = Problem(slots=1, tables=1, participants=(), meetings=())
    assert search(empty, limits=Limits(None, None)) == Solution(())


def test_the_search_ends_by_itself_where_nothing_is_left_to_gain() -> None:
    """Everything held without breaks."""
    problem = make_problem((1, 2), (1, 3), fairness=None)
    found = search(problem, limits=Limits(None, None))
    assert found is not None
    assert found.breaks(problem) == 0


def test_who_hears_can_stop_it() -> None:
    """The first timetable is the last."""
    problem = make_problem((1, 2), (1, 3), (1, 4), slots=6)
    told: list[Solution] = []

    def hear(solution: Solution) -> bool:
        told.append(solution)
        return True

    assert search(problem, limits=Limits(None, 10_000), report=hear) == told[0]
    assert len(told) == 1


def test_the_same_seed_gives_the_same_timetable() -> None:
    """Another seed may give another."""
    first = search(DAY, limits=Limits(None, 200), seed=5)
    assert search(DAY, limits=Limits(None, 200), seed=5) == first


def test_caps_make_way_too() -> None:
    """Who takes one meeting more gives up another, if that is worth it."""
    problem = replace(
        make_problem((1, 2), (1, 3), slots=2, fairness=None),
        participants=(Participant(1, max_meetings=1), *map(Participant, (2, 3))),
        meetings=(Meeting("cheap", (1, 2)), Meeting("dear", (1, 3), priority=4)),
    )
    cheap = make_solution(problem, ("cheap", 1, 1))
    found = search(problem, limits=Limits(None, 500), hint=cheap)
    assert found is not None
    assert set(found.by_meeting) == {"dear"}
