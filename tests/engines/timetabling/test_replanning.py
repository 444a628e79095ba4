"""Mending a published timetable: by hand, and against exhaustive search."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fondaco.engines.timetabling import changes
from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import (
    Company,
    Id,
    Meeting,
    Participant,
    Problem,
    Session,
)
from fondaco.engines.timetabling.replanning import Move, replan
from fondaco.engines.timetabling.solution import Placement, Solution, Status
from tests.engines.timetabling.exhaustive import (
    optional_problems,
    rich_problems,
    timetables,
)
from tests.engines.timetabling.problems import make_problem, make_solution

PAIRS = make_problem((1, 2), (3, 4), (1, 3), slots=4, tables=2, fairness=None)
PUBLISHED = make_solution(PAIRS, (1, 1, 1), (2, 1, 2), (3, 2, 1))


def test_nothing_moves_where_nothing_changed() -> None:
    """The published timetable is its own mending."""
    answer = replan(PAIRS, PUBLISHED)
    assert (answer.status, answer.moves, answer.moves_bound) == (Status.OPTIMAL, 0, 0)
    assert answer.solution is not None
    assert answer.solution.by_meeting == PUBLISHED.by_meeting
    assert answer.difference.touched == frozenset()


def test_a_late_arrival_moves_only_their_own() -> None:
    """Participant 2 misses slot 1: their meeting moves, and its people are told."""
    problem = changes.arrive_late(PAIRS, 2, 2)
    answer = replan(problem, PUBLISHED)
    assert (answer.status, answer.moves, answer.moves_bound) == (Status.OPTIMAL, 1, 1)
    assert [move.meeting for move in answer.difference.moved] == [1]
    # Of the slots that are left, the one right after meeting 3 makes no break.
    assert answer.difference.moved[0].after.slot == 3
    assert answer.breaks == 0
    assert answer.difference.touched == {1, 2}


def test_a_no_show_cancels_their_meetings_and_moves_nobody() -> None:
    """What they were in is dropped."""
    problem = changes.stay_away(PAIRS, 4)
    answer = replan(problem, PUBLISHED)
    assert (answer.moves, [p.meeting for p in answer.difference.dropped]) == (0, [2])


def test_a_lost_table_moves_as_many_as_were_over_it() -> None:
    """One of the two meetings of slot 1 has to go elsewhere."""
    answer = replan(changes.lose_table(PAIRS, 2), PUBLISHED)
    assert (answer.status, answer.moves, answer.moves_bound) == (Status.OPTIMAL, 1, 1)


def test_a_table_lost_while_another_is_free_reseats() -> None:
    """Nobody's hour changes."""
    published = make_solution(PAIRS, (1, 1, 1), (2, 2, 2), (3, 3, 2))
    answer = replan(changes.lose_table(PAIRS, 2, since=2), published)
    assert answer.moves == 0
    assert answer.difference.reseated == (
        Move(2, published.by_meeting[2], Placement(2, 2, 1, (3, 4))),
        Move(3, published.by_meeting[3], Placement(3, 3, 1, (1, 3))),
    )


def test_what_is_past_or_pinned_stays() -> None:
    """A late arrival cannot undo the meetings that have begun."""
    problem = changes.arrive_late(PAIRS, 2, 3)
    past = replan(problem, PUBLISHED, now=2)
    assert (past.status, past.moves) == (Status.OPTIMAL, 0)
    pinned = replan(problem, PUBLISHED, pinned=[1])
    assert pinned.status == Status.INFEASIBLE
    assert pinned.solution is None
    assert {reason.code for reason in pinned.conflict} >= {"while-there"}


def test_what_is_required_is_dropped_where_it_cannot_be_held() -> None:
    """A meeting of the morning whose participant comes at noon; the others stay."""
    problem = replace(
        PAIRS,
        sessions=(Session("am", 1, 2), Session("pm", 3, 4)),
        meetings=(replace(PAIRS.meetings[0], session="am"), *PAIRS.meetings[1:]),
    )
    answer = replan(changes.arrive_late(problem, 2, 3), PUBLISHED)
    assert (answer.status, answer.moves) == (Status.OPTIMAL, 0)
    assert [p.meeting for p in answer.difference.dropped] == [1]
    assert answer.solution is not None
    assert check(answer.problem, answer.solution) == ()
    assert [one.reason.code for one in answer.unplaced] == ["suits-nobody"]


def test_a_new_meeting_may_push_others_when_it_is_wanted() -> None:
    """Meeting 4 of participants 1 and 4 fits in slot 3; in a full day it must push."""
    new = Meeting(4, (1, 4))
    problem = changes.add_meeting(PAIRS, new)
    waiting = replan(problem, PUBLISHED)
    assert [one.meeting for one in waiting.unplaced] == [4]
    assert waiting.unplaced[0].reason.code == "fits-now"
    answer = replan(problem, PUBLISHED, wanted=[4])
    assert [p.meeting for p in answer.difference.added] == [4]
    assert answer.moves == 0
    short = replace(problem, slots=3)
    tight = make_solution(PAIRS, (1, 1, 1), (2, 3, 2), (3, 2, 1))
    pushed = replan(short, tight, wanted=[4])
    # Slot 3 is the only one left for participant 1, and participant 4 is busy then.
    assert (pushed.moves, pushed.moves_bound) == (1, 1)
    assert pushed.solution is not None
    assert len(pushed.solution.placements) == 4


