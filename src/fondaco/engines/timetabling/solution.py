"""A timetable, and what `solve` says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.reasons import Reason


class Status(StrEnum):
    """What is known of a problem."""

    OPTIMAL = "optimal"
    """A best timetable was found, and that none is better was proven."""
    FEASIBLE = "feasible"
    """A timetable was found; a better one may exist."""
    INFEASIBLE = "infeasible"
    """That no timetable exists was proven."""
    UNKNOWN = "unknown"
    """The limit came before any timetable or proof."""


@dataclass(frozen=True, slots=True)
class Placement:
    """When, where and by whom a meeting is held.

    Parameters
    ----------
    meeting
        The id of the meeting.
    slot
        Its first slot, counted from 1.
    table
        Its table, counted from 1.
    participants
        The ids of all who attend, colleagues chosen for companies included.
    """

    meeting: Id
    slot: int
    table: int
    participants: tuple[Id, ...]


@dataclass(frozen=True)
class Solution:
    """A timetable: the meetings that are held, each once.

    Parameters
    ----------
    placements
        In any order; meetings without one are not held.
    """

    placements: tuple[Placement, ...]

    @cached_property
    def by_meeting(self) -> dict[Id, Placement]:
        """The placements by the ids of their meetings."""
        return {placement.meeting: placement for placement in self.placements}

    def slots_of(self, problem: Problem) -> dict[Id, list[int]]:
        """Tell the slots in which each participant meets, in order.

        Parameters
        ----------
        problem
            The problem whose timetable this is.

        Returns
        -------
        dict
            From each participant's id to slots counted from 1; an empty list for who
            meets nobody.
        """
        busy: dict[Id, list[int]] = {p.id: [] for p in problem.participants}
        for placement in self.placements:
            length = problem.meeting_by_id[placement.meeting].length
            for person in placement.participants:
                busy[person] += range(placement.slot, placement.slot + length)
        return {person: sorted(slots) for person, slots in busy.items()}

    def breaks_of(self, problem: Problem) -> dict[Id, int]:
        """Count the breaks of each participant.

        Parameters
        ----------
        problem
            The problem whose timetable this is.

        Returns
        -------
        dict
            From each participant's id to the number of maximal runs of idle slots
            between two of their meetings.
        """
        return {
            person: count_breaks(slots)
            for person, slots in self.slots_of(problem).items()
        }

    def breaks(self, problem: Problem) -> int:
        """Count all breaks.

        Parameters
        ----------
        problem
            The problem whose timetable this is.

        Returns
        -------
        int
            The sum over all participants.
        """
        return sum(self.breaks_of(problem).values())

    def is_fair(self, problem: Problem) -> bool:
        """Tell whether numbers of breaks differ within the problem's limit.

        Parameters
        ----------
        problem
            The problem whose timetable this is; any difference is fair where its limit
            is ``None``.

        Returns
        -------
        bool
            Whether it is fair.
        """
        if problem.fairness is None:
            return True
        breaks = self.breaks_of(problem).values()
        return max(breaks, default=0) - min(breaks, default=0) <= problem.fairness

    def priority(self, problem: Problem) -> int:
        """Add up what the meetings that are held are worth.

        Parameters
        ----------
        problem
            The problem whose timetable this is.

        Returns
        -------
        int
            The sum of their priorities.
        """
        held = self.by_meeting
        return sum(m.priority for m in problem.meetings if m.id in held)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A meeting that is not held, and what would change that.

    Parameters
    ----------
    meeting
        Its id.
    reason
        Why it is left out.
    change
        The single change after which it would be held; none is known where ``None``.
    """

    meeting: Id
    reason: Reason
    change: Reason | None


@dataclass(frozen=True)
class Result:
    """An answer.

    Parameters
    ----------
    status
        What is proven.
    solution
        The timetable; ``None`` if infeasible or unknown.
    objective
        Its total number of breaks; ``None`` without a timetable.
    lower_bound
        No timetable that holds meetings of the same worth has fewer breaks.
    priority
        What the meetings that are held are worth together.
    priority_bound
        No timetable holds more.
    seconds
        Wall-clock time from call to answer.
    unplaced
        The meetings left out, with reasons, the most valuable first.
    conflict
        If infeasible, a smallest set of requirements that cannot all be met: drop any
        one, and the others can (among themselves). Empty where none was isolated.
    notes
        What else the caller should know, such as compilation in a first call.
    """

    status: Status
    solution: Solution | None
    objective: int | None
    lower_bound: int
    priority: int
    priority_bound: int
    seconds: float
    unplaced: tuple[Unplaced, ...] = ()
    conflict: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()

    @property
    def gap(self) -> int | None:
        """By how many breaks the timetable may fall short of the best."""
        return None if self.objective is None else self.objective - self.lower_bound


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known while the search goes on.

    Parameters
    ----------
    seconds
        Since the call.
    objective
        Breaks of the best timetable so far; ``None`` while there is none.
    lower_bound
        No timetable has fewer breaks.
    placed
        Meetings held in the best timetable so far.
    solution
        The best timetable so far, where it is new since the last report.
    """

    seconds: float
    objective: int | None
    lower_bound: int
    placed: int
    solution: Solution | None = None


def count_breaks(slots: Iterable[int]) -> int:
    """Count the maximal runs of idle slots between some slots.

    Parameters
    ----------
    slots
        The slots in which somebody meets, in any order.

    Returns
    -------
    int
        The number of runs; what lies before and after is none.
    """
    return sum(after > before + 1 for before, after in pairwise(sorted(slots)))
