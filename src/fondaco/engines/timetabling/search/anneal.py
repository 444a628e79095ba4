"""Annealing of timetables on two threads, with the same answer as on one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from time import perf_counter

import numpy as np

from fondaco.engines.timetabling.search.arrays import Arrays, Ints, Words, breaks_of
from fondaco.engines.timetabling.search.chains import State, anneal_chains
from fondaco.engines.timetabling.search.construct import construct, random_state
from fondaco.engines.timetabling.search.state import BREAK, state_of
from fondaco.engines.timetabling.search.words import compiled

Report = Callable[[Ints, int], None]

HOTTEST, COLDEST = 0.4 * BREAK, 0.12 * BREAK
# Slots may be a little too full, until only so much is left of the way.
CROWDED_UNTIL = 0.85
# So much of the time goes into a first, quick annealing: something good is there soon.
PRELUDE = 0.04
# A few milliseconds; fewer under a small limit of work, which has to cool as well.
MOVES_PER_ROUND = 100_000
ROUNDS = 1000


@dataclass(frozen=True)
class Found:
    """A timetable and how it was found.

    Attributes
    ----------
    slots
        The slot of each meeting, -1 if it is not placed.
    breaks
        Of all participants together.
    moves
        How many were tried.
    seconds_compiling
        What a first call ever on this machine took more, outside its limit of time.
    """

    slots: Ints
    breaks: int
    moves: int
    seconds_compiling: float = 0.0


def anneal(
    arrays: Arrays,
    *,
    seed: int,
    time_limit: float | None = None,
    work_limit: int | None = None,
    start: Ints | None = None,
    threads: int = 2,
    on_progress: Report | None = None,
    stop: Callable[[], bool] | None = None,
) -> Found:
    """Look for a timetable with few breaks.

    Two timetables are annealed, each on its own random numbers, and the better one
    counts: with meetings tied through shared people, two threads on one timetable
    hinder each other more than they help.

    Parameters
    ----------
    arrays
        The problem, of meetings of two people.
    seed
        Of the random numbers. The same seed and limit of work give the same answer,
        on any number of threads.
    time_limit
        In seconds.
    work_limit
        In moves tried, both timetables together; one of the two limits is needed.
    start
        A timetable to begin from.
    threads
        How many to use; more than 2 do not help.
    on_progress
        Called with the slots and the breaks of each better timetable.
    stop
        Asked every few milliseconds whether to end early.

    Returns
    -------
    found
        The best timetable met.

    Raises
    ------
    ValueError
        If there is no limit, or meetings are not of two people.
    """
    if time_limit is None and work_limit is None:
        raise ValueError("Give a limit of time or of work.")
    if not arrays.is_of_pairs:
        raise ValueError("The chains are of meetings of two people.")
    compiling = warm_up()
    began = perf_counter()
    slots = construct(arrays, seed=seed, start=start)
    best = Found(slots, breaks_of(arrays, slots), 0)
    report = on_progress or _ignore
    report(best.slots, best.breaks)

    twins = [_Annealer(arrays, best, random_state(seed, stream)) for stream in (1, 2)]
    moves = 0
    step = MOVES_PER_ROUND
    if work_limit is not None:
        step = min(step, work_limit // (2 * ROUNDS) + 1)
    with ThreadPoolExecutor(threads) as pool:
        while best.breaks and not (stop and stop()):
            done = 0.0
            if time_limit is not None:
                done = (perf_counter() - began) / max(time_limit, 1e-9)
            if work_limit is not None:
                done = max(done, moves / work_limit)
            if done >= 1:
                break
            schedule = _schedule(done)
            for job in [pool.submit(twin.round, *schedule, step) for twin in twins]:
                job.result()
            moves += len(twins) * step
            for twin in twins:
                if twin.breaks < best.breaks and not twin.is_crowded:
                    best = Found(twin.state.slots.copy(), twin.breaks, moves)
                    report(best.slots, best.breaks)
    return replace(best, moves=moves, seconds_compiling=compiling)


@cache
def warm_up() -> float:
    """Make the compiled code ready, once in a process.

    Returns
    -------
    seconds
        How long compiling took; 0 where it was found on disk.
    """
    began = perf_counter()
    tiny = Arrays(
        n_participants=2,
        n_slots=2,
        first_person=np.array([0, 2], dtype=np.int32),
        person=np.array([0, 1], dtype=np.int32),
        allowed=np.ones((1, 2), dtype=np.bool_),
        capacity=np.ones(2, dtype=np.int32),
        weight=np.ones(1, dtype=np.int32),
        required=np.ones(1, dtype=np.bool_),
    )
    found = Found(construct(tiny, seed=0), 0, 0)
    _Annealer(tiny, found, random_state(0, 1)).round(1.0, False, 1)
    return perf_counter() - began if compiled(anneal_chains) else 0.0


def _schedule(done: float) -> tuple[float, bool]:
    """Give the temperature and whether slots may be crowded, at a point of the way."""
    if done < PRELUDE:
        return HOTTEST * (COLDEST / HOTTEST) ** (done / PRELUDE), False
    done = (done - PRELUDE) / (1 - PRELUDE)
    return HOTTEST * (COLDEST / HOTTEST) ** done, done < CROWDED_UNTIL


class _Annealer:
    """A timetable with the random numbers that change it."""

    def __init__(self, arrays: Arrays, found: Found, random: Words) -> None:
        self.state: State = state_of(arrays, found.slots.copy())
        self.breaks = found.breaks
        self._random = random

    def round(self, temperature: float, crowding: bool, moves: int) -> None:
        """Anneal for some milliseconds."""
        self.breaks += anneal_chains(
            self.state, self._random, temperature, crowding, moves
        )

    @property
    def is_crowded(self) -> bool:
        """Whether some slot has more meetings than it can hold."""
        return bool(np.any(self.state.held > self.state.capacity))


def _ignore(slots: Ints, breaks: int) -> None:
    """Take no notice."""
