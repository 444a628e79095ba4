"""The first timetable, and the array form it starts from."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from fondaco.engines.timetabling.search.arrays import Arrays, breaks_of, faults_of
from fondaco.engines.timetabling.search.construct import construct
from tests.engines.timetabling.search.problems import arrays_of, pair_problems


@settings(deadline=None, max_examples=60)
@given(pair_problems())
def test_what_is_placed_is_valid(problem: Arrays) -> None:
    assert faults_of(problem, construct(problem, seed=1)) == []


def test_a_full_day_is_filled() -> None:
    everyone = [(a, b) for a in range(10) for b in range(a)]
    problem = arrays_of(everyone, n_slots=9, tables=5)

    slots = construct(problem, seed=1)

    assert (slots.min(), faults_of(problem, slots)) == (0, [])


def test_meetings_of_three_take_the_time_of_three() -> None:
    problem = arrays_of([(0, 1, 2), (2, 3), (0, 3)], n_slots=2)

    slots = construct(problem, seed=1)

    assert sorted([slots[1], slots[2]]) in ([-1, 0], [-1, 1], [0, 1])
    assert faults_of(problem, slots) == []


def test_what_is_worth_more_takes_the_place_of_what_is_worth_less() -> None:
    problem = arrays_of(
        [(0, 1), (0, 2), (0, 3)], n_slots=1, weights=[1, 5, 2], optional=[0, 1, 2]
    )

    assert construct(problem, seed=1).tolist() == [-1, 0, -1]


def test_a_required_meeting_goes_before_any_optional_one() -> None:
    problem = arrays_of([(0, 1), (0, 2)], n_slots=1, weights=[9, 1], optional=[0])

    assert construct(problem, seed=1).tolist() == [-1, 0]


def test_a_start_that_is_valid_is_kept() -> None:
    problem = arrays_of([(0, 1), (2, 3)], n_slots=6)
    start = np.array([4, 2], dtype=np.int32)

    assert construct(problem, seed=1, start=start).tolist() == [4, 2]


def test_breaks_are_runs_of_idle_slots_between_meetings() -> None:
    problem = arrays_of([(0, 1), (0, 2), (0, 3), (1, 2)], n_slots=9)

    assert breaks_of(problem, np.array([0, 3, 8, -1], dtype=np.int32)) == 2
    assert breaks_of(problem, np.array([0, 1, 2, 4], dtype=np.int32)) == 2


def test_every_fault_is_named() -> None:
    problem = arrays_of(
        [(0, 1), (0, 2)], n_slots=2, tables=1, allowed={0: {1}}, precedences=[(0, 1)]
    )

    assert faults_of(problem, np.array([0, 0], dtype=np.int32)) == [
        "a meeting is where it may not be",
        "a slot holds more meetings than it can",
        "a person is in two meetings at once",
        "a meeting is not before one that must follow it",
    ]


def test_arrays_must_fit_each_other() -> None:
    good = arrays_of([(0, 1)], n_slots=2)

    with pytest.raises(ValueError, match="64 slots, and this timetable has 65"):
        arrays_of([(0, 1)], n_slots=65)
    with pytest.raises(ValueError, match=r"capacity has the shape \(3,\)"):
        replace(good, capacity=np.ones(3, dtype=np.int32))
    with pytest.raises(ValueError, match="end with the length"):
        replace(good, person=np.array([0, 1, 1], dtype=np.int32))
    with pytest.raises(ValueError, match="between 0 and"):
        replace(good, n_participants=1)
