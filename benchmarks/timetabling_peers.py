"""What the exact solver is measured beside, on the same plain events.

The encoding is "imp12+" of Bofill et al., JAIR 74 (2022), section 5, the best there. It
is solved as MaxSAT, as in the paper, and by asking for at most 0, 1, 2, … breaks. The
third peer is the model in OR-Tools CP-SAT that one would write first.
"""

from itertools import pairwise

from ortools.sat.python import cp_model
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver

from fondaco.engines.timetabling.solvers.sat.clauses import Clauses
from fondaco.engines.timetabling.solvers.sat.event import Event

Answer = tuple[str, tuple[int, ...] | None]
INFEASIBLE: Answer = ("infeasible", None)


class Published(Clauses):
    """The encoding of the paper: hard clauses, and breaks as literals to avoid."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event
        self.schedule = [{t: self.new() for t in slots} for slots in event.allowed]
        self.used: list[list[int]] = []
        self.holes: list[list[int]] = []
        self._meetings()
        for meetings in event.meetings_of:
            self._participant(meetings)
        for slot, tables in enumerate(event.capacity):
            self._slot(slot, tables)
        self._fairness()

    def slots(self, model: list[int]) -> tuple[int, ...]:
        true = set(model)
        return tuple(
            next(slot for slot, literal in where.items() if literal in true)
            for where in self.schedule
        )

    def at_most(self, literals: list[int], bound: int) -> list[int]:
        counted = self.count(literals, bound)
        for literal in counted[bound:]:
            self.add(-literal)
        return counted[:bound]

    def _meetings(self) -> None:
        for where in self.schedule:
            self.add(*where.values())
            self.at_most_one(list(where.values()))
        for before, after in self.event.precedences:
            for slot, literal in self.schedule[after].items():
                sooner = [v for s, v in self.schedule[before].items() if s < slot]
                self.add(-literal, *sooner)

    def _participant(self, meetings: tuple[int, ...]) -> None:
        used = []
        for slot in range(self.event.n_slots):
            here = [w[slot] for w in (self.schedule[m] for m in meetings) if slot in w]
            self.at_most_one(here)
            used.append(self.any_of(here))
        self.used.append(used)
        # Implied 1: as many slots in use as meetings.
        for literal in self.at_most(used, len(meetings)):
            self.add(literal)
        held = [used[0]]
        for literal in used[1:]:
            held.append(self.any_of([held[-1], literal]))
        holes = []
        for slot in range(1, self.event.n_slots - 1):
            hole = self.new()
            needed = [-used[slot], held[slot], used[slot + 1]]
            for literal in needed:
                self.add(-hole, literal)
            self.add(hole, *(-literal for literal in needed))
            holes.append(hole)
        self.holes.append(holes)

    def _slot(self, slot: int, tables: int) -> None:
        # Implied 2+: tables counted over meetings that share a participant.
        left = set(range(len(self.event.people)))
        centres = []
        while left:
            star = max((left & set(of) for of in self.event.meetings_of), key=len)
            left -= star
            here = [w[slot] for w in (self.schedule[m] for m in star) if slot in w]
            if here:
                centres.append(self.any_of(here))
        self.at_most(centres, tables)
        # Implied 2: twice as many people, and an even number of them.
        seated = self.at_most([used[slot] for used in self.used], 2 * tables)
        for odd, even in zip(seated[::2], [*seated[1::2], None], strict=False):
            self.add(-odd, *([even] if even else []))

    def _fairness(self) -> None:
        if self.event.fairness is None:
            return
        counts = [self.count(holes, len(holes)) for holes in self.holes]
        for i in range(max(map(len, counts), default=0) - self.event.fairness):
            everybody = self.new()
            for unary in counts:
                self.add(-everybody, *unary[i : i + 1])
                if i + self.event.fairness < len(unary):
                    self.add(-unary[i + self.event.fairness], everybody)


def maxsat(event: Event) -> Answer:
    """Solve the published encoding by core-guided MaxSAT, RC2 upon CaDiCaL."""
    encoding = Published(event)
    formula = WCNF()
    for clause in encoding.clauses:
        formula.append(clause)
    for holes in encoding.holes:
        for hole in holes:
            formula.append([-hole], weight=1)
    with RC2(formula, solver="cadical153", adapt=True, exhaust=True) as solver:
        model = solver.compute()
    return INFEASIBLE if model is None else ("optimal", encoding.slots(model))


def incremental(event: Event) -> Answer:
    """Ask the published encoding for at most 0, 1, 2, … breaks."""
    encoding = Published(event)
    holes = [hole for of_one in encoding.holes for hole in of_one]
    total = encoding.count(holes, len(holes), both_ways=False)
    with Solver(name="cadical153", bootstrap_with=encoding.clauses) as solver:
        if not solver.solve():
            return INFEASIBLE
        for most in range(len(total) + 1):
            if solver.solve([-literal for literal in total[most : most + 1]]):
                return "optimal", encoding.slots(solver.get_model())
    raise AssertionError("without a bound there was a timetable")


def constraint_programming(event: Event) -> Answer:
    """Solve a plain model by CP-SAT, on two threads."""
    model = cp_model.CpModel()
    slots = range(event.n_slots)
    held = [{t: model.new_bool_var("") for t in where} for where in event.allowed]
    for where in held:
        model.add_exactly_one(where.values())
    for slot in slots:
        here = [where[slot] for where in held if slot in where]
        model.add(sum(here) <= event.capacity[slot])
    time = [sum(slot * v for slot, v in where.items()) for where in held]
    for before, after in event.precedences:
        model.add(time[before] + 1 <= time[after])
    breaks = []
    for meetings in event.meetings_of:
        if not meetings:
            breaks.append(model.new_constant(0))
            continue
        used = [model.new_bool_var("") for _ in slots]
        for slot in slots:
            here = [held[m][slot] for m in meetings if slot in held[m]]
            model.add(sum(here) == used[slot])
        starts = [used[0]]
        for before, now in pairwise(used):
            starts.append(model.new_bool_var(""))
            model.add_bool_and(now, ~before).only_enforce_if(starts[-1])
            model.add_bool_or(~now, before, starts[-1])
        number = model.new_int_var(0, event.n_slots, "")
        model.add(number == sum(starts) - 1)
        breaks.append(number)
    if event.fairness is not None:
        least = model.new_int_var(0, event.n_slots, "")
        for number in breaks:
            model.add(number >= least)
            model.add(number <= least + event.fairness)
    model.minimize(sum(breaks))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return INFEASIBLE
    return "optimal", tuple(
        next(slot for slot, v in where.items() if solver.boolean_value(v))
        for where in held
    )
