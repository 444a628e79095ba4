"""Plain problems solved exactly: meetings to slots by SAT, then tables."""

from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.solution import Solution, Status
from fondaco.engines.timetabling.solvers.general import Outcome, Report
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.solvers.sat.search import solve_event
from fondaco.engines.timetabling.tables import Start, assign_tables

# Conflicts in a unit of work, very roughly a second's.
UNIT = 5_000


def solve_exact(
    problem: Problem,
    *,
    time_limit: float | None = None,
    work_limit: float | None = None,
    seed: int = 0,
    hint: Solution | None = None,
    threads: int = 2,
    report: Report | None = None,
) -> Outcome:
    """Solve a plain problem.

    Parameters
    ----------
    problem
        A problem of which `fondaco.engines.timetabling.solvers.sat.event.is_plain` is
        true.
    time_limit
        Seconds; none where ``None``.
    work_limit
        Units of 5,000 conflicts, about seconds; none where ``None``. With it one thread
        searches, and the answer depends on the seed alone.
    seed
        Of the search.
    hint
        A timetable to start from; of use where all meetings are in it.
    threads
        With 2, proofs are sought beside timetables.
    report
        Called with each better timetable, or ``None``, and the lower bound; the search
        stops where it returns ``True``.

    Returns
    -------
    Outcome
        The timetable with the fewest breaks, as far as the limits allowed.
    """
    priority = sum(meeting.priority for meeting in problem.meetings)

    def timetable(slots: tuple[int, ...] | None) -> Solution | None:
        return None if slots is None else _with_tables(problem, slots)

    found = solve_event(
        Event.from_problem(problem),
        time_limit=time_limit,
        work_limit=None if work_limit is None else round(work_limit * UNIT),
        seed=seed,
        hint=None if hint is None else _slots_of(problem, hint),
        threads=threads,
        report=None
        if report is None
        else lambda slots, bound: report(timetable(slots), bound),
    )
    held = 0 if found.status == Status.INFEASIBLE else priority
    return Outcome(found.status, timetable(found.slots), found.lower_bound, held)


def _with_tables(problem: Problem, slots: tuple[int, ...]) -> Solution:
    starts = {
        meeting.id: Start(slot + 1, meeting.participants)
        for meeting, slot in zip(problem.meetings, slots, strict=True)
    }
    solution, left = assign_tables(problem, starts)
    assert not left, f"no table for {left}"
    return solution


def _slots_of(problem: Problem, solution: Solution) -> list[int] | None:
    placed = solution.by_meeting
    if any(meeting.id not in placed for meeting in problem.meetings):
        return None
    return [placed[meeting.id].slot - 1 for meeting in problem.meetings]
