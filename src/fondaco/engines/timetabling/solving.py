"""The one call that answers a problem, whichever solver suits it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from fondaco.engines.timetabling.explaining import explain_unplaced
from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import Progress, Result, Solution, Status
from fondaco.engines.timetabling.standby import fill

OnProgress = Callable[[Progress], bool | None]

# CP-SAT takes part up to so many pairs of a meeting and a slot.
SMALL = 40_000
# How much of the limit the local search has before CP-SAT starts from its answer, and
# how many seconds at most.
SHARE, HEAD_START = 0.25, 5.0
# Work, in units, for asking whether one change would place a meeting; and how often
# it is asked at most.
ASKING, ASKED = 0.3, 24
# Seconds for isolating a conflict.
ISOLATING = 10.0


@dataclass
class Clock:
    """Limits, progress and the best timetable so far of one call.

    Parameters
    ----------
    problem
        What is asked.
    time_limit, work_limit
        Seconds and units of work; none where ``None``.
    on_progress
        Who is told; told to stop where it returns true.
    """

    problem: Problem
    time_limit: float | None
    work_limit: float | None
    on_progress: OnProgress | None

    def __post_init__(self) -> None:
        """Start the clock."""
        self.began = time.monotonic()
        self.best: Solution | None = None
        self.lower_bound = 0
        self.stopped = False

    @property
    def seconds(self) -> float:
        """Wall-clock time since the call."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float | None:
        """Seconds that are left; ``None`` without a limit of time."""
        if self.time_limit is None:
            return None
        return max(0.0, self.time_limit - self.seconds)

    def value(self, solution: Solution) -> tuple[int, int]:
        """Tell what timetables are compared by: less is better."""
        return (-solution.priority(self.problem), solution.breaks(self.problem))

    def report(self, solution: Solution | None = None, lower_bound: int = 0) -> bool:
        """Take note of what was found, tell it, and say whether to stop.

        Parameters
        ----------
        solution
            A valid timetable.
        lower_bound
            No timetable has fewer breaks.

        Returns
        -------
        bool
            Whether the caller wants the search to stop.
        """
        news = None
        if solution is not None and (
            self.best is None or self.value(solution) < self.value(self.best)
        ):
            self.best = news = solution
        raised = lower_bound > self.lower_bound
        self.lower_bound = max(self.lower_bound, lower_bound)
        if self.on_progress is not None and (news is not None or raised):
            told = Progress(
                seconds=self.seconds,
                objective=None if self.best is None else self.best.breaks(self.problem),
                lower_bound=self.lower_bound,
                placed=0 if self.best is None else len(self.best.placements),
                solution=news,
            )
            self.stopped = bool(self.on_progress(told)) or self.stopped
        return self.stopped


@dataclass(frozen=True)
class Verdict:
    """What a strategy says when it ends.

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
        verdict = _any_kind(clock, seed, hint)
    except KeyboardInterrupt:
        # Whoever waits no longer gets the best so far.
        most = sum(meeting.priority for meeting in problem.meetings)
        found = Status.UNKNOWN if clock.best is None else Status.FEASIBLE
        verdict = Verdict(found, clock.lower_bound, most)
    return _result(clock, verdict, seed)


def _any_kind(clock: Clock, seed: int, hint: Solution | None) -> Verdict:
    """Search locally, and where the problem is small enough let CP-SAT go on."""
    # Each solver is imported where it is used: they are large and slow to load.
    from fondaco.engines.timetabling.solvers.general import (  # noqa: PLC0415
        solve_general,
    )

    problem = clock.problem
    most = sum(meeting.priority for meeting in problem.meetings)
    size = sum(len(problem.starts(meeting)) for meeting in problem.meetings)
    small = size <= SMALL
    if any(m.required and not problem.starts(m) for m in problem.meetings):
        return Verdict(Status.INFEASIBLE, 0, 0)
    if not (small and size < 200):
        _local_search(clock, seed, hint, whole=not small)
    if clock.stopped or not small:
        found = clock.best is not None
        return Verdict(Status.FEASIBLE if found else Status.UNKNOWN, 0, most)
    outcome = solve_general(
        problem,
        time_limit=clock.left,
        work_limit=None if clock.work_limit is None else clock.work_limit * (1 - SHARE),
        seed=seed,
        hint=clock.best or hint,
        report=clock.report,
    )
    if outcome.status == Status.INFEASIBLE:
        return Verdict(Status.INFEASIBLE, 0, 0)
    clock.report(outcome.solution, outcome.lower_bound)
    status = outcome.status
    if clock.best is not None and status == Status.UNKNOWN:
        status = Status.FEASIBLE
    return Verdict(status, outcome.lower_bound, outcome.priority_bound)


def _local_search(
    clock: Clock, seed: int, hint: Solution | None, *, whole: bool
) -> None:
    from fondaco.engines.timetabling.chains.search import (  # noqa: PLC0415
        MOVES,
        Limits,
        search,
    )

    seconds, work = clock.left, clock.work_limit
    if not whole:
        seconds = HEAD_START if seconds is None else min(HEAD_START, seconds * SHARE)
        work = None if work is None else work * SHARE
    if work is not None and clock.time_limit is None:
        seconds = None
    search(
        clock.problem,
        limits=Limits(seconds, None if work is None else max(1, int(work * MOVES))),
        seed=seed,
        hint=hint,
        report=lambda solution: clock.report(solution),
    )


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
        demanded = replace(
            changed,
            meetings=tuple(
                replace(m, required=True, after=tuple(b for b in m.after if b in held))
                for m in changed.meetings
                if m.id in held
            ),
        )
        outcome = solve_general(
            demanded,
            work_limit=ASKING,
            seed=seed,
            hint=solution,
            report=lambda *_: True,
        )
        return outcome.solution is not None

    return suffices
