"""Annealing moves over Kempe chains, for meetings of two people.

Meetings are edges and slots are colours, so a timetable without clashes is a proper
edge colouring. A move flips a chain: the alternating path of meetings in slots *a*
and *b* that starts at a person who has a meeting in *a* and none in *b*. The colouring
stays proper, and only the two people at the ends change the set of slots they use.
"""

from typing import Any, NamedTuple

import numpy as np

from fondaco.engines.timetabling.compiling import inlined, whole
from fondaco.engines.timetabling.search.arrays import Ints, Words
from fondaco.engines.timetabling.search.words import (
    HALF,
    ONE,
    bit,
    bit_number,
    breaks_in,
    draw,
    highest,
    lowest,
    popcount,
    scaled,
)

BYTE = np.uint64(255)
# Of 256 moves, those that take a meeting at the end of a run, and those that put it
# next to a run: the others keep every timetable reachable.
FROM_AN_END = 248
NEXT_TO_A_RUN = 253
THRESHOLDS = 4096
# A chain is found from both its ends: it is enough to follow it from the end that
# gains the most, so one that asks for more than this share of the threshold is left.
SHARE = 4
# A slot has a price from so many meetings below its capacity, and each one more costs
# so much more: who gains most from a slot gets it, not who comes first.
PRICED_BELOW, PRICE = 2, 250

# A chain that costs so much too much is worth another one, and that a third. With six
# a day that can be without breaks is not found: they heat it.
MENDABLE, MENDED = 1200, 2
NONE = 1 << 30


class State(NamedTuple):
    """A timetable and its constants, as the kernels read and write them.

    Attributes
    ----------
    used
        For each person, the slots where they have a meeting.
    occupant
        For each person and slot, their meeting there, or -1.
    held
        For each slot, the number of meetings there.
    slots
        The slot of each meeting, or -1.
    both
        For each meeting, its two people combined by exclusive or.
    allowed
        For each meeting, the slots where it may be.
    capacity
        For each slot, the most meetings it can hold.
    gap_cost
        The cost of a gap of each length.
    thresholds
        Quantiles of the exponential distribution, to draw what a move may cost.
    first_bound, bound_meeting, bound_side
        The meetings tied to meeting m by precedence, and whether they come before
        it (-1) or after it (1).
    flipped
        Chains of the move that is under way: their first and last person, the slots
        from and to which the first goes, and their length.
    """

    used: Words
    occupant: Any
    held: Ints
    slots: Ints
    both: Ints
    allowed: Words
    capacity: Ints
    gap_cost: Any
    thresholds: Any
    first_bound: Ints
    bound_meeting: Ints
    bound_side: Ints
    flipped: Any


@inlined
def _cost_of_adding(gap_cost: Any, word: Any, place: int) -> int:
    """Give the cost of the gaps made less that of the gap broken by one more bit."""
    below = word & (bit(place) - ONE)
    above = word >> np.uint64(place)
    before = place - 1 - highest(below) if below else -1
    after = lowest(above) - 1 if above else -1
    if before < 0:
        return int(gap_cost[after]) if after >= 0 else 0
    if after < 0:
        return int(gap_cost[before])
    return int(gap_cost[before] + gap_cost[after] - gap_cost[before + after + 1])


@inlined
def cost_of_exchange(gap_cost: Any, word: Any, out: int, into: int) -> int:
    """Give what a person's gaps cost more when one meeting changes its slot."""
    rest = word & ~bit(out)
    return _cost_of_adding(gap_cost, rest, into) - _cost_of_adding(gap_cost, rest, out)


@inlined
def _may_move(state: State, meeting: int, slot: int) -> bool:
    if not state.allowed[meeting] & bit(slot):
        return False
    for at in range(state.first_bound[meeting], state.first_bound[meeting + 1]):
        other = state.slots[state.bound_meeting[at]]
        if other >= 0 and (other - slot) * state.bound_side[at] <= 0:
            return False
    return True


@inlined
def _follow(state: State, person: int, out: int, into: int) -> Any:
    """Follow a chain; give its last person and length, 0 if it may not be flipped."""
    length = 0
    while True:
        meeting = state.occupant[person, out]
        if meeting < 0:
            return person, length
        if not _may_move(state, meeting, into):
            return person, 0
        length += 1
        person ^= state.both[meeting]
        out, into = into, out


@inlined
def _assess(state: State, person: int, out: int, into: int, crowding: bool) -> Any:
    """Follow a chain; give its last person, its length and what flipping it costs.

    The length is 0 where it may not be flipped.
    """
    cost = cost_of_exchange(state.gap_cost, state.used[person], out, into)
    last, length = _follow(state, person, out, into)
    if length & 1:
        above = state.held[into] - state.capacity[into]
        if above >= 0 and not crowding:
            return last, 0, cost
        cost += PRICE * max(above + 1 + PRICED_BELOW, 0)
        above = state.held[out] - state.capacity[out]
        cost -= PRICE * max(above + PRICED_BELOW, 0)
        cost += cost_of_exchange(state.gap_cost, state.used[last], out, into)
    elif length:
        cost += cost_of_exchange(state.gap_cost, state.used[last], into, out)
    return last, length, cost


