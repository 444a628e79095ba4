"""Plain days of pairs, from dataclasses to arrays, annealed, and back."""

from collections.abc import Callable, Mapping

import numpy as np

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.search.anneal import anneal
from fondaco.engines.timetabling.search.arrays import Arrays, Ints
from fondaco.engines.timetabling.solution import Solution
from fondaco.engines.timetabling.tables import Start, assign_tables

Report = Callable[[Solution | None, int], bool]


def anneal_plain(
    problem: Problem,
    *,
    seed: int,
    seconds: float | None,
    moves: int | None,
    hint: Solution | None,
    report: Report,
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

    Returns
    -------
    float
        Seconds that a first call ever took to compile, outside the limit.
    """
    arrays = arrays_of(problem)
    stopped = False

    def tell(slots: Ints, _: int) -> None:
        nonlocal stopped
        if (slots < 0).any():
            return
        starts = {
            meeting.id: Start(int(slot) + 1, meeting.participants)
            for meeting, slot in zip(problem.meetings, slots, strict=True)
        }
        solution, _left = assign_tables(problem, starts)
        if is_fair(problem, solution):
            stopped = report(solution, 0) or stopped

    found = anneal(
        arrays,
        seed=seed,
        time_limit=seconds,
        work_limit=moves,
        start=None if hint is None else _start(problem, hint),
        on_progress=tell,
        stop=lambda: stopped,
    )
    return found.seconds_compiling


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


def is_fair(problem: Problem, solution: Solution) -> bool:
    """Tell whether numbers of breaks differ within the limit.

    Parameters
    ----------
    problem
        With its limit; any difference is fair where it is ``None``.
    solution
        A timetable.

    Returns
    -------
    bool
        Whether it is fair.
    """
    if problem.fairness is None:
        return True
    breaks = solution.breaks_of(problem).values()
    return max(breaks, default=0) - min(breaks, default=0) <= problem.fairness


def _start(problem: Problem, hint: Solution) -> Ints:
    placed: Mapping[Id, int] = {p.meeting: p.slot - 1 for p in hint.placements}
    return np.array([placed.get(m.id, -1) for m in problem.meetings], np.int32)
