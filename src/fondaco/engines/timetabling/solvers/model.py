"""The whole problem as a model of OR-Tools CP-SAT, every extension included."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from ortools.sat.python import cp_model

from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.reasons import Reason

Literal = cp_model.IntVar
Expression = cp_model.LinearExpr


class Model:
    """Variables and constraints of one problem.

    Parameters
    ----------
    problem
        What is asked.
    gated
        Whether each requirement hangs on a literal of its own, so that those in
        conflict can be told. Slower: what a meeting alone excludes is then in the model
        instead of being left out of it.

    Notes
    -----
    ``start[m, s]`` says that meeting ``m`` starts in slot ``s``; ``stands[m, p, s]``
    that moreover colleague ``p`` stands for their company there. Tables are
    interchangeable and only counted, except for meetings of several slots where tables
    differ (somebody keeps one, or some are closed at times): these choose a kind of
    table, within which intervals can always be coloured.
    """

    def __init__(self, problem: Problem, *, gated: bool = False) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.gated = gated
        self.gates: dict[Literal, Reason] = {}
        self.start: dict[tuple[Id, int], Literal] = {}
        self.stands: dict[tuple[Id, Id, int], Literal] = {}
        self.held: dict[Id, Literal] = {}
        self.starts: dict[Id, list[int]] = {}
        self.kinds: list[tuple[Literal, Id, frozenset[int]]] = []
        for meeting in problem.meetings:
            self._add_meeting(meeting)
        for meeting in problem.meetings:
            self._add_order(meeting)
        self._add_people()
        self._add_shared()
        self._add_tables()
        self._add_table_kinds()

    def gate(self, code: str, **values: object) -> list[Literal]:
        """Make the literals that a requirement hangs on: none unless gated."""
        if not self.gated:
            return []
        literal = self.model.new_bool_var(f"{code} {values}")
        self.gates[literal] = Reason(code, values)
        return [literal]

    @cached_property
    def breaks(self) -> dict[Id, Expression]:
        """The number of breaks of each participant who can have one, made on demand."""
        exact = self.problem.fairness is not None
        found: dict[Id, Expression] = {}
        for person, slots in self._used.items():
            possible = [slot for slot, used in slots.items() if used is not None]
            if exact or (possible and possible[-1] - possible[0] > 1):
                found[person] = self._breaks_of(person, slots, exact=exact)
        if exact:
            self._add_fairness(found)
        return found

    def breaks_of(self, people: Iterable[Id]) -> Expression:
        """Count the breaks of some participants, where fairness is not asked for."""
        counts = [
            self._breaks_of(person, self._used[person], exact=False)
            for person in people
        ]
        return _sum(counts)

    @property
    def total_breaks(self) -> Expression:
        """All breaks."""
        return _sum(self.breaks.values())

    @property
    def total_priority(self) -> Expression:
        """What is held, worth."""
        return _sum(m.priority * self.held[m.id] for m in self.problem.meetings)

    def hint(
        self, starts: Mapping[Id, int], standing: Mapping[Id, Iterable[Id]]
    ) -> None:
        """Suggest a timetable.

        Parameters
        ----------
        starts
            From meetings held to their first slots.
        standing
            From meetings to all who attend.
        """
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for (meeting, slot), literal in self.start.items():
            self.model.add_hint(literal, starts.get(meeting) == slot)
        for (meeting, person, slot), literal in self.stands.items():
            self.model.add_hint(
                literal,
                starts.get(meeting) == slot and person in standing.get(meeting, ()),
            )
        for meeting, literal in self.held.items():
            self.model.add_hint(literal, meeting in starts)

    def read(self, value: Callable[[Literal], bool]) -> dict[Id, tuple[int, list[Id]]]:
        """Read a timetable from the solver.

        Parameters
        ----------
        value
            Tells whether a literal is true.

        Returns
        -------
        dict
            From each meeting held to its first slot and the colleagues who stand for
            their companies.
        """
        found: dict[Id, tuple[int, list[Id]]] = {
            meeting: (slot, [])
            for (meeting, slot), literal in self.start.items()
            if value(literal)
        }
        for (meeting, person, _), literal in self.stands.items():
            if value(literal):
                found[meeting][1].append(person)
        return found

    def read_kinds(self, value: Callable[[Literal], bool]) -> dict[Id, frozenset[int]]:
        """Read which tables each long meeting may be at, where tables differ.

        Parameters
        ----------
        value
            Tells whether a literal is true.

        Returns
        -------
        dict
            From meetings to tables; what is absent may be at any.
        """
        return {
            meeting: tables for chosen, meeting, tables in self.kinds if value(chosen)
        }

    def _add_meeting(self, meeting: Meeting) -> None:
        problem, model = self.problem, self.model
        first_slots = self._first_slots(meeting)
        self.starts[meeting.id] = first_slots
        for slot in first_slots:
            self.start[meeting.id, slot] = model.new_bool_var(f"{meeting.id}@{slot}")
        held = model.new_bool_var(f"{meeting.id} held")
        self.held[meeting.id] = held
        model.add(_sum(self.start[meeting.id, s] for s in first_slots) == held)
        if meeting.required:
            gates = self.gate("must-be-held", meeting=meeting.id)
            model.add(held == 1).only_enforce_if(gates)
        for company in meeting.companies:
            for slot in first_slots:
                span = range(slot, slot + meeting.length)
                standing = []
                for person in problem.colleagues[company]:
                    if self.gated or person.unavailable.isdisjoint(span):
                        literal = model.new_bool_var(f"{meeting.id} {person.id} {slot}")
                        self.stands[meeting.id, person.id, slot] = literal
                        standing.append(literal)
                model.add(_sum(standing) == self.start[meeting.id, slot])
        if self.gated:
            self._gate_meeting(meeting)

    def _first_slots(self, meeting: Meeting) -> list[int]:
        if not self.gated:
            return list(self.problem.starts(meeting))
        last = self.problem.slots - meeting.length + 1
        return [s for s in range(1, last + 1) if self._within_sessions(meeting, s)]

    def _within_sessions(self, meeting: Meeting, slot: int) -> bool:
        ends = (slot, slot + meeting.length - 1)
        first, last = (
            next((s.id for s in self.problem.sessions if t in s.slots), None)
            for t in ends
        )
        return first == last

    def _gate_meeting(self, meeting: Meeting) -> None:
        """Take away, each on its own literal, the slots that a meeting excludes."""
        if meeting.session is not None:
            inside = self.problem.session_by_id[meeting.session].slots
            out = [s for s in self.starts[meeting.id] if s not in inside]
            self._exclude(meeting, out, "in-session", session=meeting.session)
        if meeting.slot is not None:
            out = [s for s in self.starts[meeting.id] if s != meeting.slot]
            self._exclude(meeting, out, "in-fixed-slot", slot=meeting.slot)
        table = self.problem.table_of(meeting)
        shut = {slot for t, slot in self.problem.closed if t == table}
        if shut:
            out = self._touching(meeting, shut)
            self._exclude(meeting, out, "keeps-table", table=table)

    def _touching(self, meeting: Meeting, slots: Iterable[int]) -> list[int]:
        taken = set(slots)
        return [
            s
            for s in self.starts[meeting.id]
            if not taken.isdisjoint(range(s, s + meeting.length))
        ]

    def _exclude(
        self, meeting: Meeting, out: list[int], code: str, **values: object
    ) -> None:
        if out:
            gates = self.gate(code, meeting=meeting.id, **values)
            for slot in out:
                literal = self.start[meeting.id, slot]
                self.model.add(literal == 0).only_enforce_if(gates)

    def _add_order(self, meeting: Meeting) -> None:
        for before in meeting.after:
            length = self.problem.meeting_by_id[before].length
            gates = self.gate("after", meeting=meeting.id, before=before)
            for slot in self.starts[meeting.id]:
                too_late = [
                    self.start[before, s]
                    for s in self.starts[before]
                    if s + length > slot
                ]
                if too_late:
                    self.model.add(
                        _sum(too_late) + self.start[meeting.id, slot] <= 1
                    ).only_enforce_if(gates)

    def _covering(
        self, literals: Iterable[tuple[Meeting, int, Literal]]
    ) -> dict[int, list[Literal]]:
        """Sort literals of starts by the slots that their meetings take."""
        covering: dict[int, list[Literal]] = defaultdict(list)
        for meeting, slot, literal in literals:
            for taken in range(slot, slot + meeting.length):
                covering[taken].append(literal)
        return covering

    def _attendances(self) -> dict[Id, list[tuple[Meeting, int, Literal]]]:
        found: dict[Id, list[tuple[Meeting, int, Literal]]] = {
            p.id: [] for p in self.problem.participants
        }
        for (name, slot), literal in self.start.items():
            meeting = self.problem.meeting_by_id[name]
            for person in meeting.participants:
                found[person].append((meeting, slot, literal))
        for (name, person, slot), literal in self.stands.items():
            found[person].append((self.problem.meeting_by_id[name], slot, literal))
        return found

    def _add_people(self) -> None:
        """Nobody in two places, nobody beyond a cap, nobody while away."""
        self._used: dict[Id, dict[int, Expression | None]] = {}
        attendances = self._attendances()
        for participant in self.problem.participants:
            attended = attendances[participant.id]
            covering = self._covering(attended)
            gates = self.gate("one-at-a-time", participant=participant.id)
            for literals in covering.values():
                if len(literals) > 1:
                    if gates:
                        self.model.add(_sum(literals) <= 1).only_enforce_if(gates)
                    else:
                        self.model.add_at_most_one(literals)
            if participant.max_meetings is not None and attended:
                gates = self.gate(
                    "within-cap",
                    participant=participant.id,
                    cap=participant.max_meetings,
                )
                self.model.add(
                    _sum(literal for _, _, literal in attended)
                    <= participant.max_meetings
                ).only_enforce_if(gates)
            if self.gated and participant.unavailable:
                gates = self.gate(
                    "while-there",
                    participant=participant.id,
                    slots=tuple(sorted(participant.unavailable)),
                )
                for slot in participant.unavailable:
                    for literal in covering.get(slot, ()):
                        self.model.add(literal == 0).only_enforce_if(gates)
            self._used[participant.id] = {
                slot: _sum(covering[slot]) if slot in covering else None
                for slot in range(1, self.problem.slots + 1)
            }

    def _add_shared(self) -> None:
        """Companies and resources serve so many meetings at once."""
        by_company: dict[Id, list[tuple[Meeting, int, Literal]]] = defaultdict(list)
        by_resource: dict[Id, list[tuple[Meeting, int, Literal]]] = defaultdict(list)
        for (name, slot), literal in self.start.items():
            meeting = self.problem.meeting_by_id[name]
            for named in self.problem.companies_of(meeting):
                by_company[named].append((meeting, slot, literal))
            for named in meeting.resources:
                by_resource[named].append((meeting, slot, literal))
        for company in self.problem.companies:
            gates = self.gate(
                "company-at-once", company=company.id, at_once=company.at_once
            )
            for literals in self._covering(by_company[company.id]).values():
                self.model.add(_sum(literals) <= company.at_once).only_enforce_if(gates)
        for resource in self.problem.resources:
            gates = self.gate(
                "resource-at-once", resource=resource.id, capacity=resource.capacity
            )
            for slot, literals in self._covering(by_resource[resource.id]).items():
                free = 0 if slot in resource.unavailable else resource.capacity
                self.model.add(_sum(literals) <= free).only_enforce_if(gates)

    def _add_tables(self) -> None:
        """At most the tables there are; a kept table for one meeting at a time."""
        everything = [
            (self.problem.meeting_by_id[name], slot, literal)
            for (name, slot), literal in self.start.items()
        ]
        gates = self.gate("enough-tables", tables=self.problem.tables)
        for slot, literals in self._covering(everything).items():
            free = self.problem.open_tables(slot)
            if len(literals) > free:
                self.model.add(_sum(literals) <= free).only_enforce_if(gates)
        kept: dict[int, list[tuple[Meeting, int, Literal]]] = defaultdict(list)
        for meeting, slot, literal in everything:
            table = self.problem.table_of(meeting)
            if table is not None:
                kept[table].append((meeting, slot, literal))
        for table, literals_at in kept.items():
            gates = self.gate("one-at-a-table", table=table)
            for literals in self._covering(literals_at).values():
                self.model.add(_sum(literals) <= 1).only_enforce_if(gates)

    def _add_table_kinds(self) -> None:
        """Let long meetings choose among tables that differ."""
        kinds = table_kinds(self.problem)
        roaming = [
            meeting
            for meeting in self.problem.meetings
            if meeting.length > 1 and self.problem.table_of(meeting) is None
        ]
        if len(kinds) < 2 or not roaming:
            return
        gates = self.gate("kinds-of-table")
        at_kind: list[list[tuple[Meeting, int, Literal]]] = [[] for _ in kinds]
        for meeting in roaming:
            for slot in self.starts[meeting.id]:
                span = range(slot, slot + meeting.length)
                choices = []
                for number, (tables, shut) in enumerate(kinds):
                    if shut.isdisjoint(span):
                        choice = self.model.new_bool_var("")
                        self.kinds.append((choice, meeting.id, tables))
                        at_kind[number].append((meeting, slot, choice))
                        choices.append(choice)
                self.model.add(
                    _sum(choices) == self.start[meeting.id, slot]
                ).only_enforce_if(gates)
        homes = {frozenset([t]): t for t in kept_tables(self.problem)}
        for (tables, _), chosen in zip(kinds, at_kind, strict=True):
            sitting = chosen + [
                (self.problem.meeting_by_id[name], slot, literal)
                for (name, slot), literal in self.start.items()
                if tables in homes
                and self.problem.table_of(self.problem.meeting_by_id[name])
                == homes[tables]
            ]
            for literals in self._covering(sitting).values():
                self.model.add(_sum(literals) <= len(tables)).only_enforce_if(gates)

    def _breaks_of(
        self,
        person: Id,
        slots: Mapping[int, Expression | None],
        *,
        exact: bool,
    ) -> Expression:
        """Count the runs of used slots, less one."""
        model = self.model
        runs = []
        before: Expression | int = 0
        for slot in range(1, self.problem.slots + 1):
            used = slots[slot]
            if used is None:
                before = 0
                continue
            run = model.new_bool_var(f"{person} begins {slot}")
            model.add(run >= used - before)
            if exact:
                model.add(run <= used)
                model.add(run + before <= 1)
            runs.append(run)
            before = used
        breaks = model.new_int_var(0, self.problem.slots // 2, f"breaks of {person}")
        model.add(breaks >= _sum(runs) - 1)
        if exact:
            present = model.new_bool_var(f"{person} meets")
            model.add_max_equality(present, [*runs, 0])
            model.add(breaks + present == _sum(runs))
        return breaks

    def _add_fairness(self, breaks: Mapping[Id, Expression]) -> None:
        if self.problem.fairness is None:
            return
        gates = self.gate("fair", limit=self.problem.fairness)
        least = self.model.new_int_var(0, self.problem.slots // 2, "fewest breaks")
        for count in breaks.values():
            self.model.add(count >= least).only_enforce_if(gates)
            self.model.add(count <= least + self.problem.fairness).only_enforce_if(
                gates
            )


def _sum(terms: Iterable[Expression]) -> Expression:
    return Expression.sum(list(terms))


def kept_tables(problem: Problem) -> set[int]:
    """Tell which tables are bound to meetings: those that somebody keeps."""
    tables = {problem.table_of(meeting) for meeting in problem.meetings}
    return {table for table in tables if table is not None}


def table_kinds(problem: Problem) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Sort the tables into kinds within which they are interchangeable.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    list of (tables, slots)
        Each kind's tables and the slots in which they are closed. A table that
        somebody keeps is a kind of its own.
    """
    shut: dict[int, set[int]] = defaultdict(set)
    for table, slot in problem.closed:
        shut[table].add(slot)
    kept = kept_tables(problem)
    kinds: dict[tuple[int, frozenset[int]], set[int]] = defaultdict(set)
    for table in range(1, problem.tables + 1):
        own = table if table in kept else 0
        kinds[own, frozenset(shut[table])].add(table)
    return [(frozenset(tables), closed) for (_, closed), tables in kinds.items()]
