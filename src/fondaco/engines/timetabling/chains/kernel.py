"""The compiled moves: put a meeting somewhere, and let what was there make way."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fondaco.engines.timetabling.chains.layout import Layout
from fondaco.engines.timetabling.compiling import part, whole

# A chain that is longer than this is given up.
LONGEST = 40
# How many other slots an ejected meeting tries.
TRIES = 6
# Whoever has more breaks than fairness allows counts as so many breaks for each.
UNFAIR = 8.0
# Idle slots between meetings count a little: they turn into the next breaks.
IDLE = 0.02


class State(NamedTuple):
    """A timetable while it is being changed; arrays, all changed in place."""

    start: NDArray[np.int32]
    """First slot of each meeting, -1 where it is not held."""
    seat: NDArray[np.int32]
    """Who takes each seat that any colleague may take, -1 for nobody."""
    busy: NDArray[np.int32]
    """The meeting that a person is in, people × slots, -1 for none."""
    held: NDArray[np.int32]
    """How many meetings each person has."""
    load: NDArray[np.int32]
    """How many meetings use a shared thing, things × slots."""
    at: NDArray[np.int32]
    """The meetings in each slot, slots × meetings; the first `full` count."""
    full: NDArray[np.int32]
    """How many meetings are in each slot."""
    breaks: NDArray[np.int32]
    """The breaks of each person."""
    idle: NDArray[np.int32]
    """The idle slots between meetings of each person."""
    totals: NDArray[np.int64]
    """Two numbers: the weight of what is not held, and all breaks."""
    random: NDArray[np.uint64]
    """One number: the state of the generator."""
    log: NDArray[np.int32]
    """What a chain changed: rows of meeting and its start before."""
    log_seat: NDArray[np.int32]
    """Who took the seats of the logged meetings before, rows × seats of a meeting."""
    touched: NDArray[np.int32]
    """People whose breaks must be counted again; the first `marks[0]` count."""
    mark: NDArray[np.bool_]
    """Whether a person is among the touched."""
    marks: NDArray[np.int32]
    """Lengths: of the touched, and of the log."""
    waiting: NDArray[np.int32]
    """Meetings that were ejected: rows of meeting and the slot to try first."""


@part
def draw(state: State, below: int) -> int:
    """Draw a whole number from 0 to below - 1 (xorshift64*)."""
    x = state.random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state.random[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(33)
    return int(np.int64(high) % below)


@part
def wide(number: int) -> int:
    """Hand on a number of an array, or of the code, with 64 bits.

    Whoever takes it would be compiled again for every other width.
    """
    return int(np.int64(number))


@part
def touch(state: State, person: int) -> None:
    """Remember that somebody's breaks must be counted again."""
    if not state.mark[person]:
        state.mark[person] = True
        state.touched[state.marks[0]] = person
        state.marks[0] += 1


@part
def occupy(layout: Layout, state: State, meeting: int, slot: int, sign: int) -> None:
    """Enter a meeting in its slots, or with sign -1 take it out."""
    first, last = slot, slot + layout.length[meeting]
    there = meeting if sign > 0 else -1
    for i in range(layout.people_from[meeting], layout.people_from[meeting + 1]):
        person = layout.people[i]
        state.held[person] += sign
        touch(state, person)
        for t in range(first, last):
            state.busy[person, t] = there
    for i in range(layout.seats_from[meeting], layout.seats_from[meeting + 1]):
        person = state.seat[i]
        state.held[person] += sign
        touch(state, person)
        for t in range(first, last):
            state.busy[person, t] = there
    for i in range(layout.shared_from[meeting], layout.shared_from[meeting + 1]):
        for t in range(first, last):
            state.load[layout.shared[i], t] += sign
    for t in range(first, last):
        if sign > 0:
            state.at[t, state.full[t]] = meeting
            state.full[t] += 1
        else:
            for k in range(state.full[t]):
                if state.at[t, k] == meeting:
                    state.full[t] -= 1
                    state.at[t, k] = state.at[t, state.full[t]]
                    break


