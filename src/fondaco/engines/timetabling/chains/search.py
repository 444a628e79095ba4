"""The search by ejection chains: rounds of annealing until the limit."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from fondaco.engines.timetabling.chains import kernel
from fondaco.engines.timetabling.chains.kernel import State
from fondaco.engines.timetabling.chains.layout import Layout, Names, lay_out
from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.solution import Solution
from fondaco.engines.timetabling.tables import Start, assign_tables

# Moves in a unit of work, and in one stretch between two looks at the clock.
MOVES = 500_000
STRETCH = 20_000
HOT, COLD = 1.0, 0.08
# A given timetable is not melted.
WARM = 0.4
# What a unit of priority counts in breaks: little enough to let meetings change places.
SCALE = 3.0
# Rounds double in length: the first is short so that something good is there soon.
FIRST_ROUND = 100_000

Report = Callable[[Solution], bool]


@dataclass(frozen=True)
class Limits:
    """When to stop.

    Parameters
    ----------
    seconds
        Of wall-clock time from now; none where ``None``.
    moves
        Of the search; none where ``None``. With them the answer depends on the seed
        alone.
    """

    seconds: float | None
    moves: int | None


def search(
    problem: Problem,
    *,
    limits: Limits,
    seed: int = 0,
    hint: Solution | None = None,
    report: Report | None = None,
) -> Solution | None:
    """Search for a timetable that holds much and breaks little.

    Parameters
    ----------
    problem
        Any problem.
    limits
        When to stop; it stops by itself only where everything is held without breaks.
    seed
        Of the search.
    hint
        A timetable to start from.
    report
        Called with each better timetable, at most once a stretch; the search stops
        where it returns ``True``.

    Returns
    -------
    Solution or None
        The best timetable found, tables included; ``None`` if a required meeting found
        no place or fairness could not be kept.

    Notes
    -----
    Simulated annealing over ejection chains. Between two slots, with meetings of one
    slot each, a chain is a Kempe chain of the graph whose vertices are meetings.
    """
    began = time.monotonic()
    layout, names = lay_out(problem)
    if not names.meetings:
        return Solution(())
    state = _empty(layout, seed)
    if hint is not None:
        _enter(layout, state, names, hint)
    kernel.fill(layout, state, _order(layout))
    best, seats = state.start.copy(), state.seat.copy()
    cost = np.array([np.iinfo(np.int64).max, 0, 0], np.int64)
    kernel.anneal(layout, state, best, seats, cost, 0, (HOT, COLD), SCALE)
    found = _Found(problem, layout, names, report)
    stopped = found.tell(best, seats, cost)
    done, length = 0, FIRST_ROUND
    hottest = HOT if hint is None else WARM
    while not stopped and cost.any():
        left = _left(limits, began, done)
        if left is not None and left <= 0:
            break
        for step in range(0, length, STRETCH):
            hot = hottest * (COLD / hottest) ** (step / length)
            cold = hottest * (COLD / hottest) ** ((step + STRETCH) / length)
            moves = STRETCH
            if limits.moves is not None:
                moves = min(moves, limits.moves - done)
            improved = kernel.anneal(
                layout, state, best, seats, cost, moves, (hot, cold), SCALE
            )
            done += moves
            if improved:
                stopped = found.tell(best, seats, cost)
            left = _left(limits, began, done)
            if stopped or not cost.any() or (left is not None and left <= 0):
                break
        length *= 2
    return found.solution


def _left(limits: Limits, began: float, done: int) -> float | None:
    if limits.moves is not None and done >= limits.moves:
        return 0.0
    if limits.seconds is not None:
        return limits.seconds - (time.monotonic() - began)
    return None


class _Found:
    """The best timetable so far, with tables, told as it comes."""

    def __init__(
        self, problem: Problem, layout: Layout, names: Names, report: Report | None
    ) -> None:
        self.problem = problem
        self.layout = layout
        self.names = names
        self.report = report
        self.solution: Solution | None = None
        self.required = np.array([m.required for m in problem.meetings])

    def tell(
        self,
        start: "np.ndarray[tuple[int], np.dtype[np.int32]]",
        seats: "np.ndarray[tuple[int], np.dtype[np.int32]]",
        cost: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    ) -> bool:
        if cost[0] or bool((start[self.required] < 0).any()):
            return False
        solution, left = assign_tables(self.problem, self._starts(start, seats))
        if any(self.problem.meeting_by_id[name].required for name in left):
            return False
        self.solution = solution
        return self.report is not None and self.report(solution)

    def _starts(
        self,
        start: "np.ndarray[tuple[int], np.dtype[np.int32]]",
        seats: "np.ndarray[tuple[int], np.dtype[np.int32]]",
    ) -> Mapping[Id, Start]:
        starts: dict[Id, Start] = {}
        for number, name in enumerate(self.names.meetings):
            if start[number] < 0:
                continue
            meeting = self.problem.meeting_by_id[name]
            first = self.layout.seats_from[number]
            last = self.layout.seats_from[number + 1]
            standing = tuple(self.names.people[seats[i]] for i in range(first, last))
            starts[name] = Start(
                int(start[number]) + 1, (*meeting.participants, *standing)
            )
        return starts


def _order(layout: Layout) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """Order the meetings: the most valuable first, then those with the least room."""
    room = layout.allowed.sum(axis=1)
    return np.lexsort((room, -layout.length, -layout.weight)).astype(np.int32)


def _empty(layout: Layout, seed: int) -> State:
    meetings, slots = layout.allowed.shape
    people = layout.away.shape[0]
    seats = int(layout.seats_from[-1])
    widest = int(np.diff(layout.seats_from).max(initial=1))
    # A chain takes out and puts back each of its meetings, a few times at most.
    rows = 8 * kernel.LONGEST + 8
    return State(
        start=np.full(meetings, -1, np.int32),
        seat=np.full(seats, -1, np.int32),
        busy=np.full((people, slots), -1, np.int32),
        held=np.zeros(people, np.int32),
        load=np.zeros(layout.capacity.shape, np.int32),
        at=np.zeros((slots, meetings + 1), np.int32),
        full=np.zeros(slots, np.int32),
        breaks=np.zeros(people, np.int32),
        idle=np.zeros(people, np.int32),
        totals=np.array([layout.weight.sum(), 0], np.int64),
        random=np.array([(seed * 2 + 1) * 0x9E3779B97F4A7C15 % 2**64], np.uint64),
        log=np.zeros((rows, 2), np.int32),
        log_seat=np.zeros((rows, max(1, widest)), np.int32),
        touched=np.zeros(people, np.int32),
        mark=np.zeros(people, np.bool_),
        marks=np.zeros(2, np.int32),
        waiting=np.zeros((kernel.LONGEST + 4, 2), np.int32),
    )


def _enter(layout: Layout, state: State, names: Names, hint: Solution) -> None:
    """Enter as much of a timetable as still fits."""
    number = {name: i for i, name in enumerate(names.people)}
    start = np.full(len(names.meetings), -1, np.int32)
    seats = np.full(len(state.seat), -1, np.int32)
    for i, name in enumerate(names.meetings):
        placement = hint.by_meeting.get(name)
        if placement is None or not 1 <= placement.slot <= state.busy.shape[1]:
            continue
        start[i] = placement.slot - 1
        people = {number[p] for p in placement.participants if p in number}
        for seat in range(layout.seats_from[i], layout.seats_from[i + 1]):
            first, last = layout.colleagues_from[seat : seat + 2]
            seats[seat] = next(
                (p for p in layout.colleagues[first:last] if p in people), -1
            )
    kernel.enter(layout, state, start, seats)
