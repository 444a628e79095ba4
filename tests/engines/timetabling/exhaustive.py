"""Every timetable of a tiny problem, tried one by one: the measure of the solvers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.solution import Placement, Solution

# Faults that more placements can mend; any other stays.
MENDED = {"required-not-held", "unfair"}


def timetables(problem: Problem) -> Iterator[Solution]:
    """Try all timetables, giving up early where no placement can mend a fault."""
    yield from _extended(problem, 0, ())


def best(problem: Problem) -> tuple[int, int] | None:
    """Tell the most priority and, with it, the fewest breaks; None if infeasible."""
    values = [
        (-solution.priority(problem), solution.breaks(problem))
        for solution in timetables(problem)
    ]
    if not values:
        return None
    priority, breaks = min(values)
    return -priority, breaks


def _extended(
    problem: Problem, number: int, placed: tuple[Placement, ...]
) -> Iterator[Solution]:
    solution = Solution(placed)
    faults = {fault.code for fault in check(problem, solution)}
    if faults - MENDED:
        return
    if number == len(problem.meetings):
        if not faults:
            yield solution
        return
    meeting = problem.meetings[number]
    choices = [[p.id for p in problem.colleagues[c]] for c in meeting.companies]
    if not meeting.required:
        yield from _extended(problem, number + 1, placed)
    for slot in range(1, problem.slots + 1):
        for standing in product(*choices):
            people = (*meeting.participants, *standing)
            for table in _telling_tables(problem, slot, placed):
                placement = Placement(meeting.id, slot, table, people)
                yield from _extended(problem, number + 1, (*placed, placement))


def _telling_tables(
    problem: Problem, slot: int, placed: tuple[Placement, ...]
) -> list[int]:
    """Tell the tables worth trying: one alone where all are alike."""
    alike = not problem.closed and not any(p.table for p in problem.participants)
    if alike and all(m.length == 1 for m in problem.meetings):
        busy = {p.table for p in placed if p.slot == slot}
        return [t for t in range(1, problem.tables + 1) if t not in busy][:1]
    return list(range(1, problem.tables + 1))


@st.composite
def base_problems(draw: st.DrawFn) -> Problem:
    """Draw problems of the papers: pairs, one slot each, all required."""
    slots = draw(st.integers(2, 5))
    tables = draw(st.integers(1, 2))
    people = draw(st.integers(2, 4))
    pairs = draw(
        st.lists(
            st.tuples(st.integers(1, people), st.integers(1, people)).filter(
                lambda pair: pair[0] < pair[1]
            ),
            min_size=1,
            max_size=5,
        )
    )
    border = draw(st.integers(1, slots))
    sessions = [Session("am", 1, border)]
    if border < slots:
        sessions.append(Session("pm", border + 1, slots))
    names = st.sampled_from([None, None, *(s.id for s in sessions)])
    rarely = st.sampled_from([None, None, None, *range(1, slots + 1)])
    away = st.frozensets(st.integers(1, slots), max_size=1)
    return Problem(
        slots=slots,
        tables=tables,
        participants=tuple(
            Participant(p, unavailable=draw(away)) for p in range(1, people + 1)
        ),
        meetings=tuple(
            Meeting(
                number,
                pair,
                session=draw(names),
                slot=draw(rarely),
                after=(number - 1,) if number > 1 and draw(st.booleans()) else (),
                required=True,
            )
            for number, pair in enumerate(pairs, start=1)
        ),
        sessions=tuple(sessions),
        fairness=draw(st.sampled_from([None, 0, 1, 2])),
    )


@st.composite
def optional_problems(draw: st.DrawFn) -> Problem:
    """Draw problems in which not everything must be held."""
    problem = draw(base_problems())
    return replace(
        problem,
        meetings=tuple(
            replace(
                meeting,
                required=draw(st.sampled_from([False, False, True])),
                priority=draw(st.integers(1, 3)),
            )
            for meeting in problem.meetings
        ),
    )


@st.composite
def rich_problems(draw: st.DrawFn) -> Problem:
    """Draw problems with every extension."""
    problem = draw(optional_problems())
    slots, tables = problem.slots, problem.tables
    table = st.sampled_from([None, None, None, *range(1, tables + 1)])
    meetings = problem.meetings[:4]
    people = tuple(
        replace(
            person,
            company=draw(st.sampled_from([None, "acme"])),
            max_meetings=draw(st.sampled_from([None, None, 1, 2])),
            table=draw(table),
        )
        for person in problem.participants
    )
    of_acme = {person.id for person in people if person.company == "acme"}
    closed = st.frozensets(
        st.tuples(st.integers(1, tables), st.integers(1, slots)), max_size=1
    )
    return replace(
        problem,
        participants=people,
        companies=(Company("acme", at_once=draw(st.integers(1, 2))),),
        resources=(Resource("interpreter", unavailable=frozenset({1})),),
        closed=draw(closed),
        meetings=tuple(
            replace(
                meeting,
                length=draw(st.sampled_from([1, 1, 2])),
                participants=meeting.participants[:1]
                if (
                    joins := meeting.participants[0] not in of_acme
                    and draw(st.booleans())
                )
                else meeting.participants,
                companies=("acme",) if joins else (),
                resources=draw(st.sampled_from([(), ("interpreter",)])),
            )
            for meeting in meetings
        ),
    )