@part
def take_out(layout: Layout, state: State, meeting: int) -> None:
    """Take a meeting out of the timetable, and log where it was."""
    row = state.marks[1]
    state.log[row, 0] = meeting
    state.log[row, 1] = state.start[meeting]
    first = layout.seats_from[meeting]
    for i in range(first, layout.seats_from[meeting + 1]):
        state.log_seat[row, i - first] = state.seat[i]
    state.marks[1] += 1
    occupy(layout, state, meeting, wide(state.start[meeting]), -1)
    state.start[meeting] = -1
    state.totals[0] += layout.weight[meeting]


@part
def put(layout: Layout, state: State, meeting: int, slot: int) -> None:
    """Put a meeting that is not held into a slot, and log that it was not held."""
    row = state.marks[1]
    state.log[row, 0] = meeting
    state.log[row, 1] = -1
    state.marks[1] += 1
    state.start[meeting] = slot
    state.totals[0] -= layout.weight[meeting]
    occupy(layout, state, meeting, slot, 1)


@part
def in_order(layout: Layout, state: State, meeting: int, slot: int) -> bool:
    """Tell whether a meeting in a slot comes after and before what it must."""
    for i in range(layout.before_from[meeting], layout.before_from[meeting + 1]):
        other = layout.before[i]
        if state.start[other] >= 0 and state.start[other] + layout.length[other] > slot:
            return False
    end = slot + layout.length[meeting]
    for i in range(layout.after_from[meeting], layout.after_from[meeting + 1]):
        other = layout.after[i]
        if 0 <= state.start[other] < end:
            return False
    return True


@part
def in_the_way(state: State, person: int, first: int, last: int) -> int:
    """Find a meeting of a person within some slots; -1 if there is none."""
    for t in range(first, last):
        if state.busy[person, t] >= 0:
            return int(state.busy[person, t])
    return -1


@part
def is_away(layout: Layout, person: int, first: int, last: int) -> bool:
    """Tell whether a person is not available throughout some slots."""
    for t in range(first, last):  # noqa: SIM110 - compiled code has no any()
        if layout.away[person, t]:
            return True
    return False


@part
def choose_seats(
    layout: Layout, state: State, meeting: int, slot: int, forced: bool
) -> bool:
    """Seat a free colleague of each company; forced, somebody who must be freed."""
    first, last = slot, slot + layout.length[meeting]
    for i in range(layout.seats_from[meeting], layout.seats_from[meeting + 1]):
        begin, end = layout.colleagues_from[i], layout.colleagues_from[i + 1]
        count = end - begin
        chosen = -1
        offset = draw(state, count) if count else 0
        for k in range(count):
            person = layout.colleagues[begin + (offset + k) % count]
            if is_away(layout, person, first, last):
                continue
            if in_the_way(state, person, first, last) < 0 and (
                state.held[person] < layout.cap[person]
            ):
                chosen = person
                break
            if forced and chosen < 0:
                chosen = person
        if chosen < 0:
            return False
        state.seat[i] = chosen
    return True


@part
def is_free(layout: Layout, state: State, meeting: int, slot: int) -> bool:
    """Tell whether a meeting can be put into a slot with nothing making way."""
    if not layout.allowed[meeting, slot] or not in_order(layout, state, meeting, slot):
        return False
    first, last = slot, slot + layout.length[meeting]
    for t in range(first, last):
        if state.full[t] >= layout.tables[t]:
            return False
    for i in range(layout.people_from[meeting], layout.people_from[meeting + 1]):
        person = layout.people[i]
        if state.held[person] >= layout.cap[person]:
            return False
        if in_the_way(state, person, first, last) >= 0:
            return False
    for i in range(layout.shared_from[meeting], layout.shared_from[meeting + 1]):
        thing = layout.shared[i]
        for t in range(first, last):
            if state.load[thing, t] >= layout.capacity[thing, t]:
                return False
    return choose_seats(layout, state, meeting, slot, False)


