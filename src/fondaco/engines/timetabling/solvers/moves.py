"""The fewest moves that mend a timetable, by a relaxation that grows (CP-SAT)."""

import time
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.solution import Solution, Status
from fondaco.engines.timetabling.solvers.model import Expression, Literal, Model
from fondaco.engines.timetabling.tables import Start

# How much of the time left may go into breaks, once the moves are proven.
BREAKING = 0.6
# A move outweighs any number of colleagues who change places.
MOVE = 1_000


@dataclass(frozen=True)
class Mended:
    """What was found.

    Parameters
    ----------
    status
        What is proven of the number of moves.
    starts
        Where each meeting is held; ``None`` if there is no timetable.
    moves_bound
        No timetable that holds as much moves fewer.
    """

    status: Status
    starts: dict[Id, Start] | None
    moves_bound: int


def fewest_moves(
    problem: Problem,
    published: Solution,
    *,
    until: float | None,
    work_limit: float | None,
    seed: int,
) -> Mended:
    """Mend a timetable.

    Parameters
    ----------
    problem
        What is asked now; what must not move is fixed in it.
    published
        The timetable to mend.
    until
        When to stop, by the monotonic clock; never where ``None``.
    work_limit
        Units of CP-SAT's deterministic time; none where ``None``.
    seed
        Of the search.

    Returns
    -------
    Mended
        The most valuable set of meetings, with the fewest moves.
    """
    mending = _Mending(problem, published, until, work_limit, seed)
    # What was not published, or is bound to another slot by now, moves anyway.
    free = {
        m.id
        for m in problem.meetings
        if m.id not in published.by_meeting
        or m.slot not in {None, published.by_meeting[m.id].slot}
    }
    while True:
        answer = mending.relaxed(free)
        if answer is None:
            return mending.ended(free)
        vanished = mending.vanished(answer, free)
        if not vanished:
            starts = mending.with_few_breaks(answer, free)
            return Mended(Status.OPTIMAL, starts, answer.moves)
        free |= vanished


@dataclass
class _Answer:
    model: Model
    starts: dict[Id, Start]
    moves: int
    price: int


class _Mending:
    def __init__(
        self,
        problem: Problem,
        published: Solution,
        until: float | None,
        work_limit: float | None,
        seed: int,
    ) -> None:
        self.problem = problem
        self.published = published
        self.until = until
        self.work_left = work_limit
        self.seed = seed
        self.infeasible = False
        self.least_price = 0
        # To leave out the least valuable meeting costs more than to move them all.
        self.dropping = MOVE * (len(problem.meetings) + 1)

    def relaxed(self, free: set[Id]) -> _Answer | None:
        """Solve with full freedom for some meetings, and the choice of vanishing."""
        model = Model(self._restricted(free, vanishing=True))
        model.model.minimize(self._price(model, free))
        return self._solved(model, free)

    def vanished(self, answer: _Answer, free: set[Id]) -> set[Id]:
        return {
            m.id
            for m in self.problem.meetings
            if m.id not in free and m.id not in answer.starts
        }

    def ended(self, free: set[Id]) -> Mended:
        """Answer when the limit came: what is free finds a place, the rest stays."""
        if self.infeasible:
            return Mended(Status.INFEASIBLE, None, 0)
        self.until = None if self.until is None else time.monotonic() + 1.0
        self.work_left = None if self.work_left is None else 1.0
        model = Model(self._restricted(free, vanishing=True))
        everywhere = {m.id for m in self.problem.meetings}
        # Here what vanishes is left out, at the price of leaving out.
        model.model.minimize(self._price(model, everywhere))
        answer = self._solved(model, everywhere, bounding=False)
        if answer is None:
            return Mended(Status.UNKNOWN, None, 0)
        # The price's bound tells of moves only if it leaves out as much.
        same = answer.price // self.dropping == self.least_price // self.dropping
        bound = self.least_price % self.dropping // MOVE if same else 0
        return Mended(Status.FEASIBLE, answer.starts, bound)

    def with_few_breaks(self, answer: _Answer, free: set[Id]) -> dict[Id, Start]:
        """Among answers of the same price, look for one that breaks little."""
        if self._is_over():
            return answer.starts
        if self.until is not None:
            # Seating and explaining take a while, too.
            left = self.until - time.monotonic()
            self.until -= left * (1 - BREAKING)
        touched = {
            person
            for name in free
            if name in answer.starts
            for person in answer.starts[name].participants
        }
        model = Model(self._restricted(free, vanishing=False, held=answer.starts))
        model.model.add(self._price(model, free) <= answer.price)
        model.model.minimize(model.breaks_of(touched))
        model.hint(
            {name: start.slot for name, start in answer.starts.items()},
            {name: start.participants for name, start in answer.starts.items()},
        )
        better = self._solved(model, free, bounding=False)
        return answer.starts if better is None else better.starts

    def _restricted(
        self, free: set[Id], *, vanishing: bool, held: dict[Id, Start] | None = None
    ) -> Problem:
        meetings = []
        for meeting in self.problem.meetings:
            if meeting.id in free:
                meetings.append(meeting)
                continue
            slot = self.published.by_meeting[meeting.id].slot
            fixed = meeting.slot is not None and meeting.required
            stays = not vanishing and (held is None or meeting.id in held)
            meetings.append(replace(meeting, slot=slot, required=fixed or stays))
        return replace(self.problem, meetings=tuple(meetings))

    def _price(self, model: Model, free: set[Id]) -> Expression:
        terms: list[Expression] = []
        for meeting in self.problem.meetings:
            held = model.held[meeting.id]
            placement = self.published.by_meeting.get(meeting.id)
            if meeting.id not in free:
                terms.append(MOVE * (1 - held))
                continue
            terms.append(self.dropping * meeting.priority * (1 - held))
            if placement is not None:
                stays = model.start.get((meeting.id, placement.slot))
                terms.append(MOVE * (held - stays if stays is not None else held))
        for (name, person, _), literal in model.stands.items():
            placement = self.published.by_meeting.get(name)
            if placement is not None and person not in placement.participants:
                terms.append(literal)
        return Expression.sum(terms)

    def _solved(
        self, model: Model, free: set[Id], *, bounding: bool = True
    ) -> _Answer | None:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        if self.until is not None:
            left = self.until - time.monotonic()
            solver.parameters.max_time_in_seconds = max(0.01, left)
        if self.work_left is not None:
            solver.parameters.max_deterministic_time = max(0.01, self.work_left)
        ended = solver.solve(model.model)
        if self.work_left is not None:
            self.work_left -= solver.deterministic_time
        if ended == cp_model.INFEASIBLE:
            self.infeasible = True
            return None
        if bounding:
            price = int(solver.best_objective_bound + 0.5)
            self.least_price = max(self.least_price, price)
            if ended != cp_model.OPTIMAL:
                return None
        elif ended not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        starts = _starts(model, solver)
        value = int(solver.value(self._price(model, free)))
        return _Answer(model, starts, value % self.dropping // MOVE, value)

    def _is_over(self) -> bool:
        timed_out = self.until is not None and time.monotonic() >= self.until
        return timed_out or (self.work_left is not None and self.work_left <= 0)


def _starts(model: Model, solver: cp_model.CpSolver) -> dict[Id, Start]:
    def value(literal: Literal) -> bool:
        return solver.boolean_value(literal)

    kinds = model.read_kinds(value)
    return {
        name: Start(
            slot,
            (*model.problem.meeting_by_id[name].participants, *standing),
            kinds.get(name),
        )
        for name, (slot, standing) in model.read(value).items()
    }