def test_a_colleague_stands_in_for_one_who_does_not_come() -> None:
    """Where any colleague would do, nothing moves."""
    problem = Problem(
        slots=2,
        tables=1,
        participants=(
            Participant(1),
            Participant(2, company="acme"),
            Participant(3, company="acme"),
        ),
        companies=(Company("acme"),),
        meetings=(Meeting("m", (1,), companies=("acme",)),),
    )
    published = Solution((Placement("m", 1, 1, (1, 2)),))
    answer = replan(changes.stay_away(problem, 2), published)
    assert (answer.moves, answer.difference.dropped) == (0, ())
    assert answer.difference.reseated[0].after.participants == (1, 3)


def test_a_meeting_fixed_by_hand_counts_as_moved() -> None:
    """Who drags a block on the board sees what it pushes."""
    problem = replace(
        PAIRS,
        meetings=(replace(PAIRS.meetings[0], slot=2), *PAIRS.meetings[1:]),
    )
    answer = replan(problem, PUBLISHED)
    assert {move.meeting for move in answer.difference.moved} == {1, 3}
    assert (answer.moves, answer.moves_bound) == (2, 2)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"now": 0}, "Slot 0 is not within the day: 1 to 4."),
        ({"pinned": [9]}, "Meeting 9 is pinned and is not published."),
        ({"wanted": [9]}, "Meeting 9 is wanted and does not exist."),
    ],
)
def test_what_cannot_be_asked(arguments: dict[str, object], sentence: str) -> None:
    """Slips in the call are told."""
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        replan(PAIRS, PUBLISHED, **arguments)  # type: ignore[arg-type]


def test_changes_name_what_there_is() -> None:
    """Participants, slots, meetings and tables that do not exist are refused."""
    for change, sentence in (
        (lambda: changes.arrive_late(PAIRS, 9, 2), "There is no participant 9."),
        (
            lambda: changes.arrive_late(PAIRS, 2, 5),
            "Slot 5 is not within the day: 1 to 4.",
        ),
        (
            lambda: changes.lose_table(PAIRS, 2, since=0),
            "Slot 0 is not within the day: 1 to 4.",
        ),
        (lambda: changes.cancel(PAIRS, 9), "There is no meeting 9."),
        (
            lambda: changes.lose_table(PAIRS, 9),
            "A closed table names table 9, and tables go from 1 to 2.",
        ),
    ):
        with pytest.raises(ValueError, match=f"^{sentence}$"):
            change()


def test_a_cancelled_meeting_is_waited_for_no_more() -> None:
    """Precedences on it go with it."""
    ordered = replace(
        PAIRS, meetings=(*PAIRS.meetings[:2], replace(PAIRS.meetings[2], after=(1,)))
    )
    assert changes.cancel(ordered, 1).meetings[-1].after == ()


def fewest(problem: Problem, published: Solution, kept: set[Id]) -> tuple[int, int]:
    """Tell the most priority and, with it, the fewest moves, by trying everything."""
    asked = replace(
        problem,
        fairness=None,
        meetings=tuple(
            replace(m, after=tuple(b for b in m.after if b in kept))
            for m in problem.meetings
            if m.id in kept
        ),
    )
    values = [
        (
            -one.priority(asked),
            sum(
                p.slot != published.by_meeting[p.meeting].slot
                for p in one.placements
                if p.meeting in published.by_meeting
            ),
        )
        for one in timetables(asked)
    ]
    priority, moves = min(values)
    return -priority, moves


@pytest.mark.parametrize("problems", [optional_problems, rich_problems])
def test_no_mending_moves_fewer(problems: st.SearchStrategy[Problem]) -> None:
    """After any change, priority and moves are those of the best of all timetables."""

    @settings(max_examples=50, deadline=None)
    @given(st.data())
    def agrees(data: st.DataObject) -> None:
        problem = data.draw(problems())  # type: ignore[operator]
        problem = replace(
            problem,
            fairness=None,
            meetings=tuple(replace(m, required=False) for m in problem.meetings),
        )
        published = data.draw(st.sampled_from([*timetables(problem)][:200]))
        person = data.draw(st.sampled_from([p.id for p in problem.participants]))
        change = data.draw(st.integers(0, 3))
        if change == 0:
            problem = changes.arrive_late(problem, person, min(3, problem.slots))
        elif change == 1:
            problem = changes.stay_away(problem, person)
        elif change == 2:
            problem = changes.lose_table(problem, 1)
        else:
            assume(published.placements)
            problem = changes.cancel(problem, published.placements[0].meeting)
        answer = replan(problem, published)
        assert answer.status == Status.OPTIMAL
        assert answer.solution is not None
        assert check(answer.problem, answer.solution) == ()
        kept = {m.id for m in problem.meetings if m.id in published.by_meeting}
        expected = fewest(problem, published, kept)
        assert (answer.solution.priority(problem), answer.moves) == expected
        assert answer.moves_bound == answer.moves

    agrees()


def test_a_limit_gives_the_best_so_far_with_its_bound() -> None:
    """With hardly any work what need not move stays; the rest has a place or none."""
    problem = changes.arrive_late(PAIRS, 2, 2)
    for limits in ({"time_limit": 0.0}, {"work_limit": 0.0}, {"work_limit": 1.0}):
        answer = replan(problem, PUBLISHED, **limits)  # type: ignore[arg-type]
        if answer.solution is not None:
            assert check(answer.problem, answer.solution) == ()
            left_out = len(answer.difference.dropped)
            assert answer.moves_bound <= 1 <= answer.moves + left_out