@part
def eject(layout: Layout, state: State, meeting: int, back: int, count: int) -> int:
    """Take a meeting out to make way; it will try a given slot first."""
    state.waiting[count, 0] = meeting
    state.waiting[count, 1] = back
    take_out(layout, state, meeting)
    return count + 1


@part
def uses(layout: Layout, meeting: int, thing: int) -> bool:
    """Tell whether a meeting needs a shared thing."""
    for i in range(layout.shared_from[meeting], layout.shared_from[meeting + 1]):
        if layout.shared[i] == thing:
            return True
    return False


@part
def eject_user(
    layout: Layout, state: State, thing: int, slot: int, back: int, count: int
) -> int:
    """Eject a meeting that uses a shared thing in a slot, drawn by lot."""
    size = wide(state.full[slot])
    offset = draw(state, size)
    for k in range(size):
        other = wide(state.at[slot, (offset + k) % size])
        if uses(layout, other, thing):
            return eject(layout, state, other, back, count)
    return count


@part
def make_way(
    layout: Layout, state: State, meeting: int, slot: int, back: int, count: int
) -> int:
    """Eject whatever keeps a meeting out of a slot; -1 if that cannot be done."""
    first, last = slot, slot + layout.length[meeting]
    if not choose_seats(layout, state, meeting, slot, True):
        return -1
    begin, end = layout.people_from[meeting], layout.people_from[meeting + 1]
    seats = layout.seats_from[meeting + 1] - layout.seats_from[meeting]
    for i in range(begin, end + seats):
        if i < end:
            person = layout.people[i]
        else:
            person = state.seat[layout.seats_from[meeting] + i - end]
        other = in_the_way(state, person, first, last)
        while other >= 0:
            if count >= LONGEST:
                return -1
            count = eject(layout, state, other, back, count)
            other = in_the_way(state, person, first, last)
        if state.held[person] >= layout.cap[person]:
            count = eject_of(layout, state, person, back, count)
            if count < 0:
                return -1
    for i in range(layout.shared_from[meeting], layout.shared_from[meeting + 1]):
        thing = layout.shared[i]
        for t in range(first, last):
            while state.load[thing, t] >= layout.capacity[thing, t]:
                if state.load[thing, t] == 0 or count >= LONGEST:
                    return -1
                count = eject_user(layout, state, thing, t, back, count)
    for t in range(first, last):
        while state.full[t] >= layout.tables[t]:
            if state.full[t] == 0 or count >= LONGEST:
                return -1
            other = wide(state.at[t, draw(state, wide(state.full[t]))])
            count = eject(layout, state, other, back, count)
    return count


@part
def eject_of(layout: Layout, state: State, person: int, back: int, count: int) -> int:
    """Eject one meeting of somebody who has as many as they take."""
    slots = state.busy.shape[1]
    offset = draw(state, slots)
    for k in range(slots):
        other = wide(state.busy[person, (offset + k) % slots])
        if other >= 0:
            if count >= LONGEST:
                return -1
            return eject(layout, state, other, back, count)
    return -1


@part
def chain(layout: Layout, state: State, meeting: int, slot: int) -> bool:
    """Put a meeting into a slot and let what was there go where it came from.

    Between two slots, with meetings of one slot, this is a Kempe chain; meetings of
    other lengths, and what came from nowhere, look for another slot.
    """
    origin = wide(state.start[meeting])
    if origin >= 0:
        take_out(layout, state, meeting)
    if not in_order(layout, state, meeting, slot):
        return False
    count = make_way(layout, state, meeting, slot, origin, wide(0))
    if count < 0:
        return False
    put(layout, state, meeting, slot)
    done = 0
    while done < count:
        ejected = wide(state.waiting[done, 0])
        target = wide(state.waiting[done, 1])
        done += 1
        came_from = slot if target == origin else origin
        if (
            target >= 0
            and layout.allowed[ejected, target]
            and in_order(layout, state, ejected, target)
        ):
            if is_free(layout, state, ejected, target):
                put(layout, state, ejected, target)
                continue
            grown = make_way(layout, state, ejected, target, came_from, count)
            if grown < 0:
                return False
            count = grown
            put(layout, state, ejected, target)
            continue
        slots = state.busy.shape[1]
        for _ in range(TRIES):
            other = draw(state, slots)
            if is_free(layout, state, ejected, other):
                put(layout, state, ejected, other)
                break
    return True


