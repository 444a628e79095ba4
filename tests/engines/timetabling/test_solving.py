"""The one call: every kind of problem, limits, progress, and the same answer again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines.timetabling import solving, strategies
from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
)
from fondaco.engines.timetabling.solution import Progress, Solution, Status
from fondaco.engines.timetabling.solving import solve
from tests.engines.timetabling.exhaustive import (
    base_problems,
    best,
    optional_problems,
    rich_problems,
)
from tests.engines.timetabling.problems import make_problem, make_solution


@pytest.mark.parametrize("problems", [base_problems, optional_problems, rich_problems])
def test_the_answer_is_the_best_of_all_timetables(
    problems: st.SearchStrategy[Problem],
) -> None:
    """Whatever the kind of problem, and with a proof."""

    @settings(max_examples=30, deadline=None)
    @given(problems())  # type: ignore[operator]
    def agrees(problem: Problem) -> None:
        expected = best(problem)
        result = solve(problem)
        if expected is None:
            assert result.status == Status.INFEASIBLE
            assert result.conflict
            return
        assert result.status == Status.OPTIMAL
        assert result.solution is not None
        assert check(problem, result.solution) == ()
        assert (result.priority, result.objective) == expected
        assert (result.priority_bound, result.lower_bound, result.gap) == (*expected, 0)
        held = {p.meeting for p in result.solution.placements}
        left = {one.meeting for one in result.unplaced}
        assert held | left == {m.id for m in problem.meetings}
        assert not held & left

    agrees()


def test_meetings_of_three_and_of_two_slots() -> None:
    """By hand: three people once for two slots, then a pair; no breaks."""
    problem = Problem(
        slots=3,
        tables=1,
        participants=tuple(map(Participant, (1, 2, 3))),
        meetings=(
            Meeting("all", (1, 2, 3), length=2, required=True),
            Meeting("pair", (1, 2), required=True),
        ),
    )
    result = solve(problem)
    assert (result.status, result.objective) == (Status.OPTIMAL, 0)


def test_a_company_is_never_double_booked_and_anybody_free_stands_in() -> None:
    """By hand: two meetings of a company in two slots, one colleague for each."""
    problem = Problem(
        slots=2,
        tables=2,
        participants=(
            Participant("a"),
            Participant("b"),
            Participant("early", company="acme", unavailable=frozenset({2})),
            Participant("late", company="acme", unavailable=frozenset({1})),
        ),
        companies=(Company("acme"),),
        meetings=(
            Meeting(1, ("a",), companies=("acme",), required=True),
            Meeting(2, ("b",), companies=("acme",), required=True),
        ),
    )
    result = solve(problem)
    assert result.solution is not None
    assert {p.slot: p.participants[1] for p in result.solution.placements} == {
        1: "early",
        2: "late",
    }


def test_the_best_set_is_held_where_not_everything_fits() -> None:
    """By hand: one slot, one table: the dearer meeting; a cap keeps another out."""
    problem = Problem(
        slots=3,
        tables=1,
        participants=(Participant(1, max_meetings=1), *map(Participant, (2, 3, 4))),
        meetings=(
            Meeting("cheap", (1, 2)),
            Meeting("dear", (1, 3), priority=3),
            Meeting("other", (2, 4)),
        ),
    )
    result = solve(problem)
    assert result.solution is not None
    assert set(result.solution.by_meeting) == {"dear", "other"}
    (left,) = result.unplaced
    assert left.reason.code == "cap-reached"


def test_who_keeps_a_table_keeps_it_and_interpreters_are_shared() -> None:
    """By hand: both want the one interpreter, so one comes after the other."""
    problem = Problem(
        slots=2,
        tables=2,
        participants=(Participant(1, table=2), *map(Participant, (2, 3, 4))),
        resources=(Resource("interpreter"),),
        meetings=(
            Meeting("a", (1, 2), resources=("interpreter",), required=True),
            Meeting("b", (3, 4), resources=("interpreter",), required=True),
        ),
    )
    result = solve(problem)
    assert result.solution is not None
    held = result.solution.by_meeting
    assert held["a"].table == 2
    assert held["a"].slot != held["b"].slot


def test_limits_that_make_no_sense_are_refused() -> None:
    """Below nought there is no time, work or seed."""
    for limits, name in (
        ({"time_limit": -1}, "time limit"),
        ({"work_limit": -1}, "work limit"),
        ({"seed": -1}, "seed"),
    ):
        with pytest.raises(ValueError, match=f"^The {name} cannot be negative.$"):
            solve(make_problem((1, 2)), **limits)  # type: ignore[arg-type]


def test_an_empty_day_is_solved() -> None:
    """Nobody meets, and nothing is wrong with that."""
    empty = Problem(slots=1, tables=0, participants=(), meetings=())
    result = solve(empty)
    assert (result.status, result.objective) == (Status.OPTIMAL, 0)
    assert result.solution == Solution(())


def many(people: int) -> Problem:
    """Make a day of optional meetings, each with four others."""
    return Problem(
        slots=8,
        tables=people // 3,
        participants=tuple(map(Participant, range(people))),
        meetings=tuple(
            Meeting(f"{p}-{step}", (p, (p + step) % people), priority=1 + p % 3)
            for p in range(people)
            for step in (1, 2, 3, 5)
        ),
        fairness=None,
    )


def test_the_same_seed_and_work_give_the_same_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Small days by CP-SAT, large ones by local search."""
    monkeypatch.setattr(solving, "ASKED", 2)
    problem = many(12)
    first = solve(problem, work_limit=0.1, seed=3)
    assert first.solution is not None
    assert check(problem, first.solution) == ()
    assert solve(problem, work_limit=0.1, seed=3).solution == first.solution
    monkeypatch.setattr(strategies, "SMALL", 10)
    large = solve(problem, work_limit=0.05, seed=3)
    assert large.status == Status.FEASIBLE
    assert large.solution is not None
    assert check(problem, large.solution) == ()
    assert solve(problem, work_limit=0.05, seed=3).solution == large.solution


