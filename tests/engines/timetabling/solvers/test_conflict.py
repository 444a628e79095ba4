"""A problem without a timetable: the smallest set of requirements in conflict."""

from dataclasses import replace

from hypothesis import given, settings

from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.solvers.conflict import find_conflict
from tests.engines.timetabling.exhaustive import best, rich_problems
from tests.engines.timetabling.problems import make_problem


def codes(problem: Problem) -> list[str]:
    """Tell the codes of the conflict, sorted."""
    return sorted(reason.code for reason in find_conflict(problem))


def test_somebody_with_more_meetings_than_slots() -> None:
    """Three meetings of participant 1 in two slots; the fourth has no part in it."""
    problem = make_problem((1, 2), (1, 3), (1, 4), (5, 6), slots=2)
    assert codes(problem) == ["must-be-held"] * 3 + ["one-at-a-time"]


def test_too_few_tables() -> None:
    """Three meetings, one slot, two tables."""
    problem = make_problem((1, 2), (3, 4), (5, 6), slots=1)
    assert codes(problem) == ["enough-tables"] + ["must-be-held"] * 3


def test_every_kind_of_requirement_can_be_in_conflict() -> None:
    """Session, fixed slot, order, availability, cap, company, resource, tables."""
    two = make_problem((1, 2), (3, 4), slots=2, tables=2)
    first, second = two.meetings
    am, pm = Session("am", 1, 1), Session("pm", 2, 2)
    ordered = replace(
        two,
        sessions=(am, pm),
        meetings=(replace(first, session="pm"), replace(second, after=(1,))),
    )
    assert codes(ordered) == ["after", "in-session", *["must-be-held"] * 2]
    early = replace(
        two, meetings=(replace(first, after=(2,), slot=1), replace(second, slot=1))
    )
    assert codes(early) == ["after", "in-fixed-slot", *["must-be-held"] * 2]
    away = replace(
        two,
        participants=(
            Participant(1, unavailable=frozenset({1, 2})),
            *two.participants[1:],
        ),
    )
    assert codes(away) == ["must-be-held", "while-there"]
    capped = replace(
        two, participants=(Participant(1, max_meetings=0), *two.participants[1:])
    )
    assert codes(capped) == ["must-be-held", "within-cap"]
    company = replace(
        two,
        slots=1,
        participants=tuple(Participant(p, company="acme") for p in (1, 2, 3, 4)),
        companies=(Company("acme"),),
    )
    assert codes(company) == ["company-at-once", *["must-be-held"] * 2]
    interpreted = replace(
        two,
        slots=1,
        resources=(Resource("interpreter"),),
        meetings=tuple(replace(m, resources=("interpreter",)) for m in two.meetings),
    )
    assert codes(interpreted) == [*["must-be-held"] * 2, "resource-at-once"]
    keeper = replace(
        two,
        slots=1,
        participants=(Participant(1, table=1), *two.participants[1:]),
        closed=frozenset({(1, 1)}),
    )
    assert codes(keeper) == ["keeps-table", "must-be-held"]
    sharing = replace(
        two,
        slots=1,
        participants=tuple(Participant(p, table=1) for p in (1, 2, 3, 4)),
    )
    assert codes(sharing) == [*["must-be-held"] * 2, "one-at-a-table"]


def test_a_meeting_longer_than_every_session() -> None:
    """The conflict lies in the sessions' borders, and that is said."""
    problem = replace(
        make_problem((1, 2), slots=2),
        sessions=(Session("am", 1, 1), Session("pm", 2, 2)),
        meetings=(Meeting(1, (1, 2), length=2, required=True),),
    )
    assert codes(problem) == ["must-be-held", "no-room"]


def test_tables_closed_in_turns_have_no_room_for_a_long_meeting() -> None:
    """A table is open in each slot, and none in both."""
    problem = replace(
        make_problem((1, 2), slots=2),
        closed=frozenset({(1, 1), (2, 2)}),
        meetings=(Meeting(1, (1, 2), length=2, required=True),),
    )
    assert codes(problem) == ["kinds-of-table", "must-be-held"]


def test_fairness_alone_can_be_in_conflict() -> None:
    """Participant 1 has a break, participant 2 cannot have any."""
    problem = make_problem((1, 2), (1, 3), slots=3, fairness=0)
    apart = replace(
        problem,
        meetings=(
            replace(problem.meetings[0], slot=1),
            replace(problem.meetings[1], slot=3),
        ),
    )
    assert "fair" in codes(apart)


def test_where_there_is_a_timetable_there_is_no_conflict() -> None:
    """Nor is one invented when the time is over."""
    assert find_conflict(make_problem((1, 2))) == ()
    assert find_conflict(make_problem((1, 2)), time_limit=0) == ()


@settings(max_examples=60, deadline=None)
@given(rich_problems())
def test_a_conflict_is_found_where_exhaustive_search_finds_nothing(
    problem: Problem,
) -> None:
    """And only there; each reason can be said in both languages."""
    conflict = find_conflict(problem)
    assert bool(conflict) == (best(problem) is None)
    for reason in conflict:
        for language in ("en", "it"):
            assert reason.sentence(problem, language).endswith(".")