@part
def count_breaks(state: State, person: int) -> tuple[int, int]:
    """Count a person's breaks and the idle slots in them."""
    breaks = idle = run = 0
    met = False
    for t in range(state.busy.shape[1]):
        if state.busy[person, t] >= 0:
            if met and run:
                breaks += 1
                idle += run
            met = True
            run = 0
        else:
            run += 1
    return breaks, idle


@part
def settle(layout: Layout, state: State) -> float:
    """Count the breaks of the touched again; tell by how much the cost changed."""
    change = 0.0
    for k in range(state.marks[0]):
        person = state.touched[k]
        state.mark[person] = False
        breaks, idle = count_breaks(state, person)
        change += breaks - state.breaks[person] + IDLE * (idle - state.idle[person])
        beyond = max(0, breaks - layout.fairness)
        change += UNFAIR * (beyond - max(0, state.breaks[person] - layout.fairness))
        state.totals[1] += breaks - state.breaks[person]
        state.breaks[person] = breaks
        state.idle[person] = idle
    state.marks[0] = 0
    return change


@part
def undo(layout: Layout, state: State) -> None:
    """Take back everything that the log holds, last first."""
    for row in range(state.marks[1] - 1, -1, -1):
        meeting, before = wide(state.log[row, 0]), wide(state.log[row, 1])
        if before < 0:
            occupy(layout, state, meeting, wide(state.start[meeting]), -1)
            state.start[meeting] = -1
            state.totals[0] += layout.weight[meeting]
        else:
            first = layout.seats_from[meeting]
            for i in range(first, layout.seats_from[meeting + 1]):
                state.seat[i] = state.log_seat[row, i - first]
            state.start[meeting] = before
            state.totals[0] -= layout.weight[meeting]
            occupy(layout, state, meeting, before, 1)
    state.marks[1] = 0


@whole
def enter(
    layout: Layout,
    state: State,
    start: NDArray[np.int32],
    seats: NDArray[np.int32],
) -> None:
    """Put meetings where a hint has them, as far as they are free there."""
    for meeting in range(start.shape[0]):
        slot = wide(start[meeting])
        if slot < 0 or not is_free(layout, state, meeting, slot):
            continue
        last = slot + layout.length[meeting]
        for i in range(layout.seats_from[meeting], layout.seats_from[meeting + 1]):
            person = seats[i]
            if (
                person >= 0
                and not is_away(layout, person, slot, last)
                and in_the_way(state, person, slot, last) < 0
                and state.held[person] < layout.cap[person]
            ):
                state.seat[i] = person
        put(layout, state, meeting, slot)
        settle(layout, state)
        state.marks[1] = 0


@whole
def fill(layout: Layout, state: State, order: NDArray[np.int32]) -> None:
    """Put meetings in the given order where they are free and break least."""
    slots = state.busy.shape[1]
    for place in range(order.shape[0]):
        meeting = wide(order[place])
        if state.start[meeting] >= 0:
            continue
        best, least = wide(-1), np.inf
        offset = draw(state, slots)
        for k in range(slots):
            slot = (offset + k) % slots
            if is_free(layout, state, meeting, slot):
                put(layout, state, meeting, slot)
                change = settle(layout, state)
                undo(layout, state)
                settle(layout, state)
                if change < least:
                    best, least = slot, change
        if best >= 0 and is_free(layout, state, meeting, best):
            put(layout, state, meeting, best)
            settle(layout, state)
            state.marks[1] = 0


