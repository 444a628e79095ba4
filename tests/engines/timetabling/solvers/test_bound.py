"""The bound of a day of any size: by hand, and never above the best timetable."""

from dataclasses import replace

from hypothesis import given, settings

from fondaco.engines.timetabling.problem import Participant, Problem
from fondaco.engines.timetabling.solvers.bound import bound_breaks
from tests.engines.timetabling.exhaustive import base_problems, best
from tests.engines.timetabling.problems import make_problem


def test_who_is_away_in_the_middle_has_a_break() -> None:
    """Two meetings in slots 1 and 3 of three, and one person has no window."""
    problem = replace(
        make_problem((1, 2), (1, 3), slots=3),
        participants=(
            Participant(1, unavailable=frozenset({2})),
            Participant(2),
            Participant(3),
        ),
    )
    assert bound_breaks(problem) == 1


def test_too_many_need_one_slot() -> None:
    """Three people with two meetings each in three slots all need slot 2, of one table.

    Two can sit there, so one has a break.
    """
    problem = make_problem((1, 2), (2, 3), (1, 3), slots=3, tables=1)
    assert bound_breaks(problem) == 1


def test_an_empty_day_has_no_breaks() -> None:
    """Nor has a day of single meetings."""
    assert bound_breaks(Problem(slots=1, tables=1, participants=(), meetings=())) == 0
    assert bound_breaks(make_problem((1, 2), (3, 4))) == 0


@settings(max_examples=60, deadline=None)
@given(base_problems())
def test_no_timetable_has_fewer(problem: Problem) -> None:
    """Whatever day there is."""
    expected = best(problem)
    if expected is not None:
        assert bound_breaks(problem) <= expected[1]
