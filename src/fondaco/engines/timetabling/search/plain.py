"""Plain days of pairs, from dataclasses to arrays, annealed, and back."""

import time
from collections.abc import Callable, Mapping

import numpy as np

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.search.anneal import anneal
from fondaco.engines.timetabling.search.arrays import Arrays, Ints
from fondaco.engines.timetabling.solution import Solution
from fondaco.engines.timetabling.tables import Start, assign_tables

Report = Callable[[Solution | None, int], bool]

# Seconds between two reports: seating thousands of meetings takes a while, too.
PAUSE = 1.0


def anneal_plain(
    problem: Problem,
    *,
    seed: int,
    seconds: float | None,
    moves: int | None,
    hint: Solution | None,
    report: Report,
    live: bool,
) -> float:
    """Anneal a plain day all of whose meetings are of two people.

    Parameters
    ----------
    problem
        The day; its fairness is looked at only where a timetable is reported.
    seed
        Of the search.
    seconds, moves
        Limits; one is needed.
    hint
        A timetable to start from.
    report
        Called with each better timetable that holds every meeting and is fair; the
        search stops where it returns ``True``.
    live
        Whether to report while the search goes on, and not just at its end.

    Returns
    -------
    float
        Seconds that a first call ever took to compile, outside the limit.
    """
    arrays = arrays_of(problem)
    telling = _Telling(problem, report, live=live)
    found = anneal(
        arrays,
        seed=seed,
        time_limit=seconds,
        work_limit=moves,
        start=None if hint is None else _start(problem, hint),
        on_progress=telling.hear,
        stop=lambda: telling.stopped,
    )
    telling.tell(found.slots)
    return found.seconds_compiling


class _Telling:
    """Turns slots into timetables for whoever watches, now and then."""

    def __init__(self, problem: Problem, report: Report, *, live: bool) -> None:
        self.problem = problem
        self.report = report
        self.live = live
        self.told = 0.0
        self.stopped = False

    def hear(self, slots: Ints, _: int) -> None:
        """Tell of what was found, unless something was told just now."""
        if self.live and time.monotonic() - self.told >= PAUSE:
            self.tell(slots)
            self.told = time.monotonic()

    def tell(self, slots: Ints) -> None:
        """Give the meetings tables, and report them if that is a fair timetable."""
        if (slots < 0).any():
            return
        starts = {
            meeting.id: Start(int(slot) + 1, meeting.participants)
            for meeting, slot in zip(self.problem.meetings, slots, strict=True)
        }
        solution, _ = assign_tables(self.problem, starts)
        if solution.is_fair(self.problem):
            self.stopped = self.report(solution, 0) or self.stopped


def arrays_of(problem: Problem) -> Arrays:
    """Lay a plain day out in arrays.

    Parameters
    ----------
    problem
        A day of meetings of one slot between given people.

    Returns
    -------
    Arrays
        Participants and meetings in the order of the problem.
    """
    number = {p.id: i for i, p in enumerate(problem.participants)}
    order = {m.id: i for i, m in enumerate(problem.meetings)}
    allowed = np.zeros((len(order), problem.slots), np.bool_)
    for i, meeting in enumerate(problem.meetings):
        allowed[i, [slot - 1 for slot in problem.starts(meeting)]] = True
    people = [[number[p] for p in m.participants] for m in problem.meetings]
    before = [(order[b], order[m.id]) for m in problem.meetings for b in m.after]
    slots = range(1, problem.slots + 1)
    return Arrays(
        n_participants=len(number),
        n_slots=problem.slots,
        first_person=np.cumsum([0, *map(len, people)]).astype(np.int32),
        person=np.array([p for one in people for p in one], np.int32),
        allowed=allowed,
        capacity=np.array([problem.open_tables(slot) for slot in slots], np.int32),
        precedences=np.array(before, np.int32).reshape(-1, 2),
        weight=np.array([m.priority for m in problem.meetings], np.int32),
        required=np.array([m.required for m in problem.meetings], np.bool_),
    )


def _start(problem: Problem, hint: Solution) -> Ints:
    placed: Mapping[Id, int] = {p.meeting: p.slot - 1 for p in hint.placements}
    return np.array([placed.get(m.id, -1) for m in problem.meetings], np.int32)
