"""A process of its own that asks one SAT solver, as often as it takes.

CaDiCaL keeps Python waiting while it searches, and forgets what it was at when it is
stopped for a look at the clock. So it runs here, where it can be killed at any moment.

Run as a module with a file's path, it reads a question, written by `finders`, and
prints a line of JSON for each thing it learns: a bound that is refuted, that there is
no timetable at all, or a timetable.
"""

import array
import ctypes
import json
import signal
import sys
from pathlib import Path
from typing import Any

from pysat.solvers import Solver

# Linux: what a process is sent when its parent ends (prctl, PR_SET_PDEATHSIG).
PARENT_ENDS = 1


def answer(question: str) -> None:
    """Answer one question.

    Parameters
    ----------
    question
        Path of a JSON file: ``formula`` (paths of clauses as 32-bit integers, each
        ended by 0), ``total`` (literal k says that there are more than k breaks),
        ``lower`` (the bound to begin with), ``solver``, ``options``, ``phases``.
    """
    asked: dict[str, Any] = json.loads(Path(question).read_text(encoding="utf-8"))
    solver = Solver(name=asked["solver"])
    solver.configure(asked["options"])
    for formula in asked["formula"]:
        solver.append_formula(read_clauses(Path(formula)))
    if asked["phases"]:
        solver.set_phases(asked["phases"])
    total, lower = asked["total"], asked["lower"]
    for bound in total[:lower]:
        solver.add_clause([bound])
    while True:
        assumed = [-literal for literal in total[lower : lower + 1]]
        if solver.solve(assumptions=assumed):
            true = [literal for literal in solver.get_model() or () if literal > 0]
            _say({"true": true})
            return
        if not (assumed and solver.get_core()):
            _say({"infeasible": True})
            return
        solver.add_clause([total[lower]])
        lower += 1
        _say({"lower": lower})


def write_clauses(path: Path, clauses: list[list[int]]) -> None:
    """Write clauses to a file.

    Parameters
    ----------
    path
        The file.
    clauses
        Lists of literals.
    """
    flat = array.array("i")
    for clause in clauses:
        flat.extend(clause)
        flat.append(0)
    path.write_bytes(flat.tobytes())


def read_clauses(path: Path) -> list[list[int]]:
    """Read clauses from a file.

    Parameters
    ----------
    path
        What `write_clauses` has written.

    Returns
    -------
    list of list of int
        The clauses.
    """
    flat = array.array("i")
    flat.frombytes(path.read_bytes())
    clauses: list[list[int]] = []
    clause: list[int] = []
    for literal in flat:
        if literal:
            clause.append(literal)
        else:
            clauses.append(clause)
            clause = []
    return clauses


def _say(learnt: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(learnt)}\n")
    sys.stdout.flush()


def _end_with_parent() -> None:  # pragma: no cover - ends this process
    """Leave nothing running behind, even where the parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_ENDS, signal.SIGKILL)


if __name__ == "__main__":
    _end_with_parent()
    answer(sys.argv[1])
