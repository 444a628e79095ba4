"""Tables: kept ones first, then as few changes as there is room for."""

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import Meeting, Participant, Problem
from fondaco.engines.timetabling.tables import Start, assign_tables, table_changes
from tests.engines.timetabling.problems import make_problem


def test_people_stay_seated_where_they_can() -> None:
    """Two streams of meetings that share nobody keep two tables all day."""
    problem = make_problem((1, 2), (1, 3), (4, 5), (4, 6), slots=2, tables=2)
    starts = {
        1: Start(1, (1, 2)),
        2: Start(2, (1, 3)),
        3: Start(1, (4, 5)),
        4: Start(2, (4, 6)),
    }
    solution, left = assign_tables(problem, starts)
    assert left == ()
    assert check(problem, solution) == ()
    assert table_changes(problem, solution) == 0


def test_who_pauses_finds_their_table_again() -> None:
    """A meeting of others takes a table that nobody comes back to."""
    problem = make_problem((1, 2), (1, 3), (4, 5), slots=3, tables=2)
    starts = {1: Start(1, (1, 2)), 3: Start(2, (4, 5)), 2: Start(3, (1, 3))}
    solution, _ = assign_tables(problem, starts)
    assert table_changes(problem, solution) == 0


def test_kept_tables_come_first_and_others_make_way() -> None:
    """Who keeps table 1 has it; a long meeting does not sit there meanwhile."""
    problem = Problem(
        slots=2,
        tables=2,
        participants=(Participant(1, table=1), *map(Participant, (2, 3, 4))),
        meetings=(
            Meeting("kept", (1, 2)),
            Meeting("long", (3, 4), length=2),
        ),
    )
    solution, left = assign_tables(
        problem, {"kept": Start(2, (1, 2)), "long": Start(1, (3, 4))}
    )
    assert left == ()
    assert {p.meeting: p.table for p in solution.placements} == {"kept": 1, "long": 2}


def test_a_long_meeting_takes_a_table_that_is_open_throughout() -> None:
    """Among them the one that is of least use to others; none if there is none."""
    problem = Problem(
        slots=3,
        tables=2,
        participants=tuple(map(Participant, (1, 2))),
        meetings=(Meeting("long", (1, 2), length=2),),
        closed=frozenset({(2, 3)}),
    )
    solution, left = assign_tables(problem, {"long": Start(1, (1, 2))})
    assert [(p.table, left) for p in solution.placements] == [(2, ())]
    solution, left = assign_tables(
        problem, {"long": Start(2, (1, 2), tables=frozenset({2}))}
    )
    assert (solution.placements, left) == ((), ("long",))


def test_published_tables_are_kept_where_they_are_free() -> None:
    """A wish counts before everybody's convenience."""
    problem = make_problem((1, 2), (3, 4), slots=1, tables=3)
    starts = {1: Start(1, (1, 2)), 2: Start(1, (3, 4))}
    solution, _ = assign_tables(problem, starts, {1: 3, 2: 3})
    assert {p.meeting: p.table for p in solution.placements} == {1: 3, 2: 1}


def test_more_meetings_than_tables_are_left() -> None:
    """They are named, not doubled up."""
    problem = make_problem((1, 2), (3, 4), slots=1, tables=1)
    starts = {1: Start(1, (1, 2)), 2: Start(1, (3, 4))}
    solution, left = assign_tables(problem, starts)
    assert ([p.meeting for p in solution.placements], left) == ([1], (2,))