def test_progress_is_told_and_can_stop_the_search() -> None:
    """Each report is better than the one before; the last timetable is the answer."""
    told: list[Progress] = []

    def watch(progress: Progress) -> bool:
        told.append(progress)
        return len(told) >= 2

    problem = many(18)
    result = solve(problem, time_limit=30, on_progress=watch)
    assert result.solution is not None
    assert check(problem, result.solution) == ()
    found = [one.solution for one in told if one.solution is not None]
    worth = [(-s.priority(problem), s.breaks(problem)) for s in found]
    assert worth == sorted(worth, reverse=True)
    assert result.seconds < 30


def test_no_time_at_all_leaves_the_first_timetable_of_a_large_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Loading the search may take longer than the limit; something is there still."""
    monkeypatch.setattr(strategies, "EXACT", 1)
    problem = make_problem((1, 2), (1, 3), (2, 3), slots=4, fairness=None)
    result = solve(problem, time_limit=0)
    assert result.solution is not None
    assert check(problem, result.solution) == ()


def test_a_hint_is_where_the_search_starts() -> None:
    """With hardly any work the answer is as good as the hint."""
    problem = make_problem((1, 2), (1, 3), (1, 4), slots=3, fairness=None)
    hint = make_solution(problem, (1, 1, 1), (2, 2, 1), (3, 3, 1))
    result = solve(problem, work_limit=0.01, hint=hint)
    assert result.objective == 0


def test_a_required_meeting_without_any_slot_is_a_conflict() -> None:
    """It is known at once."""
    problem = replace(
        make_problem((1, 2), slots=1),
        participants=(Participant(1, unavailable=frozenset({1})), Participant(2)),
    )
    result = solve(problem)
    assert result.status == Status.INFEASIBLE
    assert [reason.code for reason in result.conflict] == [
        "must-be-held",
        "while-there",
    ]
