"""A first timetable: greedy by degree, what is in the way put out and placed again."""

from typing import Any

import numpy as np
from numba import njit

from fondaco.engines.timetabling.search.arrays import Arrays, Ints, Words
from fondaco.engines.timetabling.search.words import bit, breaks_in, draw, scaled

EJECTIONS_PER_MEETING = 200
# A meeting put out often is harder to put out again, or two would go on for ever.
EJECTION, AGAIN, BREAK = 100_000, 30_000, 1_000
# What a required meeting is worth: more than any that is not.
REQUIRED = 1 << 40


def construct(arrays: Arrays, *, seed: int, start: Ints | None = None) -> Ints:
    """Place every meeting that fits, the hardest first.

    Parameters
    ----------
    arrays
        The problem.
    seed
        Of the random numbers.
    start
        A timetable to begin from, if there is one; what is not valid in it is dropped.

    Returns
    -------
    slots
        The slot of each meeting; -1 for what did not fit, optional meetings first.
    """
    degree = np.bincount(arrays.person, minlength=arrays.n_participants)
    busiest = np.array(
        [
            degree[arrays.person[low:high]].sum()
            for low, high in zip(
                arrays.first_person[:-1], arrays.first_person[1:], strict=True
            )
        ]
    )
    weight = np.where(arrays.required, 0, arrays.weight)
    order = np.lexsort((-busiest, -weight, ~arrays.required)).astype(np.int32)
    slots = np.full(arrays.n_meetings, -1, dtype=np.int32)
    _place(
        order,
        arrays.first_person,
        arrays.person,
        arrays.allowed_words,
        arrays.capacity,
        *bindings(arrays),
        np.where(arrays.required, REQUIRED, arrays.weight.astype(np.int64)),
        np.full(arrays.n_meetings, -1, dtype=np.int32) if start is None else start,
        np.full((arrays.n_participants, arrays.n_slots), -1, dtype=np.int32),
        random_state(seed, 0),
        slots,
    )
    return slots


def random_state(seed: int, stream: int) -> Words:
    """Give the state of a stream of random numbers."""
    words = np.random.SeedSequence((seed, stream)).generate_state(2, np.uint64)
    return words.astype(np.uint64)


def bindings(arrays: Arrays) -> tuple[Ints, Ints, Ints]:
    """List, for each meeting, those tied to it by precedence, and on which side.

    Returns
    -------
    first, meeting, side
        Those of m are ``meeting[first[m]:first[m + 1]]``; the side is -1 for what
        comes before m and 1 for what comes after.
    """
    before, after = arrays.precedences[:, 0], arrays.precedences[:, 1]
    of = np.concatenate((after, before))
    order = np.argsort(of, kind="stable")
    first = np.zeros(arrays.n_meetings + 1, dtype=np.int32)
    first[1:] = np.cumsum(np.bincount(of, minlength=arrays.n_meetings))
    meeting = np.concatenate((before, after))[order].astype(np.int32)
    side = np.repeat(np.array([-1, 1], dtype=np.int32), len(before))[order]
    return first, meeting, side


@njit(cache=True, nogil=True)
def _place(
    order: Ints,
    first_person: Ints,
    person: Ints,
    allowed: Words,
    capacity: Ints,
    first_bound: Ints,
    bound_meeting: Ints,
    bound_side: Ints,
    worth: Any,
    start: Ints,
    occupant: Any,
    random: Words,
    slots: Ints,
) -> None:
    """Place the meetings in order, and then again those put out, in `slots`."""
    n_participants, n_slots = occupant.shape
    n_meetings = len(order)
    held = np.zeros(n_slots, dtype=np.int32)
    used = np.zeros(n_participants, dtype=np.uint64)
    times_out = np.zeros(n_meetings, dtype=np.int64)
    in_way = np.empty(n_meetings, dtype=np.int32)
    best_in_way = np.empty(n_meetings, dtype=np.int32)
    queue = np.empty(n_meetings, dtype=np.int32)
    queue[:] = order
    head, waiting = 0, n_meetings
    ejections = 0

    while waiting:
        meeting = queue[head]
        head = (head + 1) % n_meetings
        waiting -= 1
        best_cost, best_slot, best_count = -1, -1, 0
        for slot in range(n_slots):
            if not allowed[meeting] & bit(slot):
                continue
            # 1. Who is in the way: of its people, of its order, of its room.
            count = 0
            for at in range(first_person[meeting], first_person[meeting + 1]):
                other = occupant[person[at], slot]
                if other >= 0 and not _is_in(in_way, count, other):
                    in_way[count] = other
                    count += 1
            freed = count
            for at in range(first_bound[meeting], first_bound[meeting + 1]):
                other = bound_meeting[at]
                there = slots[other]
                wrong = there >= 0 and (there - slot) * bound_side[at] <= 0
                if wrong and not _is_in(in_way, count, other):
                    in_way[count] = other
                    count += 1
                    freed += there == slot
            if held[slot] - freed >= capacity[slot]:
                if capacity[slot] < 1:
                    continue
                other = _any_at(slots, slot, random)
                in_way[count] = other
                count += 1
            # 2. What it costs: the worth put out must be less than what is put in.
            cost, lost = scaled(draw(random), 100), 0
            for at in range(count):
                lost += worth[in_way[at]]
                cost += EJECTION + AGAIN * times_out[in_way[at]]
            if count and (ejections >= EJECTIONS_PER_MEETING * n_meetings):
                continue
            if count and worth[meeting] < REQUIRED and lost >= worth[meeting]:
                continue
            for at in range(first_person[meeting], first_person[meeting + 1]):
                word = used[person[at]]
                cost += BREAK * (breaks_in(word | bit(slot)) - breaks_in(word) + 1)
            if slot == start[meeting]:
                cost //= 2
            if best_slot < 0 or cost < best_cost:
                best_cost, best_slot, best_count = cost, slot, count
                best_in_way[:count] = in_way[:count]
        if best_slot < 0:
            continue

        # 3. Put out, put in.
        for at in range(best_count):
            other = best_in_way[at]
            there = slots[other]
            for seat in range(first_person[other], first_person[other + 1]):
                occupant[person[seat], there] = -1
                used[person[seat]] &= ~bit(there)
            held[there] -= 1
            slots[other] = -1
            times_out[other] += 1
            ejections += 1
            queue[(head + waiting) % n_meetings] = other
            waiting += 1
        for seat in range(first_person[meeting], first_person[meeting + 1]):
            occupant[person[seat], best_slot] = meeting
            used[person[seat]] |= bit(best_slot)
        held[best_slot] += 1
        slots[meeting] = best_slot


@njit(cache=True)
def _is_in(listed: Ints, count: int, wanted: int) -> bool:
    for at in range(count):  # noqa: SIM110 - numba has no any() of a generator
        if listed[at] == wanted:
            return True
    return False


@njit(cache=True)
def _any_at(slots: Ints, slot: int, random: Words) -> Any:
    """Give a meeting in a slot that holds at least one."""
    meeting = scaled(draw(random), len(slots))
    while slots[meeting] != slot:
        meeting = (meeting + 1) % len(slots)
    return meeting
