"""A lower bound on the breaks of a plain day of any size, by linear programming."""

import math
from collections import defaultdict

from ortools.linear_solver import pywraplp

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.solvers.sat.windows import windows

# What floating point may get wrong in the value of the program.
TOLERANCE = 1e-4


def bound_breaks(problem: Problem) -> int:
    """Bound the total number of breaks from below.

    Parameters
    ----------
    problem
        A day of required meetings of one slot between given people.

    Returns
    -------
    int
        No timetable has fewer breaks.

    Notes
    -----
    Whoever has no break meets throughout a *window*: as many consecutive slots as they
    have meetings, into which these can be matched. So each person either has a break,
    which counts 1, or chooses a window; and in a slot no more people sit than two, or
    as many as the largest meetings have, at each table that is open. The linear
    relaxation of that choice is solved, and its value rounded up. It counts those who
    have no window at all, and those who all need one slot and are too many for it.
    """
    starts = {m.id: [s - 1 for s in problem.starts(m)] for m in problem.meetings}
    meetings: dict[Id, list[Id]] = {p.id: [] for p in problem.participants}
    for meeting in problem.meetings:
        for person in meeting.participants:
            meetings[person].append(meeting.id)
    solver = pywraplp.Solver.CreateSolver("GLOP")
    seated = defaultdict(list)
    breaking = []
    for theirs in meetings.values():
        if len(theirs) < 2:
            # One meeting breaks nothing, and anybody's place can be spared for it.
            continue
        breaks = solver.NumVar(0, 1, "")
        breaking.append(breaks)
        chosen = []
        for first in windows([starts[name] for name in theirs], problem.slots):
            window = solver.NumVar(0, 1, "")
            chosen.append(window)
            for slot in range(first, first + len(theirs)):
                seated[slot].append(window)
        solver.Add(solver.Sum([breaks, *chosen]) >= 1)
    widest = max((len(m.participants) for m in problem.meetings), default=2)
    for slot, people in seated.items():
        solver.Add(solver.Sum(people) <= widest * problem.open_tables(slot + 1))
    solver.Minimize(solver.Sum(breaking))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return 0
    return max(0, math.ceil(float(solver.Objective().Value()) - TOLERANCE))