@inlined
def _flip(
    state: State, person: int, last: int, out: int, into: int, length: int
) -> int:
    """Flip a chain; give the change in breaks."""
    turned = bit(out) | bit(into)
    change = 0
    for end in (person, last):
        word = state.used[end]
        state.used[end] = word ^ turned
        change += breaks_in(word ^ turned) - breaks_in(word)
    if length & 1:
        state.held[out] -= 1
        state.held[into] += 1

    meeting = state.occupant[person, out]
    state.occupant[person, out] = -1
    for _ in range(length):
        other = person ^ state.both[meeting]
        following = state.occupant[other, into]
        state.slots[meeting] = into
        state.occupant[person, into] = meeting
        state.occupant[other, into] = meeting
        meeting, person = following, other
        out, into = into, out
    # The last person no longer has what the chain's last meeting was in.
    state.occupant[person, into] = -1
    return change


@inlined
def _closing(state: State, word: Any, but: Any, random: Words) -> Any:
    """Choose the exchange from the end of a run to beside one that costs least.

    Any but the exchange of the two slots in `but`; ties are drawn.
    """
    slots = ~np.uint64(0) >> np.uint64(64 - len(state.held))
    ends = word & ~((word << ONE) & (word >> ONE))
    best_cost, best_out, best_into, ties = NONE, 0, 0, 1
    while ends:
        out = lowest(ends)
        ends &= ends - ONE
        nearby = slots & ~word & ((word << ONE) | (word >> ONE))
        while nearby:
            into = lowest(nearby)
            nearby &= nearby - ONE
            if bit(out) | bit(into) == but:
                continue
            cost = cost_of_exchange(state.gap_cost, word, out, into)
            if cost == best_cost:
                ties += 1
            elif cost < best_cost:
                ties = 1
            if cost < best_cost or (
                cost == best_cost and scaled(draw(random), ties) == 0
            ):
                best_cost, best_out, best_into = cost, out, into
    return best_cost, best_out, best_into


@inlined
def _flip_until_bearable(
    state: State,
    random: Words,
    person: int,
    out: int,
    into: int,
    bearable: int,
    crowding: bool,
) -> int:
    """Flip a chain, and while it costs too much another that mends what it did.

    Give the change in breaks; nothing is changed where all together cost too much.
    """
    change = 0
    cost = 0
    flipped = 0
    while True:
        last, length, more = _assess(state, person, out, into, crowding)
        cost += more
        if length == 0 or cost > bearable + MENDABLE:
            break
        if cost <= bearable:
            return change + _flip(state, person, last, out, into, length)
        if flipped == len(state.flipped):
            break
        turned = bit(out) | bit(into)
        gain, its_out, its_into = _closing(
            state, state.used[last] ^ turned, turned, random
        )
        if cost + gain > bearable:
            break
        change += _flip(state, person, last, out, into, length)
        state.flipped[flipped] = (person, last, out, into, length)
        flipped += 1
        person, out, into = last, its_out, its_into
    for at in range(flipped - 1, -1, -1):
        person, last, out, into, length = state.flipped[at]
        _flip(state, person, last, into, out, length)
    return 0


@whole
def anneal_chains(
    state: State, random: Words, temperature: float, crowding: bool, moves: int
) -> int:
    """Try moves; give the change in breaks.

    A move is a chain, or several, each of which mends what the one before does at its
    far end.
    Half of the chains shift a meeting from one slot to another, and most of these find
    it full where people want to be. Letting slots be a little too full for a while
    opens ways between timetables that otherwise only an exchange would.

    Parameters
    ----------
    state
        The timetable, changed in place.
    random
        The state of the random numbers, changed in place.
    temperature
        In the unit of `gap_cost`.
    crowding
        Whether a slot may for the time being hold more than it can, at a price.
    moves
        How many chains to try.
    """
    change = 0
    n_people = len(state.used)
    slots = ~np.uint64(0) >> np.uint64(64 - len(state.held))
    for _ in range(moves):
        first, second = draw(random), draw(random)
        person = scaled(first >> HALF, n_people)
        word = state.used[person]
        taken, free = word, ~word & slots
        if not taken or not free:
            continue
        ends = taken & ~((word << ONE) & (word >> ONE))
        if ends and (first & BYTE) < FROM_AN_END:
            taken = ends
        nearby = free & ((word << ONE) | (word >> ONE))
        if nearby and (first >> np.uint64(8) & BYTE) < NEXT_TO_A_RUN:
            free = nearby
        out = bit_number(taken, scaled(second, popcount(taken)))
        into = bit_number(free, scaled(second >> HALF, popcount(free)))
        drawn = (first >> np.uint64(16)) & np.uint64(THRESHOLDS - 1)
        bearable = int(temperature * state.thresholds[drawn])
        if cost_of_exchange(state.gap_cost, word, out, into) * SHARE > bearable:
            continue
        change += _flip_until_bearable(
            state, random, person, out, into, bearable, crowding
        )
    return change
