"""A day as a Boolean formula: who meets when, with how many breaks."""

from collections.abc import Sequence
from itertools import pairwise

from fondaco.engines.timetabling.solvers.sat.clauses import Clauses
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.solvers.sat.windows import used_before, windows


class Encoding(Clauses):
    """The formula of an event, and its total number of breaks in unary.

    Parameters
    ----------
    event
        What is to be solved.

    Attributes
    ----------
    held
        For each meeting, from allowed slot to the literal that it is held there.
    used
        For each participant, from slot to the literal that they meet in it.
    reached
        For each participant with meetings, from i and j to whether j of the first i
        slots that they can use are used: a literal, or known.
    breaks
        For each participant, literals in unary: the i-th, from 0, is true if and only
        if they have more than i breaks.
    total
        The same for the sum over all; at least, but not only then.
    contradictory
        Whether the event was seen to be infeasible on the way. The formula is then
        incomplete.

    Notes
    -----
    Base and implied constraints follow "imp12+" of Bofill et al., JAIR 74 (2022),
    section 5. Added to them: a participant without breaks meets in one of few *windows*
    of consecutive slots, those to which the meetings can be matched; and the meetings
    that a participant can have had before each slot are bounded by matchings, too. A
    bound on breaks then closes windows by unit propagation, which otherwise takes long
    proofs.
    """

    def __init__(self, event: Event) -> None:
        """Make the formula, constraint by constraint."""
        super().__init__()
        self.event = event
        self.contradictory = False
        self.held: list[dict[int, int]] = []
        self.used: list[dict[int, int]] = []
        self.reached: dict[int, dict[tuple[int, int], int | bool]] = {}
        self.breaks: list[list[int]] = []
        self.total: list[int] = []
        self._place_meetings()
        self._order_meetings()
        for person in range(event.n_participants):
            self._busy_person(person)
        if self.contradictory:
            return
        self._limit_tables()
        for person in range(event.n_participants):
            self._count_breaks(person)
            self._windows(person)
        self._be_fair()
        outputs = [literal for unary in self.breaks for literal in unary]
        self.total = self.count(outputs, len(outputs), both_ways=False)

    def slots(self, true: set[int]) -> tuple[int, ...]:
        """Read a timetable off the true literals of a model."""
        return tuple(
            next(slot for slot, literal in where.items() if literal in true)
            for where in self.held
        )

    def phases(self, slots: Sequence[int]) -> list[int]:
        """Say a timetable in literals, for a solver to start from."""
        wanted = []
        for where, held in zip(self.held, slots, strict=True):
            wanted += [lit if slot == held else -lit for slot, lit in where.items()]
        for used, meetings in zip(self.used, self.event.meetings_of, strict=True):
            busy = {slots[meeting] for meeting in meetings}
            wanted += [lit if slot in busy else -lit for slot, lit in used.items()]
        return wanted

    def _place_meetings(self) -> None:
        """Hold each meeting once."""
        for allowed in self.event.allowed:
            where = {slot: self.new() for slot in allowed}
            self.held.append(where)
            self.add(*where.values())
            self.at_most_one(list(where.values()))
            self.contradictory |= not allowed

    def _order_meetings(self) -> None:
        """Keep precedences, by literals that say "held by then"."""
        by_then: dict[int, list[int]] = {}
        for meeting in {m for pair in self.event.precedences for m in pair}:
            literals: list[int] = []
            for slot in range(self.event.n_slots):
                here = self.held[meeting].get(slot)
                sooner = literals[-1:]
                literals.append(self.any_of([*sooner, *([here] if here else [])]))
            by_then[meeting] = literals
        for before, after in self.event.precedences:
            self.add(-by_then[after][0])
            for slot in range(1, self.event.n_slots):
                self.add(-by_then[after][slot], by_then[before][slot - 1])

    def _busy_person(self, person: int) -> None:
        """Let a participant be in one meeting at a time, and in all of theirs."""
        meetings = self.event.meetings_of[person]
        used = {}
        for slot in range(self.event.n_slots):
            here = [self.held[m][slot] for m in meetings if slot in self.held[m]]
            if here:
                used[slot] = self.any_of(here)
                self.at_most_one(here)
        self.used.append(used)
        bounds = used_before(
            [self.event.allowed[m] for m in meetings], self.event.n_slots
        )
        if bounds is None:
            self.contradictory = True
        elif meetings:
            self.reached[person] = self.exactly(
                list(used.values()),
                len(meetings),
                [bounds[0], *(bounds[slot + 1] for slot in used)],
            )

    def _limit_tables(self) -> None:
        """Count the tables in use in each slot, and the people at them.

        Meetings are counted by stars: of all that share a person, at most one is held.
        """
        event = self.event
        stars = self._stars()
        spare = sum(event.capacity) - len(event.people)
        pairs = all(len(people) == 2 for people in event.people)
        for slot, tables in enumerate(event.capacity):
            centres = []
            for person, star in stars:
                here = [self.held[m][slot] for m in star if slot in self.held[m]]
                if here and len(star) == len(event.meetings_of[person]):
                    centres.append(self.used[person][slot])
                elif here:
                    centres.append(self.any_of(here))
            in_use = self.count(centres, tables)
            for literal in in_use[tables:]:
                self.add(-literal)
            # What the other slots cannot hold must be in this one.
            if tables - spare > len(in_use):
                self.contradictory = True
            for literal in in_use[: max(0, tables - spare)]:
                self.add(literal)
            if pairs:
                self._seat_pairs(slot, in_use[:tables])

    def _seat_pairs(self, slot: int, in_use: Sequence[int]) -> None:
        """Let the people who meet be twice as many as the tables in use."""
        people = [used[slot] for used in self.used if slot in used]
        seated = self.count(people, 2 * len(in_use))
        for literal in seated[2 * len(in_use) :]:
            self.add(-literal)
        for tables, literal in enumerate(in_use):
            for seat in (2 * tables, 2 * tables + 1):
                if seat < len(seated):
                    self.add(-literal, seated[seat])
                    self.add(literal, -seated[seat])

    def _stars(self) -> list[tuple[int, list[int]]]:
        """Deal the meetings to people who share them, greedily in large lots."""
        left = set(range(len(self.event.people)))
        stars = []
        while left:
            person = max(
                range(self.event.n_participants),
                key=lambda p: sum(m in left for m in self.event.meetings_of[p]),
            )
            star = [m for m in self.event.meetings_of[person] if m in left]
            stars.append((person, star))
            left.difference_update(star)
        return stars

    def _count_breaks(self, person: int) -> None:
        """Count a participant's breaks twice: where they begin and where they end."""
        used = self.used[person]
        span = max(used, default=0) - min(used, default=0) + 1
        meetings = len(self.event.meetings_of[person])
        # Between two breaks lies a meeting, and in each an idle slot.
        most = max(0, min(meetings - 1, span - meetings))
        if most == 0:
            self.breaks.append([])
            return
        if self.event.fairness is not None and self._somebody_has_none:
            most = min(most, self.event.fairness)
        slots = range(min(used), max(used) + 1)
        ends = self._borders(used, slots)
        begins = self._borders(used, slots[::-1])
        unary = self.count(ends, most)
        mirrored = self.count(begins, most)
        for counted in (unary, mirrored):
            for literal in counted[most:]:
                self.add(-literal)
        for one, other in zip(unary[:most], mirrored[:most], strict=True):
            self.add(-one, other)
            self.add(one, -other)
        self.breaks.append(unary[:most])

    @property
    def _somebody_has_none(self) -> bool:
        return any(len(meetings) <= 1 for meetings in self.event.meetings_of)

    def _borders(self, used: dict[int, int], slots: Sequence[int]) -> list[int]:
        """Make literals that a break is over, in a direction: met, idle, meeting."""
        borders = []
        met = used[slots[0]]
        for idle, meeting in pairwise(slots[1:]):
            if meeting in used:
                border = self.new()
                rested = [-used[idle]] if idle in used else []
                needed = [met, *rested, used[meeting]]
                for literal in needed:
                    self.add(-border, literal)
                self.add(border, *(-literal for literal in needed))
                borders.append(border)
            if idle in used:
                met = self.any_of([met, used[idle]])
        return borders

    def _windows(self, person: int) -> None:
        """Let who has no break meet in one stretch, and one that can hold them all."""
        if not self.breaks[person]:
            return
        used, meetings = self.used[person], self.event.meetings_of[person]
        none = -self.breaks[person][0]
        found = []
        allowed = [self.event.allowed[m] for m in meetings]
        for start in windows(allowed, self.event.n_slots):
            window = self.new()
            found.append(window)
            self.add(-window, none)
            inside = range(start, start + len(meetings))
            for slot, literal in used.items():
                self.add(-window, literal if slot in inside else -literal)
        self.add(-none, *found)

    def _be_fair(self) -> None:
        """Keep everybody within the fairness of who has the fewest breaks."""
        fairness = self.event.fairness
        if fairness is None:
            return
        longest = max(map(len, self.breaks), default=0)
        # The i-th, from 0: everybody has more than i breaks.
        floor = [self.new() for _ in range(max(0, longest - fairness))]
        for i, everybody in enumerate(floor):
            for unary in self.breaks:
                self.add(-everybody, *unary[i : i + 1])
                if i + fairness < len(unary):
                    self.add(-unary[i + fairness], everybody)
