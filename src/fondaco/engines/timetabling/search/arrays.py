"""The problem as arrays, which is what compiled code reads."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

MOST_SLOTS = 64

Ints = NDArray[np.int32]
Words = NDArray[np.uint64]
Bools = NDArray[np.bool_]


def _none_before_another() -> Ints:
    return np.zeros((0, 2), dtype=np.int32)


@dataclass(frozen=True, eq=False, kw_only=True)
class Arrays:
    """A timetabling problem in array form; everything counts from 0.

    Attributes
    ----------
    n_participants, n_slots
        How many there are; at most 64 slots.
    first_person, person
        The people of meeting m are ``person[first_person[m]:first_person[m + 1]]``.
    allowed
        Meeting by slot: may the meeting be there (sessions, fixed slots and the
        availability of its people already applied)?
    capacity
        For each slot, the meetings that it can hold at once.
    precedences
        Pairs of meetings, the first strictly before the second.
    weight
        For each meeting, what placing it is worth; read where it is not required.
    required
        For each meeting, whether it must be placed.

    Raises
    ------
    ValueError
        If there are more than 64 slots, or the arrays do not fit each other.
    """

    n_participants: int
    n_slots: int
    first_person: Ints
    person: Ints
    allowed: Bools
    capacity: Ints
    precedences: Ints = field(default_factory=_none_before_another)
    weight: Ints
    required: Bools

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit each other."""
        if not 1 <= self.n_slots <= MOST_SLOTS:
            raise ValueError(
                f"The local search takes 1 to {MOST_SLOTS} slots, and this timetable "
                f"has {self.n_slots}: solve each day on its own."
            )
        shapes = {
            "allowed": (self.n_meetings, self.n_slots),
            "capacity": (self.n_slots,),
            "precedences": (len(self.precedences), 2),
            "weight": (self.n_meetings,),
            "required": (self.n_meetings,),
        }
        for name, shape in shapes.items():
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"{name} has the shape {found}; make it {shape}.")
        if len(self.person) != self.first_person[-1]:
            raise ValueError("first_person must end with the length of person.")
        if len(self.person) and not (
            self.person.min() >= 0 and self.person.max() < self.n_participants
        ):
            raise ValueError("person must be between 0 and n_participants - 1.")

    @property
    def n_meetings(self) -> int:
        """How many meetings there are."""
        return len(self.first_person) - 1

    @property
    def is_of_pairs(self) -> bool:
        """Whether every meeting is of exactly two people."""
        return bool(np.all(np.diff(self.first_person) == 2))

    @property
    def allowed_words(self) -> Words:
        """For each meeting, its allowed slots as the bits of a word."""
        bits = np.uint64(1) << np.arange(self.n_slots, dtype=np.uint64)
        words: Words = np.where(self.allowed, bits, np.uint64(0)).sum(
            axis=1, dtype=np.uint64
        )
        return words


def breaks_of(arrays: Arrays, slots: Ints) -> int:
    """Count the breaks of a timetable from the definition.

    Parameters
    ----------
    arrays
        The problem.
    slots
        The slot of each meeting, -1 if it is not placed.
    """
    used = np.zeros((arrays.n_participants, arrays.n_slots), dtype=np.bool_)
    of_person = np.repeat(slots, np.diff(arrays.first_person))
    placed = of_person >= 0
    used[arrays.person[placed], of_person[placed]] = True
    starts = used.copy()
    starts[:, 1:] &= ~used[:, :-1]
    return int(starts.sum() - used.any(axis=1).sum())


def faults_of(arrays: Arrays, slots: Ints) -> list[str]:
    """Say what is wrong with a timetable; nothing if it is valid.

    Parameters
    ----------
    arrays
        The problem.
    slots
        The slot of each meeting, -1 if it is not placed.
    """
    faults = []
    placed = np.flatnonzero(slots >= 0)
    if not arrays.allowed[placed, slots[placed]].all():
        faults.append("a meeting is where it may not be")
    held = np.bincount(slots[placed], minlength=arrays.n_slots)
    if (held > arrays.capacity).any():
        faults.append("a slot holds more meetings than it can")
    of_person = np.repeat(slots, np.diff(arrays.first_person))
    seats = np.flatnonzero(of_person >= 0)
    if len(seats) != len(
        np.unique(arrays.person[seats] * arrays.n_slots + of_person[seats])
    ):
        faults.append("a person is in two meetings at once")
    before, after = slots[arrays.precedences[:, 0]], slots[arrays.precedences[:, 1]]
    if ((before >= after) & (before >= 0) & (after >= 0)).any():
        faults.append("a meeting is not before one that must follow it")
    return faults
