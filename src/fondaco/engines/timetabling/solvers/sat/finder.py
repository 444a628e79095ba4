"""A process of its own that asks one SAT solver, as often as it takes.

CaDiCaL keeps Python waiting while it searches, and forgets what it was at when it is
stopped for a look at the clock. So it runs here, where it can be killed at any moment.

Run with a file's path it reads a question, written by `finders`, and prints a line of
JSON for each thing it learns: a bound that is refuted, that there is no timetable at
all, or a timetable. It imports nothing of the engine, which takes longer to load.
"""

import ctypes
import json
import marshal
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
        Path of a JSON file: ``formula`` (paths of lists of clauses, each a list of
        literals, as `marshal` writes them), ``total`` (literal k says that there are
        more than k breaks), ``lower`` (the bound to begin with), ``solver``,
        ``options``, ``phases``.
    """
    asked: dict[str, Any] = json.loads(Path(question).read_text(encoding="utf-8"))
    solver = Solver(name=asked["solver"])
    solver.configure(asked["options"])
    for formula in asked["formula"]:
        # Of its parent, in a folder of its own: no text from outside.
        solver.append_formula(marshal.loads(Path(formula).read_bytes()))  # noqa: S302
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
