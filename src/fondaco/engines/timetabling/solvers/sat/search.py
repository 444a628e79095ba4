"""The search for a timetable with the fewest breaks, and for the proof of that."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pysat.solvers import Solver

from fondaco.engines.timetabling.solution import Status
from fondaco.engines.timetabling.solvers.sat.counts import count_by_meeting
from fondaco.engines.timetabling.solvers.sat.encoding import Encoding
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.solvers.sat.finders import Asked, Finders

# One mode of search, as it finds more than changing between two; and none of the
# simplifications that cost time here and gain little.
FINDING = {
    "stabilizeonly": 1,
    "lucky": 0,
    "factor": 0,
    "congruence": 0,
    "sweep": 0,
    "backbone": 0,
}
# Conflicts between two looks at the clock and at the proof. CaDiCaL forgets its best
# phases between calls, so that short slices cost several times the conflicts: they
# double while one bound is asked, up to some seconds' worth or the time that is left.
SLICE, LONGEST = 2_000, 16_000
# Conflicts that a bound is worth at first.
TRY = 2_000
# Seconds between two looks at the clock while processes search.
LOOK = 0.1

Report = Callable[[tuple[int, ...] | None, int], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """What the search came to.

    Parameters
    ----------
    status
        What is proven.
    slots
        The slot of each meeting, counted from 0; ``None`` without a timetable.
    lower_bound
        No timetable has fewer breaks.
    conflicts
        What it took, in conflicts of the main solver.
    """

    status: Status
    slots: tuple[int, ...] | None
    lower_bound: int
    conflicts: int = 0


def solve_event(
    event: Event,
    *,
    time_limit: float | None = None,
    work_limit: int | None = None,
    seed: int = 0,
    hint: Sequence[int] | None = None,
    threads: int = 2,
    report: Report | None = None,
) -> Found:
    """Find a timetable with the fewest breaks, and prove that there is none with fewer.

    Parameters
    ----------
    event
        The day.
    time_limit
        Seconds; none where ``None``. It is kept to some tenths of a second once the
        formula is made, which takes about a second for 10,000 pairs of a meeting and a
        slot.
    work_limit
        Conflicts; none where ``None``. With it one thread searches, and the answer
        depends on the seed alone.
    seed
        Of the search.
    hint
        A timetable to start from: the slot of each meeting. One that breaks a
        requirement still guides the search.
    threads
        With 2, two solvers search at once where the day is hard.
    report
        Called with each better timetable, or ``None``, and the lower bound, and about
        every half a second; the search stops where it returns ``True``.

    Returns
    -------
    Found
        The best timetable, and what is proven of it.

    Notes
    -----
    CaDiCaL (Biere, Faller, Fazekas, Fleury, Froleyks and Pollitt, CAV 2024) is asked
    for as few breaks as are not excluded, and the bound rises as long as it says no:
    the first yes is the optimum. Where that is not soon, two of its versions ask at
    once, each in a process.
    """
    if not event.people:
        return Found(Status.OPTIMAL, (), 0)
    encoding = Encoding(event)
    if encoding.contradictory:
        return Found(Status.INFEASIBLE, None, 0)
    limits = _Limits(time_limit, work_limit, report)
    apart = threads > 1 and work_limit is None
    with _Search(encoding, seed, limits, apart=apart) as search:
        if hint is not None:
            search.start_from(tuple(hint))
        return search.run()


class _Limits:
    """When to stop."""

    def __init__(
        self, seconds: float | None, conflicts: int | None, report: Report | None
    ) -> None:
        self.began = time.monotonic()
        self.until = None if seconds is None else self.began + seconds
        self.conflicts = conflicts
        self.report = report
        self.stopped = False

    def tell(self, slots: tuple[int, ...] | None, lower_bound: int) -> None:
        if self.report is not None and self.report(slots, lower_bound):
            self.stopped = True

    def affordable(self, conflicts: int) -> int:
        """Tell how many more conflicts the limits allow, by the pace so far."""
        left = LONGEST
        if self.conflicts is not None:
            left = min(left, self.conflicts - conflicts)
        if self.until is not None:
            now = time.monotonic()
            pace = max(conflicts, 1) / max(now - self.began, 0.01)
            left = min(left, max(SLICE // 4, int(pace * (self.until - now))))
        return max(1, left)

    def reached(self, conflicts: int) -> bool:
        late = self.until is not None and time.monotonic() >= self.until
        spent = self.conflicts is not None and conflicts >= self.conflicts
        return self.stopped or late or spent


class _Search:
    """The finder of timetables, and the bounds on both sides."""

    def __init__(
        self, encoding: Encoding, seed: int, limits: _Limits, *, apart: bool
    ) -> None:
        self.encoding = encoding
        self.limits = limits
        self.seed = seed
        self.apart = apart
        self.phases: list[int] = []
        self.slots: tuple[int, ...] | None = None
        self.upper = len(encoding.total) + 1
        self.lower = 0
        self.infeasible = False
        self.conflicts = 0
        self.solver = Solver(name="cadical300")
        self.solver.configure({**FINDING, "seed": seed})
        self.solver.append_formula(encoding.clauses)

    def __enter__(self) -> "_Search":
        return self

    def __exit__(self, *_: object) -> None:
        self.solver.delete()

    def start_from(self, slots: tuple[int, ...]) -> None:
        event = self.encoding.event
        if len(slots) == len(event.people):
            self.phases = self.encoding.phases(slots)
            self.solver.set_phases(self.phases)
        if event.holds(slots):
            self._take(slots)

    def run(self) -> Found:
        self._climb()
        if self.apart:
            self._search_apart()
        self._close_in()
        if self.infeasible:
            status = Status.INFEASIBLE
        elif self.slots is None:
            status = Status.UNKNOWN
        else:
            proven = self.lower >= self.upper
            status = Status.OPTIMAL if proven else Status.FEASIBLE
        lower = 0 if self.infeasible else self.lower
        return Found(status, self.slots, lower, self.conflicts)

    def _climb(self) -> None:
        """Raise the lower bound while that is easy."""
        while self._goes_on() and self._ask(self.lower, TRY) is not None:
            if self.lower == 1 and self.slots is None:
                # What has no timetable at all would refuse every bound in turn.
                self._ask(None, TRY)

    def _search_apart(self) -> None:
        """Let processes go on from the lower bound."""
        if not self._goes_on():
            return
        # Counts shorten proofs, and slow down who looks for a timetable.
        counts = count_by_meeting(self.encoding)
        solvers = [
            Asked("cadical195", {"stabilizeonly": 1, "seed": self.seed}, counts),
            Asked("cadical300", {**FINDING, "seed": self.seed + 1}),
        ]
        with Finders(self.encoding, solvers, self.phases) as finders:
            finders.ask(self.lower)
            while self._goes_on() and not finders.is_over:
                for news in finders.hear(LOOK):
                    if "true" in news:
                        self._take(self.encoding.slots(set(news["true"])))
                    self.infeasible |= "infeasible" in news
                    self._raise(news.get("lower", 0))
                finders.ask(self.lower)
                self.limits.tell(None, self.lower)

    def _close_in(self) -> None:
        """Ask at the lower bound and just above it, ever longer in turn.

        Tight bounds are fast, too: the windows that they close guide the search. Loose
        ones are asked only for want of any timetable.
        """
        budget = TRY
        while self._goes_on():
            budget *= 2
            self._ask(self.lower, budget)
            if self.lower + 1 < self.upper:
                self._ask(self.lower + 1, budget)
            if self.slots is None:
                self._ask(None, budget)

    def _goes_on(self) -> bool:
        return not (
            self.infeasible
            or self.lower >= self.upper
            or self.limits.reached(self.conflicts)
        )

    def _ask(self, most: int | None, budget: int | None) -> bool | None:
        """Ask for at most so many breaks; ``None`` where the budget ends first."""
        total = self.encoding.total
        bound = [] if most is None or most >= len(total) else [-total[most]]
        spent, length = 0, SLICE
        while (budget is None or spent < budget) and self._goes_on():
            if most is not None and not self.lower <= most < self.upper:
                return False
            before = self.conflicts
            answer = self._slice(bound, length)
            spent += max(1, self.conflicts - before)
            length = min(2 * length, LONGEST)
            if answer:
                self._take(self.encoding.slots(_true(self.solver.get_model())))
                return True
            if answer is False:
                if bound and self.solver.get_core():
                    assert most is not None
                    self._raise(most + 1)
                else:
                    self.infeasible = True
                return False
            self.limits.tell(None, self.lower)
        return None

    def _slice(self, bound: list[int], length: int) -> bool | None:
        left = min(length, self.limits.affordable(self.conflicts))
        self.solver.conf_budget(left)
        answer: bool | None = self.solver.solve_limited(assumptions=bound)
        self.conflicts = self.solver.accum_stats()["conflicts"]
        return answer

    def _take(self, slots: tuple[int, ...]) -> None:
        breaks = self.encoding.event.breaks(slots)
        if breaks < self.upper:
            self.slots, self.upper = slots, breaks
            self.limits.tell(slots, self.lower)

    def _raise(self, lower: int) -> None:
        if lower > self.lower:
            self.lower = lower
            self.solver.add_clause([self.encoding.total[lower - 1]])
            self.limits.tell(None, lower)


def _true(model: Iterable[int] | None) -> set[int]:
    return {literal for literal in model or () if literal > 0}
