"""Which waiting meetings could fill a slot that has become free."""

from collections.abc import Iterator
from dataclasses import dataclass

from fondaco.engines.timetabling.obstacles import Timetable
from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.solution import (
    Placement,
    Solution,
    count_breaks,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A waiting meeting and a place where it fits with nothing moved.

    Parameters
    ----------
    placement
        Where it would be held, at a table that is free.
    priority
        What holding it is worth.
    breaks
        By how much the total number of breaks would change; negative is good.
    """

    placement: Placement
    priority: int
    breaks: int


def standby(
    problem: Problem, solution: Solution, *, slot: int | None = None, now: int = 1
) -> tuple[Candidate, ...]:
    """Tell which waiting meetings fit, best first.

    Parameters
    ----------
    problem
        What is asked.
    solution
        A valid timetable of it.
    slot
        The slot that has become free, counted from 1; any where ``None``.
    now
        The first slot that is not past.

    Returns
    -------
    tuple of Candidate
        By priority, then by what they do to breaks, then by slot: for each meeting its
        best place, or each place in the given slot.

    Raises
    ------
    ValueError
        If the slot lies outside the day.
    """
    if slot is not None and not 1 <= slot <= problem.slots:
        raise ValueError(f"Slot {slot} is not within the day: 1 to {problem.slots}.")
    timetable = Timetable(problem, solution)
    found = []
    for meeting in problem.meetings:
        if meeting.id not in solution.by_meeting:
            places = [
                candidate
                for candidate in _places(timetable, meeting)
                if candidate.placement.slot >= now
                and (slot is None or candidate.placement.slot == slot)
            ]
            if places:
                found.append(min(places, key=_order))
    return tuple(sorted(found, key=_order))


def fill(problem: Problem, solution: Solution) -> Solution:
    """Hold every waiting meeting that fits with nothing moved, best first.

    Parameters
    ----------
    problem
        What is asked.
    solution
        A valid timetable of it.

    Returns
    -------
    Solution
        A valid timetable that holds at least as much.
    """
    left = [m for m in problem.meetings if m.id not in solution.by_meeting]
    for meeting in sorted(left, key=lambda m: -m.priority):
        places = list(_places(Timetable(problem, solution), meeting))
        for candidate in sorted(places, key=_order):
            longer = Solution((*solution.placements, candidate.placement))
            if longer.is_fair(problem):
                solution = longer
                break
    return solution


def _order(candidate: Candidate) -> tuple[int, int, int]:
    return (-candidate.priority, candidate.breaks, candidate.placement.slot)


def _places(timetable: Timetable, meeting: Meeting) -> Iterator[Candidate]:
    for opening in timetable.openings(meeting):
        span = range(opening.slot, opening.slot + meeting.length)
        table = _free_table(timetable, meeting, span)
        if not opening.obstacles and table is not None:
            yield Candidate(
                Placement(meeting.id, opening.slot, table, opening.participants),
                meeting.priority,
                sum(_breaks(timetable, p, span) for p in opening.participants),
            )


def _breaks(timetable: Timetable, person: Id, more: range) -> int:
    """Tell by how much a person's breaks change if they meet in some more slots."""
    before = {
        slot
        for slot in range(1, timetable.problem.slots + 1)
        if (person, slot) in timetable.meeting_of
    }
    return count_breaks(before | set(more)) - count_breaks(before)


def _free_table(timetable: Timetable, meeting: Meeting, span: range) -> int | None:
    """Find a table that is open and free throughout, the one that is bound to first."""
    problem = timetable.problem
    bound = problem.table_of(meeting)
    tables = range(1, problem.tables + 1) if bound is None else [bound]
    return next(
        (
            table
            for table in tables
            if all(
                (table, slot) not in problem.closed
                and (table, slot) not in timetable.at_table
                for slot in span
            )
        ),
        None,
    )
