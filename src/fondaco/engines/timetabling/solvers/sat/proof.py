"""A second solver, in a thread, that raises the lower bound."""

import threading
from collections.abc import Sequence

from pysat.solvers import Solver

from fondaco.engines.timetabling.solvers.sat.encoding import Encoding


class Proof:
    """Asks for as few breaks as are not excluded, and raises the bound while refused.

    Glucose lets Python go on in the meantime, and can be interrupted: so a thread does,
    and no process has to be started, fed and looked after.

    Parameters
    ----------
    encoding
        The formula.
    lower
        What is proven before.

    Attributes
    ----------
    lower
        No timetable has fewer breaks.
    infeasible
        Whether there is no timetable at all.
    model
        Literals of a timetable with `lower` breaks, once there is one.
    """

    def __init__(self, encoding: Encoding, lower: int) -> None:
        """Start the thread."""
        self.lower = lower
        self.infeasible = False
        self.model: Sequence[int] | None = None
        self._total = encoding.total
        self._asked = lower
        self._stopping = False
        self._solver = Solver(name="glucose4", bootstrap_with=encoding.clauses)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def raise_to(self, lower: int) -> None:
        """Tell what was proven elsewhere."""
        if lower > self.lower:
            self.lower = lower
        if self.lower > self._asked:
            self._solver.interrupt()

    def stop(self) -> None:
        """End the thread, which takes some hundredths of a second."""
        self._stopping = True
        self._solver.interrupt()
        self._thread.join()
        self._solver.delete()

    def _run(self) -> None:
        while True:
            # In this order: who interrupts has said before what has changed.
            self._solver.clear_interrupt()
            if self._stopping:
                return
            self._asked = asked = self.lower
            bound = [-literal for literal in self._total[asked : asked + 1]]
            answer = self._solver.solve_limited(
                assumptions=bound, expect_interrupt=True
            )
            if answer:
                self.model = self._solver.get_model()
                return
            if answer is False:
                if not (bound and self._solver.get_core()):
                    self.infeasible = True
                    return
                self.lower = max(self.lower, asked + 1)
                self._solver.add_clause([self._total[asked]])
