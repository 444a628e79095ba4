"""Any problem, solved by OR-Tools CP-SAT: the best set of meetings, then few breaks."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.solution import Solution, Status
from fondaco.engines.timetabling.solvers.model import Literal, Model
from fondaco.engines.timetabling.tables import Start, assign_tables

# What CP-SAT calls a unit of deterministic time is about a second's work.
UNIT = 1.0
# How much of the limit goes into choosing what is held, where something is optional.
CHOOSING = 0.4

Report = Callable[[Solution | None, int], bool]
Polish = Callable[[Solution], Solution | None]


@dataclass(frozen=True)
class Outcome:
    """What the solver found.

    Parameters
    ----------
    status
        What is proven of the problem as a whole.
    solution
        The timetable, tables included; ``None`` if there is none.
    lower_bound
        Of breaks, among timetables of the same priority.
    priority_bound
        No timetable holds more.
    """

    status: Status
    solution: Solution | None
    lower_bound: int
    priority_bound: int


def solve_general(
    problem: Problem,
    *,
    time_limit: float | None = None,
    work_limit: float | None = None,
    seed: int = 0,
    hint: Solution | None = None,
    workers: int = 2,
    report: Report | None = None,
    polish: Polish | None = None,
) -> Outcome:
    """Solve any problem.

    Parameters
    ----------
    problem
        What is asked.
    time_limit
        Seconds; none where ``None``.
    work_limit
        Units of CP-SAT's deterministic time, about seconds; none where ``None``. With
        it one worker searches, and the answer depends on the seed alone.
    seed
        Of the search.
    hint
        A timetable to start from.
    workers
        Threads, where there is no limit of work.
    report
        Called with each better timetable, or ``None``, and the lower bound; the search
        stops where it returns ``True``.
    polish
        Called with a timetable of the most valuable meetings; gives one with fewer
        breaks from which to go on.

    Returns
    -------
    Outcome
        Lexicographic: the most valuable set of meetings, then the fewest breaks.
    """
    most = sum(meeting.priority for meeting in problem.meetings)
    search = _Search(problem, time_limit, work_limit, seed, workers, report)
    if hint is not None:
        search.suggest(hint)
    optional = any(not meeting.required for meeting in problem.meetings)
    if problem.fairness is not None:
        # Fairness is a constraint: it holds while choosing, too.
        search.model.total_breaks  # noqa: B018 - made on demand
    proven = search.best_priority(CHOOSING) if optional else cp_model.OPTIMAL
    if proven in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
        return Outcome(Status.INFEASIBLE, None, 0, 0)
    if optional and search.solution is None:
        return Outcome(Status.UNKNOWN, None, 0, most)
    bound = search.priority_bound if optional else most
    if optional and polish is not None and not search.stopped:
        search.go_on_from(polish)
    ended = search.fewest_breaks()
    if ended == cp_model.INFEASIBLE:
        return Outcome(Status.INFEASIBLE, None, 0, 0)
    if search.solution is None:
        return Outcome(Status.UNKNOWN, None, search.lower_bound, bound)
    certain = ended == cp_model.OPTIMAL and proven == cp_model.OPTIMAL
    status = Status.OPTIMAL if certain else Status.FEASIBLE
    # A bound on breaks holds for sets of the same worth, if that worth is the best.
    lower = search.lower_bound if proven == cp_model.OPTIMAL else 0
    return Outcome(status, search.solution, lower, bound)


class _Search:
    """One model, solved in phases under common limits."""

    def __init__(
        self,
        problem: Problem,
        time_limit: float | None,
        work_limit: float | None,
        seed: int,
        workers: int,
        report: Report | None,
    ) -> None:
        self.problem = problem
        self.model = Model(problem)
        self.time_limit = time_limit
        self.work_limit = work_limit
        self.began = time.monotonic()
        self.worked = 0.0
        self.seed = seed
        self.workers = 1 if work_limit is not None else workers
        self.report = report
        self.solution: Solution | None = None
        self.lower_bound = 0
        self.priority_bound = 0
        self.stopped = False

    def suggest(self, solution: Solution) -> None:
        self.model.hint(
            {p.meeting: p.slot for p in solution.placements},
            {p.meeting: p.participants for p in solution.placements},
        )

    def best_priority(self, share: float) -> int:
        self.model.model.maximize(self.model.total_priority)
        ended, solver = self._run(share)
        if ended in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.priority_bound = int(solver.best_objective_bound + 0.5)
            held = int(solver.objective_value + 0.5)
            self.model.model.add(self.model.total_priority >= held)
            assert self.solution is not None
            self.suggest(self.solution)
        return ended

    def go_on_from(self, polish: Polish) -> None:
        assert self.solution is not None
        polished = polish(self.solution)
        if polished is not None:
            self.solution = polished
            self.suggest(polished)

    def fewest_breaks(self) -> int:
        self.model.model.minimize(self.model.total_breaks)
        ended, solver = self._run(1.0)
        if ended in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
            self.lower_bound = max(0, int(solver.best_objective_bound + 0.999))
        return ended

    def _run(self, share: float) -> tuple[int, cp_model.CpSolver]:
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self.seed
        parameters.num_workers = self.workers
        if self.time_limit is not None:
            left = self.time_limit - (time.monotonic() - self.began)
            parameters.max_time_in_seconds = max(0.01, left * share)
        if self.work_limit is not None:
            left = self.work_limit * UNIT - self.worked
            parameters.max_deterministic_time = max(0.01, left * share)
        if self.stopped:
            return int(cp_model.UNKNOWN), solver
        ended = int(solver.solve(self.model.model, _Watcher(self)))
        self.worked += solver.deterministic_time
        if ended in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._take(solver.boolean_value)
        return ended, solver

    def _take(self, value: Callable[[Literal], bool]) -> None:
        self.solution = solution_of(self.model, value)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Reports each timetable as it is found, and stops the search when told."""

    def __init__(self, search: _Search) -> None:
        super().__init__()
        self.search = search

    def on_solution_callback(self) -> None:
        report = self.search.report
        if report is None:
            return
        bound = 0
        solution = solution_of(self.search.model, lambda v: bool(self.value(v)))
        if report(solution, bound):
            self.search.stopped = True
            self.stop_search()


def solution_of(model: Model, value: Callable[[Literal], bool]) -> Solution:
    """Turn the values of a model into a timetable.

    Parameters
    ----------
    model
        The model.
    value
        Tells whether a literal is true.

    Returns
    -------
    Solution
        Tables included.
    """
    problem = model.problem
    kinds = model.read_kinds(value)
    starts: dict[Id, Start] = {}
    for name, (slot, standing) in model.read(value).items():
        people = (*problem.meeting_by_id[name].participants, *standing)
        starts[name] = Start(slot, people, kinds.get(name))
    solution, left = assign_tables(problem, starts)
    assert not left, f"no table for {left}"
    return solution
