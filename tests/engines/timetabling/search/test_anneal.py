"""The annealing: valid, no worse than its start, the same for the same work."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings

from fondaco.engines.timetabling.search.anneal import anneal, warm_up
from fondaco.engines.timetabling.search.arrays import Arrays, breaks_of, faults_of
from fondaco.engines.timetabling.search.construct import construct
from tests.engines.timetabling.search.problems import arrays_of, pair_problems

ROUND_ROBIN = [(a, b) for a in range(6) for b in range(a)]


@settings(deadline=None, max_examples=60)
@given(pair_problems())
def test_every_timetable_reported_is_valid_and_better(problem: Arrays) -> None:
    warm_up()
    seen: list[tuple[bytes, int]] = []

    def look(slots: np.ndarray, breaks: int) -> None:
        assert faults_of(problem, slots) == []
        assert breaks_of(problem, slots) == breaks
        assert not seen or breaks < seen[-1][1]
        seen.append((slots.tobytes(), breaks))

    found = anneal(problem, seed=1, work_limit=3000, on_progress=look)

    assert seen[-1] == (found.slots.tobytes(), found.breaks)


def test_six_people_who_all_meet_have_no_breaks_in_five_slots() -> None:
    found = anneal(arrays_of(ROUND_ROBIN, n_slots=5), seed=1, work_limit=10_000)

    assert (found.breaks, sorted(np.bincount(found.slots))) == (0, [3, 3, 3, 3, 3])


def test_the_middle_of_three_meetings_closes_the_gap() -> None:
    # Ann meets Bob at 0 and Eve at 2 for sure; Cleo is free only at 1 or 3.
    problem = arrays_of(
        [(0, 1), (0, 2), (0, 3)], n_slots=5, allowed={0: {0}, 1: {2}, 2: {1, 4}}
    )

    assert anneal(problem, seed=3, work_limit=2000).slots.tolist() == [0, 2, 1]


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_seed_and_work_give_the_same_answer(threads: int) -> None:
    problem = arrays_of(
        [(a, b) for a in range(40) for b in range(a) if (a * b + a) % 5 == 1],
        n_slots=24,
        tables=12,
    )

    found = anneal(problem, seed=5, work_limit=200_000, threads=threads)
    again = anneal(problem, seed=5, work_limit=200_000, threads=2)

    assert found.slots.tolist() == again.slots.tolist()
    assert (found.moves, found.breaks) == (again.moves, again.breaks)
    assert faults_of(problem, found.slots) == []
    assert found.breaks < breaks_of(problem, construct(problem, seed=5))


def test_a_search_is_stopped_from_outside_and_by_the_clock() -> None:
    problem = arrays_of(ROUND_ROBIN, n_slots=9, tables=2, allowed={0: {0}, 1: {8}})

    stopped = anneal(problem, seed=1, work_limit=10**12, stop=lambda: True)
    timed = anneal(problem, seed=1, time_limit=0.05)

    assert stopped.moves == 0
    assert faults_of(problem, timed.slots) == []


def test_a_search_needs_a_limit_and_pairs() -> None:
    with pytest.raises(ValueError, match="limit of time or of work"):
        anneal(arrays_of([(0, 1)], n_slots=2), seed=1)
    with pytest.raises(ValueError, match="two people"):
        anneal(arrays_of([(0, 1, 2)], n_slots=2), seed=1, work_limit=1)


INTERPRETED = """
import numpy as np
from fondaco.engines.timetabling.search.anneal import anneal
from tests.engines.timetabling.search.problems import arrays_of
with np.errstate(over="ignore"):
    problem = arrays_of(
        [(a, b) for a in range(6) for b in range(a)],
        n_slots=8, tables=2, precedences=[(0, 1), (2, 3)], allowed={4: {0, 7}},
    )
    print(anneal(problem, seed=2, work_limit=400).slots.tolist())
"""


def test_the_code_says_the_same_compiled_and_interpreted() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", INTERPRETED],
            env={**os.environ, "NUMBA_DISABLE_JIT": disabled},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for disabled in ("0", "1")
    }

    assert len(printed) == 1
