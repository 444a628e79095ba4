"""What the exact solver reads: a plain day in indices, everything counted from 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

from fondaco.engines.timetabling.problem import Problem


class Arrays(Protocol):
    """The array form of a problem: meeting m has the people between two offsets."""

    @property
    def n_participants(self) -> int:
        """How many participants there are."""

    @property
    def n_slots(self) -> int:
        """How many slots there are."""

    @property
    def first_person(self) -> Any:
        """Where the people of each meeting begin in `person`, and the end."""

    @property
    def person(self) -> Any:
        """The people of all meetings, one meeting after the other."""

    @property
    def allowed(self) -> Any:
        """Meeting by slot, whether the meeting may be there."""

    @property
    def capacity(self) -> Any:
        """How many meetings each slot can hold."""

    @property
    def precedences(self) -> Any:
        """Pairs of meetings, the first strictly before the second."""


@dataclass(frozen=True)
class Event:
    """A day on which every meeting is held and takes one slot.

    Parameters
    ----------
    n_participants, n_slots
        How many there are.
    people
        For each meeting, who must be there.
    allowed
        For each meeting, the slots in which it may be, in order.
    capacity
        For each slot, how many meetings it can hold.
    precedences
        Pairs of meetings, the first strictly before the second.
    fairness
        By how much the numbers of breaks of any two participants may differ; any where
        ``None``.
    """

    n_participants: int
    n_slots: int
    people: tuple[tuple[int, ...], ...]
    allowed: tuple[tuple[int, ...], ...]
    capacity: tuple[int, ...]
    precedences: tuple[tuple[int, int], ...] = ()
    fairness: int | None = 2

    @classmethod
    def from_arrays(cls, arrays: Arrays, *, fairness: int | None = 2) -> "Event":
        """Read the array form.

        Parameters
        ----------
        arrays
            A problem all of whose meetings must be held.
        fairness
            As in the class.

        Returns
        -------
        Event
            The same in plain tuples.
        """
        offsets = [int(offset) for offset in arrays.first_person]
        return cls(
            n_participants=arrays.n_participants,
            n_slots=arrays.n_slots,
            people=tuple(
                tuple(int(person) for person in arrays.person[start:end])
                for start, end in pairwise(offsets)
            ),
            allowed=tuple(
                tuple(slot for slot in range(arrays.n_slots) if row[slot])
                for row in arrays.allowed
            ),
            capacity=tuple(int(tables) for tables in arrays.capacity),
            precedences=tuple((int(a), int(b)) for a, b in arrays.precedences),
            fairness=fairness,
        )

    @classmethod
    def from_problem(cls, problem: Problem) -> "Event":
        """Read a plain problem.

        Parameters
        ----------
        problem
            A problem of which `is_plain` is true.

        Returns
        -------
        Event
            Participants and meetings in the order of the problem.
        """
        person = {p.id: index for index, p in enumerate(problem.participants)}
        meeting = {m.id: index for index, m in enumerate(problem.meetings)}
        return cls(
            n_participants=len(person),
            n_slots=problem.slots,
            people=tuple(
                tuple(person[name] for name in m.participants) for m in problem.meetings
            ),
            allowed=tuple(
                tuple(start - 1 for start in problem.starts(m))
                for m in problem.meetings
            ),
            capacity=tuple(
                problem.open_tables(slot) for slot in range(1, problem.slots + 1)
            ),
            precedences=tuple(
                (meeting[before], meeting[m.id])
                for m in problem.meetings
                for before in m.after
            ),
            fairness=problem.fairness,
        )

    @cached_property
    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """The meetings of each participant."""
        found: list[list[int]] = [[] for _ in range(self.n_participants)]
        for meeting, people in enumerate(self.people):
            for person in people:
                found[person].append(meeting)
        return tuple(map(tuple, found))

    def breaks(self, slots: Sequence[int]) -> int:
        """Count the breaks of a timetable.

        Parameters
        ----------
        slots
            The slot of each meeting.

        Returns
        -------
        int
            Maximal runs of idle slots between two meetings of a participant, summed
            over all participants.
        """
        return sum(self.breaks_of(slots))

    def breaks_of(self, slots: Sequence[int]) -> list[int]:
        """Count the breaks of each participant.

        Parameters
        ----------
        slots
            The slot of each meeting.

        Returns
        -------
        list of int
            One number for each participant.
        """
        return [
            sum(
                after > before + 1
                for before, after in pairwise(sorted(slots[m] for m in meetings))
            )
            for meetings in self.meetings_of
        ]

    def holds(self, slots: Sequence[int]) -> bool:
        """Tell whether a timetable keeps every requirement.

        Parameters
        ----------
        slots
            The slot of each meeting.

        Returns
        -------
        bool
            False, too, where the slots are not as many as the meetings.
        """
        if len(slots) != len(self.people) or any(
            slot not in allowed
            for slot, allowed in zip(slots, self.allowed, strict=True)
        ):
            return False
        in_slot = [0] * self.n_slots
        for slot in slots:
            in_slot[slot] += 1
        breaks = self.breaks_of(slots)
        return (
            all(
                len({slots[m] for m in meetings}) == len(meetings)
                for meetings in self.meetings_of
            )
            and all(n <= c for n, c in zip(in_slot, self.capacity, strict=True))
            and all(slots[a] < slots[b] for a, b in self.precedences)
            and (
                self.fairness is None
                or max(breaks, default=0) - min(breaks, default=0) <= self.fairness
            )
        )


def is_plain(problem: Problem) -> bool:
    """Tell whether the exact solver can take a problem as it is.

    Parameters
    ----------
    problem
        Any problem.

    Returns
    -------
    bool
        Whether all its meetings are required and of named people and take one slot, and
        no company, cap, kept table or resource binds them. Which tables are closed does
        not matter, as tables are then alike.
    """
    held = {p.id: 0 for p in problem.participants}
    for meeting in problem.meetings:
        if (
            not meeting.required
            or meeting.length != 1
            or meeting.companies
            or meeting.resources
        ):
            return False
        for person in meeting.participants:
            held[person] += 1
    return all(
        p.company is None
        and p.table is None
        and (p.max_meetings is None or held[p.id] <= p.max_meetings)
        for p in problem.participants
    )
