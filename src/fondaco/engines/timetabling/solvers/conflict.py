"""Why a problem has no timetable: a smallest set of requirements in conflict."""

import random
import time
from dataclasses import replace

from ortools.sat.python import cp_model

from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solvers.model import Literal, Model

# How many orders of dropping are tried; the smallest of the sets found is told. None is
# begun after so many seconds.
ORDERS, PATIENCE = 4, 1.0


def find_conflict(
    problem: Problem, *, time_limit: float | None = None, seed: int = 0
) -> tuple[Reason, ...]:
    """Isolate requirements that cannot all be met.

    Parameters
    ----------
    problem
        A problem that has no timetable.
    time_limit
        Seconds; none where ``None``.
    seed
        Of the order in which requirements are dropped.

    Returns
    -------
    tuple of Reason
        Requirements in conflict of which any one can be dropped to let the others be
        met, if the limit allowed to show it; among the sets found, the smallest. Empty
        if the limit came first, or the problem has a timetable.

    Notes
    -----
    Somebody who cannot be in all their meetings, whatever the others do, is looked for
    first, by a matching of meetings to slots (Kuhn, 1955); then meetings that have no
    room one after the other.

    QuickXplain (Junker, AAAI 2004): halves of the requirements are let go in turn.
    Fairness is left out at first: it needs the breaks in the model, and most conflicts
    do without it.
    """
    smaller = _of_one_participant(problem) or _of_one_order(problem)
    narrowing = _Narrowing(smaller or problem, time_limit, seed)
    core = narrowing.core(fair=False)
    if core is None and problem.fairness is not None:
        core = narrowing.core(fair=True)
    if core is None:
        return ()
    return tuple(_told(problem, narrowing.reasons(core)))


def _of_one_participant(problem: Problem) -> Problem | None:
    """Cut out the meetings of somebody whose own are too many, if there is one."""
    required = [m for m in problem.meetings if m.required and m.length == 1]
    theirs: dict[Id, list[Meeting]] = {}
    for meeting in required:
        for person in meeting.participants:
            theirs.setdefault(person, []).append(meeting)
    starts = {meeting.id: problem.starts(meeting) for meeting in required}
    for meetings in theirs.values():
        if not _all_match([starts[meeting.id] for meeting in meetings]):
            kept = {meeting.id for meeting in meetings}
            return replace(problem.only(kept), fairness=None)
    return None


def _of_one_order(problem: Problem) -> Problem | None:
    """Cut out a meeting that comes too late, with all that must come before it."""
    required = {m.id: m for m in problem.meetings if m.required}
    starts = {name: problem.starts(meeting) for name, meeting in required.items()}
    earliest = {name: slots[0] for name, slots in starts.items() if slots}
    changed = True
    while changed:
        changed = False
        for name, meeting in required.items():
            end = max(
                (
                    earliest[before] + required[before].length
                    for before in meeting.after
                    if before in earliest
                ),
                default=1,
            )
            later = next((slot for slot in starts[name] if slot >= end), None)
            if later is None:
                kept = _all_before(required, name)
                return replace(problem.only(kept), fairness=None)
            changed |= later > earliest[name]
            earliest[name] = later
    return None


def _all_before(required: dict[Id, Meeting], last: Id) -> set[Id]:
    found: set[Id] = set()
    waiting = [last]
    while waiting:
        name = waiting.pop()
        if name in required and name not in found:
            found.add(name)
            waiting += required[name].after
    return found


def _all_match(starts: list[tuple[int, ...]]) -> bool:
    """Tell whether each meeting can have a slot of its own."""
    taken: dict[int, int] = {}

    def finds(meeting: int, tried: set[int]) -> bool:
        for slot in starts[meeting]:
            if slot not in tried:
                tried.add(slot)
                if slot not in taken or finds(taken[slot], tried):
                    taken[slot] = meeting
                    return True
        return False

    return all(finds(meeting, set()) for meeting in range(len(starts)))


class _Narrowing:
    def __init__(self, problem: Problem, time_limit: float | None, seed: int) -> None:
        self.problem = problem
        self.until = None if time_limit is None else time.monotonic() + time_limit
        self.random = random.Random(seed)  # noqa: S311 - an order, not a secret
        self.model = Model(problem, gated=True)

    def core(self, *, fair: bool) -> list[Literal] | None:
        if fair:
            self.model.breaks  # noqa: B018 - made on demand
        began = time.monotonic()
        everything = list(self.model.gates)
        if not self._in_conflict(everything):
            return None
        found = [self._without_needless([], everything, certain=False)]
        for _ in range(ORDERS - 1):
            if not self._over() and time.monotonic() - began < PATIENCE:
                shuffled = everything[:]
                self.random.shuffle(shuffled)
                found.append(self._without_needless([], shuffled, certain=False))
        return min(found, key=len)

    def reasons(self, core: list[Literal]) -> list[Reason]:
        names = {literal.index for literal in core}
        return [r for gate, r in self.model.gates.items() if gate.index in names]

    def _without_needless(
        self, kept: list[Literal], doubtful: list[Literal], *, certain: bool
    ) -> list[Literal]:
        """Find which of the doubtful the kept need for a conflict, by halving."""
        if self._over():
            return doubtful
        if certain and self._in_conflict(kept):
            return []
        if len(doubtful) == 1:
            return doubtful
        half = len(doubtful) // 2
        first, second = doubtful[:half], doubtful[half:]
        of_second = self._without_needless([*kept, *first], second, certain=True)
        of_first = self._without_needless(
            [*kept, *of_second], first, certain=bool(of_second)
        )
        return [*of_first, *of_second]

    def _over(self) -> bool:
        return self.until is not None and time.monotonic() > self.until

    def _in_conflict(self, demanded: list[Literal]) -> bool:
        """Tell whether some requirements are in conflict, the others let go."""
        names = {literal.index for literal in demanded}
        model = self.model.model.clone()
        for gate in self.model.gates:
            model.add(gate == (1 if gate.index in names else 0))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if self.until is not None:
            left = self.until - time.monotonic()
            solver.parameters.max_time_in_seconds = max(0.01, left)
        return solver.solve(model) == cp_model.INFEASIBLE


def _told(problem: Problem, reasons: list[Reason]) -> list[Reason]:
    """Say what lies in the sessions' borders, which hang on no requirement."""
    if len(reasons) == 1 and reasons[0].code == "must-be-held":
        name = reasons[0].values["meeting"]
        length = next(m.length for m in problem.meetings if m.id == name)
        return [*reasons, Reason("no-room", {"meeting": name, "length": length})]
    return reasons
