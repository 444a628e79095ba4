"""Tables for meetings whose slots are known: kept ones first, then few changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.solution import Placement, Solution


@dataclass(frozen=True, slots=True)
class Start:
    """A meeting whose table is still open.

    Parameters
    ----------
    slot
        Its first slot, counted from 1.
    participants
        All who attend, colleagues chosen for companies included.
    tables
        The tables it may be at; any where ``None``.
    """

    slot: int
    participants: tuple[Id, ...]
    tables: frozenset[int] | None = None


def assign_tables(
    problem: Problem,
    starts: Mapping[Id, Start],
    keep: Mapping[Id, int] | None = None,
) -> tuple[Solution, tuple[Id, ...]]:
    """Give each meeting a table, so that people seldom change theirs.

    Parameters
    ----------
    problem
        What is asked.
    starts
        The meetings that are held. In no slot may there be more than open tables, nor
        two meetings bound to one table.
    keep
        Tables that meetings should keep where they can, such as published ones.

    Returns
    -------
    solution
        With a table for every meeting for which there is one.
    left
        Meetings of several slots for which no table is free throughout; none if
        tables do not differ or ``starts`` names tables that suffice.

    Notes
    -----
    Slot by slot: meetings bound to a table; long ones, which need theirs for several
    slots; those that keep their table; those where somebody can stay seated. What
    remains takes the table that the fewest people would come back to. Within tables
    that are open at the same times, taking intervals in the order of their starts never
    fails, because interval graphs are perfect.
    """
    seating = _Seating(problem, starts)
    wishes = keep or {}
    by_slot: dict[int, list[Id]] = defaultdict(list)
    for meeting, start in starts.items():
        by_slot[start.slot].append(meeting)
    for slot in sorted(by_slot):
        seating.seat_slot(slot, by_slot[slot], wishes)
    return Solution(tuple(seating.placements)), tuple(seating.left)


def table_changes(problem: Problem, solution: Solution) -> int:
    """Count how often people change tables between two of their meetings.

    Parameters
    ----------
    problem
        What was asked.
    solution
        A timetable.

    Returns
    -------
    int
        The number of pairs of consecutive meetings of a participant at two tables.
    """
    seen: dict[Id, int] = {}
    changes = 0
    for placement in sorted(solution.placements, key=lambda p: p.slot):
        for person in placement.participants:
            changes += seen.get(person, placement.table) != placement.table
            seen[person] = placement.table
    return changes


@dataclass
class _Seating:
    problem: Problem
    starts: Mapping[Id, Start]
    placements: list[Placement] = field(default_factory=list)
    left: list[Id] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken: dict[int, set[int]] = defaultdict(set)
        self.shut: dict[int, set[int]] = defaultdict(set)
        for table, slot in self.problem.closed:
            self.shut[slot].add(table)
        self.bound = {
            name: self.problem.table_of(self.problem.meeting_by_id[name])
            for name in self.starts
        }
        self.reserved: dict[int, set[int]] = defaultdict(set)
        self.last_slot: dict[Id, int] = {}
        for name, start in self.starts.items():
            bound = self.bound[name]
            for slot in self._span(name):
                if bound is not None:
                    self.reserved[slot].add(bound)
                for person in start.participants:
                    self.last_slot[person] = max(slot, self.last_slot.get(person, 0))
        self.seat_of: dict[Id, int] = {}
        self.coming_back: dict[int, set[Id]] = defaultdict(set)

    def seat_slot(
        self, slot: int, meetings: Iterable[Id], wishes: Mapping[Id, int]
    ) -> None:
        waiting: list[Id] = []
        for name in meetings:
            table = self.bound[name]
            if table is None:
                waiting.append(name)
            else:
                self._seat(name, table)
        waiting.sort(
            key=lambda name: (
                -self.problem.meeting_by_id[name].length,
                name not in wishes,
            )
        )
        still: list[Id] = []
        for name in waiting:
            long = self.problem.meeting_by_id[name].length > 1
            wish = wishes.get(name)
            if wish is not None and self._is_free(name, wish):
                self._seat(name, wish)
            elif long:
                self._seat_long(name)
            else:
                still.append(name)
        self._seat_anywhere(slot, self._seat_staying(still))

    def _seat_staying(self, meetings: list[Id]) -> list[Id]:
        """Let people stay where they sit, most of them first."""
        offers = sorted(
            (-staying, order, name, table)
            for order, name in enumerate(meetings)
            for table, staying in self._seats(name).items()
        )
        seated: set[Id] = set()
        for _, _, name, table in offers:
            if name not in seated and self._is_free(name, table):
                self._seat(name, table)
                seated.add(name)
        return [name for name in meetings if name not in seated]

    def _seats(self, name: Id) -> dict[int, int]:
        seats: dict[int, int] = defaultdict(int)
        for person in self.starts[name].participants:
            if person in self.seat_of:
                seats[self.seat_of[person]] += 1
        return seats

    def _seat_long(self, name: Id) -> None:
        seats = self._seats(name)
        free = [t for t in self._tables(name) if self._is_free(name, t)]
        if not free:
            self.left.append(name)
            return
        closing = {t: sum(t in shut for shut in self.shut.values()) for t in free}
        # A table that closes at times is of less use to others: take it first.
        self._seat(name, min(free, key=lambda t: (-seats.get(t, 0), -closing[t], t)))

    def _seat_anywhere(self, slot: int, meetings: list[Id]) -> None:
        """Seat meetings of one slot at the tables that the fewest come back to."""
        gone = self.taken[slot] | self.shut[slot] | self.reserved[slot]
        free = sorted(
            set(range(1, self.problem.tables + 1)) - gone,
            key=lambda table: (len(self.coming_back[table]), table),
        )
        for name in meetings:
            allowed = self.starts[name].tables
            table = next((t for t in free if allowed is None or t in allowed), None)
            if table is None:
                self.left.append(name)
            else:
                free.remove(table)
                self._seat(name, table)

    def _tables(self, name: Id) -> Iterable[int]:
        allowed = self.starts[name].tables
        return range(1, self.problem.tables + 1) if allowed is None else sorted(allowed)

    def _span(self, name: Id) -> range:
        first = self.starts[name].slot
        return range(first, first + self.problem.meeting_by_id[name].length)

    def _is_free(self, name: Id, table: int) -> bool:
        allowed = self.starts[name].tables
        return (allowed is None or table in allowed) and all(
            table not in self.taken[slot]
            and table not in self.shut[slot]
            and table not in self.reserved[slot]
            for slot in self._span(name)
        )

    def _seat(self, name: Id, table: int) -> None:
        start = self.starts[name]
        span = self._span(name)
        for slot in span:
            self.taken[slot].add(table)
        for person in start.participants:
            before = self.seat_of.get(person)
            if before is not None:
                self.coming_back[before].discard(person)
            self.seat_of[person] = table
            if self.last_slot[person] > span[-1]:
                self.coming_back[table].add(person)
        self.placements.append(Placement(name, start.slot, table, start.participants))
