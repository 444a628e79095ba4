"""A timetable as the kernels hold it."""

import numpy as np

from fondaco.engines.timetabling.search.arrays import Arrays, Ints
from fondaco.engines.timetabling.search.chains import MENDED, THRESHOLDS, State
from fondaco.engines.timetabling.search.construct import bindings

# The unit of cost.
BREAK = 1000
# A gap costs more the longer it is, up to six slots: it leads towards closing it.
PER_IDLE_SLOT, LONGEST = 150, 6


def state_of(arrays: Arrays, slots: Ints) -> State:
    """Set up the kernels' view of a timetable; they change `slots` in place."""
    occupant = np.full((arrays.n_participants, arrays.n_slots), -1, dtype=np.int32)
    used = np.zeros(arrays.n_participants, dtype=np.uint64)
    pairs = arrays.person.reshape(-1, 2)
    placed = np.flatnonzero(slots >= 0)
    bits = np.uint64(1) << slots[placed].astype(np.uint64)
    for people in pairs[placed].T:
        occupant[people, slots[placed]] = placed
        np.bitwise_or.at(used, people, bits)
    lengths = np.arange(arrays.n_slots + 1)
    gap_cost = BREAK + PER_IDLE_SLOT * np.minimum(lengths, LONGEST)
    gap_cost[0] = 0
    quantiles = (np.arange(THRESHOLDS) + 0.5) / THRESHOLDS
    return State(
        used,
        occupant,
        np.bincount(slots[placed], minlength=arrays.n_slots).astype(np.int32),
        slots,
        (pairs[:, 0] ^ pairs[:, 1]).astype(np.int32),
        arrays.allowed_words,
        arrays.capacity.astype(np.int32),
        gap_cost,
        -np.log(quantiles),
        *bindings(arrays),
        np.zeros((MENDED, 5), dtype=np.int32),
    )