@part
def pick(state: State) -> int:
    """Draw a meeting: one not held with even chance, if the first draws find one."""
    meetings = state.start.shape[0]
    chosen = draw(state, meetings)
    if state.totals[0] > 0 and draw(state, 2):
        for _ in range(8):
            other = draw(state, meetings)
            if state.start[other] < 0:
                return other
    return chosen


@part
def aim(layout: Layout, state: State, meeting: int) -> int:
    """Draw a slot for a meeting, mostly beside another meeting of one in it."""
    slots = int(state.busy.shape[1])
    count = layout.people_from[meeting + 1] - layout.people_from[meeting]
    if count and draw(state, 4):
        person = layout.people[layout.people_from[meeting] + draw(state, count)]
        offset = draw(state, slots)
        for k in range(slots):
            t = (offset + k) % slots
            other = state.busy[person, t]
            if other >= 0 and other != meeting:
                if draw(state, 2):
                    return (int(state.start[other]) + int(layout.length[other])) % slots
                return max(0, int(state.start[other]) - int(layout.length[meeting]))
    return draw(state, slots)


@whole
def anneal(
    layout: Layout,
    state: State,
    best: NDArray[np.int32],
    best_seat: NDArray[np.int32],
    best_cost: NDArray[np.int64],
    moves: int,
    schedule: tuple[float, float],
    scale: float,
) -> int:
    """Make a number of moves, cooling from one temperature to another.

    ``best_cost`` holds unfairness, missing weight and breaks of the best timetable;
    ``scale`` is what a unit of weight counts in breaks. Returns how often it improved.
    """
    improved = 0
    hot, cold = schedule
    if is_better(layout, state, best_cost):
        keep(state, best, best_seat)
    ratio = (cold / hot) ** (1.0 / max(1, moves))
    temperature = hot
    for _ in range(moves):
        temperature *= ratio
        meeting = pick(state)
        slot = aim(layout, state, meeting)
        if slot == state.start[meeting] or not layout.allowed[meeting, slot]:
            continue
        missing = state.totals[0]
        done = chain(layout, state, meeting, slot)
        change = settle(layout, state) + scale * (state.totals[0] - missing)
        uniform = draw(state, 1 << 30) / (1 << 30)
        if done and (change <= 0 or uniform < np.exp(-change / temperature)):
            state.marks[1] = 0
            if change < 0 and is_better(layout, state, best_cost):
                keep(state, best, best_seat)
                improved += 1
        else:
            undo(layout, state)
            settle(layout, state)
    return improved


@part
def keep(state: State, best: NDArray[np.int32], best_seat: NDArray[np.int32]) -> None:
    """Copy the timetable; a slice would compile the text of an error of shapes."""
    for meeting in range(best.shape[0]):
        best[meeting] = state.start[meeting]
    for seat in range(best_seat.shape[0]):
        best_seat[seat] = state.seat[seat]


@part
def is_better(layout: Layout, state: State, best_cost: NDArray[np.int64]) -> bool:
    """Compare with the best so far, and enter the cost where it is less."""
    missing, breaks = state.totals[0], state.totals[1]
    if best_cost[0] == 0 and (
        missing > best_cost[1] or (missing == best_cost[1] and breaks >= best_cost[2])
    ):
        return False
    most = 0
    least = state.busy.shape[1]
    for person in range(state.breaks.shape[0]):
        most = max(most, state.breaks[person])
        least = min(least, state.breaks[person])
    unfair = max(0, most - least - layout.fairness)
    less = (
        unfair < best_cost[0]
        or (unfair == best_cost[0] and missing < best_cost[1])
        or (
            unfair == best_cost[0] and missing == best_cost[1] and breaks < best_cost[2]
        )
    )
    if less:
        best_cost[0], best_cost[1], best_cost[2] = unfair, missing, breaks
    return bool(less)
