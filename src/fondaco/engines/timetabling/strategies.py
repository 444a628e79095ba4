"""Which solver answers which problem, and in what order they work on it.

Each is imported where it is used: they are large and slow to load, and a small problem
needs few of them.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from fondaco.engines.timetabling.clock import Clock
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import Solution, Status

# The exact solver takes plain days of up to so many meetings.
EXACT = 400
# CP-SAT takes part up to so many pairs of a meeting and a slot, and is alone up to so
# many.
SMALL, TINY = 40_000, 200
# How much of the limit the local search has before CP-SAT starts from its answer, and
# how many seconds at most.
SHARE, HEAD_START = 0.25, 5.0
# How much of the limit goes into choosing what is held on a large day where not
# everything must be.
CHOOSING = 0.5
# A local search that nobody limits ends after so many seconds.
UNLIMITED = 600.0
# Seconds before the bound of a large day is begun.
LEAD = 3.0
# Moves of the annealing in a unit of work.
MOVES = 20_000_000


@dataclass(frozen=True)
class Verdict:
    """What is known when the solvers have ended.

    Parameters
    ----------
    status
        What is proven.
    lower_bound
        Of breaks.
    priority_bound
        Of what can be held.
    notes
        For the caller.
    """

    status: Status
    lower_bound: int
    priority_bound: int
    notes: tuple[Reason, ...] = ()


def answer(clock: Clock, seed: int, hint: Solution | None) -> Verdict:
    """Let the solvers that suit a problem work on it.

    Parameters
    ----------
    clock
        The call; it takes note of every timetable.
    seed
        Of all searches.
    hint
        A timetable to start from.

    Returns
    -------
    Verdict
        What was proven; the best timetable is with the clock.
    """
    from fondaco.engines.timetabling.solvers.sat.event import (  # noqa: PLC0415
        is_plain,
    )

    problem = clock.problem
    if any(m.required and not problem.starts(m) for m in problem.meetings):
        return Verdict(Status.INFEASIBLE, 0, 0)
    if is_plain(problem):
        if len(problem.meetings) <= EXACT:
            return _exact(clock, seed, hint)
        return _large_plain(clock, seed, hint)
    size = sum(len(problem.starts(meeting)) for meeting in problem.meetings)
    if size <= SMALL:
        return _any_kind(clock, seed, hint, alone=size <= TINY)
    return _large(clock, seed, hint)


def _exact(clock: Clock, seed: int, hint: Solution | None) -> Verdict:
    """Prove it by SAT."""
    from fondaco.engines.timetabling.solvers.exact import (  # noqa: PLC0415
        solve_exact,
    )

    outcome = solve_exact(
        clock.problem,
        time_limit=clock.left,
        work_limit=clock.work_limit,
        seed=seed,
        hint=hint,
        report=clock.report,
    )
    clock.report(outcome.solution, outcome.lower_bound)
    return Verdict(outcome.status, outcome.lower_bound, outcome.priority_bound)


def _any_kind(
    clock: Clock, seed: int, hint: Solution | None, *, alone: bool
) -> Verdict:
    """Search locally, and let CP-SAT go on from there."""
    from fondaco.engines.timetabling.solvers.general import (  # noqa: PLC0415
        solve_general,
    )

    def search(seed: int, start: Solution | None) -> None:
        seconds = HEAD_START
        if clock.left is not None:
            seconds = min(HEAD_START, clock.left * SHARE)
        _chains(clock, seed, start, seconds=seconds, share=SHARE)

    def polish(solution: Solution) -> Solution | None:
        clock.report(solution)
        if not clock.stopped:
            search(seed + 1, clock.best)
        return clock.best

    if not alone:
        search(seed, hint)
    if clock.stopped:
        return _unproven(clock)
    work = clock.work_limit
    outcome = solve_general(
        clock.problem,
        time_limit=clock.left,
        work_limit=None if work is None else work * (1 - 2 * SHARE),
        seed=seed,
        hint=clock.best or hint,
        report=clock.report,
        polish=None if alone else polish,
    )
    if outcome.status == Status.INFEASIBLE:
        return Verdict(Status.INFEASIBLE, 0, 0)
    clock.report(outcome.solution, outcome.lower_bound)
    if outcome.status == Status.OPTIMAL:
        return Verdict(Status.OPTIMAL, outcome.lower_bound, outcome.priority_bound)
    return replace(
        _unproven(clock),
        lower_bound=outcome.lower_bound,
        priority_bound=outcome.priority_bound,
    )


def _large_plain(clock: Clock, seed: int, hint: Solution | None) -> Verdict:
    """Anneal, if all meetings are of two; else and where it is not fair, use chains."""
    from fondaco.engines.timetabling.solvers.bound import (  # noqa: PLC0415
        bound_breaks,
    )

    problem = clock.problem
    if any(len(m.participants) != 2 for m in problem.meetings):
        return _large(clock, seed, hint)
    # The bound takes seconds of one core beside the search, which is compiled; but what
    # comes before the search is not, and goes first.
    begun = threading.Event()

    def bound() -> int:
        begun.wait(LEAD)
        return bound_breaks(problem)

    with ThreadPoolExecutor(1) as pool:
        bounding = pool.submit(bound)
        bounding.add_done_callback(lambda done: clock.report(None, done.result()))
        try:
            notes = _anneal(clock, problem, seed, hint)
        finally:
            begun.set()
    if clock.best is None and not clock.stopped:
        _chains(clock, seed, hint, seconds=_seconds(clock), share=1.0)
    if clock.is_best_possible:
        return Verdict(Status.OPTIMAL, clock.lower_bound, clock.most, notes)
    return replace(_unproven(clock), notes=notes)


def _large(clock: Clock, seed: int, hint: Solution | None) -> Verdict:
    """Choose what is held by chains; then, if that is a plain day, anneal it."""
    from fondaco.engines.timetabling.solvers.sat.event import (  # noqa: PLC0415
        is_plain,
    )

    seconds = _seconds(clock)
    _chains(
        clock,
        seed,
        hint,
        seconds=None if seconds is None else seconds * CHOOSING,
        share=CHOOSING,
    )
    if clock.stopped or clock.best is None:
        return _unproven(clock)
    held = clock.problem.only(clock.best.by_meeting, required=True)
    pairs = all(len(m.participants) == 2 for m in held.meetings)
    notes: tuple[Reason, ...] = ()
    if pairs and is_plain(held):
        notes = _anneal(clock, held, seed, clock.best, share=1 - CHOOSING)
    else:
        _chains(
            clock, seed + 1, clock.best, seconds=_seconds(clock), share=1 - CHOOSING
        )
    return replace(_unproven(clock), notes=notes)


def _unproven(clock: Clock) -> Verdict:
    status = Status.UNKNOWN if clock.best is None else Status.FEASIBLE
    return Verdict(status, clock.lower_bound, clock.most)


def _seconds(clock: Clock) -> float | None:
    """Tell how long a search that proves nothing may take; work is limit enough."""
    if clock.left is None and clock.work_limit is None:
        return UNLIMITED
    return clock.left


def _chains(
    clock: Clock,
    seed: int,
    hint: Solution | None,
    *,
    seconds: float | None,
    share: float,
) -> None:
    from fondaco.engines.timetabling.chains import search as chains  # noqa: PLC0415

    moves = None
    if clock.work_limit is not None:
        moves = max(1, int(clock.work_limit * share * chains.MOVES))
        if clock.time_limit is None:
            seconds = None
    chains.search(
        clock.problem,
        limits=chains.Limits(seconds, moves),
        seed=seed,
        hint=hint,
        report=lambda solution: clock.report(solution),
    )


def _anneal(
    clock: Clock,
    problem: Problem,
    seed: int,
    hint: Solution | None,
    share: float = 1.0,
) -> tuple[Reason, ...]:
    """Anneal a plain day of pairs; timetables that are not fair are passed over."""
    from fondaco.engines.timetabling.search.plain import (  # noqa: PLC0415
        anneal_plain,
    )

    work = clock.work_limit
    compiling = anneal_plain(
        problem,
        seed=seed,
        seconds=_seconds(clock),
        moves=None if work is None else max(1, int(work * share * MOVES)),
        hint=hint,
        report=clock.report,
        live=clock.on_progress is not None,
    )
    if compiling < 1:
        return ()
    return (Reason("compiled", {"seconds": round(compiling)}),)
