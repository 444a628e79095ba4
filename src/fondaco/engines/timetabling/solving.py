"""The one call that answers a problem, whichever solver suits it."""

from collections.abc import Callable

from fondaco.engines.timetabling.clock import Clock, OnProgress
from fondaco.engines.timetabling.explaining import explain_unplaced
from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.solution import Result, Solution, Status
from fondaco.engines.timetabling.standby import fill
from fondaco.engines.timetabling.strategies import SMALL, Verdict, answer

# Work, in units, for asking whether one change would place a meeting; and how often
# it is asked at most.
ASKING, ASKED = 0.3, 24
# Seconds for isolating a conflict.
ISOLATING = 10.0


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    work_limit: float | None = None,
    seed: int = 0,
    hint: Solution | None = None,
    on_progress: OnProgress | None = None,
) -> Result:
    """Find the best timetable.

    Parameters
    ----------
    problem
        What is asked.
    time_limit
        Seconds; none where ``None``. Without a limit the search goes on until the
        answer is proven, which for large problems may be never.
    work_limit
        Units of work, each very roughly a second's; none where ``None``. With this
        limit and none of time, the same seed gives the same answer on any machine.
    seed
        Of the search, at least 0.
    hint
        A timetable to start from, valid or not.
    on_progress
        Called with each better timetable and each better bound; where it returns true,
        the search stops and the best so far is the answer.

    Returns
    -------
    Result
        The most valuable set of meetings that can be held and, among timetables of
        that worth, one with the fewest breaks; as far as the limit allowed.

    Raises
    ------
    ValueError
        If a limit or the seed is negative.
    """
    for name, number in (
        ("time limit", time_limit),
        ("work limit", work_limit),
        ("seed", seed),
    ):
        if number is not None and number < 0:
            raise ValueError(f"The {name} cannot be negative.")
    clock = Clock(problem, time_limit, work_limit, on_progress)
    try:
        verdict = answer(clock, seed, hint)
    except KeyboardInterrupt:
        # Whoever waits no longer gets the best so far.
        found = Status.UNKNOWN if clock.best is None else Status.FEASIBLE
        verdict = Verdict(found, clock.lower_bound, clock.most)
    return _result(clock, verdict, seed)


def _result(clock: Clock, verdict: Verdict, seed: int) -> Result:
    problem, best = clock.problem, clock.best
    if best is not None and verdict.status != Status.OPTIMAL:
        best = fill(problem, best)
    if verdict.status == Status.INFEASIBLE:
        from fondaco.engines.timetabling.solvers.conflict import (  # noqa: PLC0415
            find_conflict,
        )

        conflict = find_conflict(problem, time_limit=ISOLATING, seed=seed)
        return Result(
            Status.INFEASIBLE, None, None, 0, 0, 0, clock.seconds, conflict=conflict
        )
    if best is None:
        return Result(
            Status.UNKNOWN,
            None,
            None,
            verdict.lower_bound,
            0,
            verdict.priority_bound,
            clock.seconds,
            notes=verdict.notes,
        )
    return Result(
        status=verdict.status,
        solution=best,
        objective=best.breaks(problem),
        lower_bound=verdict.lower_bound,
        priority=best.priority(problem),
        priority_bound=verdict.priority_bound,
        seconds=clock.seconds,
        unplaced=explain_unplaced(problem, best, _asking(problem, best, seed)),
        notes=verdict.notes,
    )


def _asking(
    problem: Problem, solution: Solution, seed: int
) -> Callable[[Problem, Id], bool] | None:
    """Ask CP-SAT whether a change would place a meeting besides those that are held."""
    size = sum(len(problem.starts(meeting)) for meeting in problem.meetings)
    if size > SMALL // 4:
        return None
    asked = 0

    def suffices(changed: Problem, meeting: Id) -> bool:
        from fondaco.engines.timetabling.solvers.general import (  # noqa: PLC0415
            solve_general,
        )

        nonlocal asked
        asked += 1
        if asked > ASKED:
            return False
        held = {*solution.by_meeting, meeting}
        demanded = changed.only(held, required=True)
        outcome = solve_general(
            demanded,
            work_limit=ASKING,
            seed=seed,
            hint=solution,
            report=lambda *_: True,
        )
        return outcome.solution is not None

    return suffices
