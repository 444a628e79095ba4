"""What stands in the way of holding a meeting in a slot of a given timetable."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import Placement, Solution
from fondaco.engines.timetabling.tables import Start


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot for a meeting, and what stands in the way there.

    Parameters
    ----------
    slot
        The slot in which the meeting would start, counted from 1.
    obstacles
        Each thing that would have to be otherwise; none where it can be held.
    participants
        Who would attend, colleagues who stand for their companies included.
    """

    slot: int
    obstacles: tuple[Reason, ...]
    participants: tuple[Id, ...]


class Timetable:
    """A timetable laid out so that slots can be looked up at once.

    Parameters
    ----------
    problem
        What was asked.
    solution
        A valid timetable of it.
    """

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.problem = problem
        self.solution = solution
        self.meeting_of: dict[tuple[Id, int], Id] = {}
        self.at_table: dict[tuple[int, int], Id] = {}
        self.at_once: Counter[tuple[str, Id, int]] = Counter()
        self.held: Counter[Id] = Counter()
        self.followers: dict[Id, list[Meeting]] = defaultdict(list)
        for meeting in problem.meetings:
            for before in meeting.after:
                self.followers[before].append(meeting)
        for placement in solution.placements:
            self._lay(placement)
        self.open_tables = {
            slot: problem.open_tables(slot) for slot in range(1, problem.slots + 1)
        }

    def openings(self, meeting: Meeting) -> list[Opening]:
        """Look at every slot in which a meeting would fit within the day.

        Parameters
        ----------
        meeting
            A meeting of the problem that the timetable does not hold.

        Returns
        -------
        list of Opening
            In the order of the slots.
        """
        last = self.problem.slots - meeting.length + 1
        return [self.opening(meeting, slot) for slot in range(1, last + 1)]

    def opening(self, meeting: Meeting, slot: int) -> Opening:
        """Look at one slot for a meeting that the timetable does not hold.

        Parameters
        ----------
        meeting
            A meeting of the problem.
        slot
            The slot in which it would start, counted from 1.

        Returns
        -------
        Opening
            What stands in the way, in a fixed order.
        """
        span = range(slot, slot + meeting.length)
        obstacles = [*self._of_the_day(meeting, slot)]
        people = list(meeting.participants)
        for person in meeting.participants:
            obstacles += self._of_person(person, span)
        for company in meeting.companies:
            colleague, reasons = self._best_colleague(company, span)
            obstacles += reasons
            if colleague is not None:
                people.append(colleague)
        obstacles += self._of_shared(meeting, span)
        obstacles += self._of_tables(meeting, span)
        obstacles += self._of_order(meeting, slot)
        return Opening(slot, tuple(obstacles), tuple(people))

    def start(self, opening: Opening) -> Start:
        """Turn an opening into a start, for which a table can be found."""
        return Start(opening.slot, opening.participants)

    def _lay(self, placement: Placement) -> None:
        meeting = self.problem.meeting_by_id[placement.meeting]
        companies = self.problem.companies_of(meeting)
        for person in placement.participants:
            self.held[person] += 1
        for slot in range(placement.slot, placement.slot + meeting.length):
            self.at_table[placement.table, slot] = meeting.id
            self.at_once["tables", 0, slot] += 1
            for person in placement.participants:
                self.meeting_of[person, slot] = meeting.id
            for company in companies:
                self.at_once["company", company, slot] += 1
            for resource in meeting.resources:
                self.at_once["resource", resource, slot] += 1

    def _of_the_day(self, meeting: Meeting, slot: int) -> Iterator[Reason]:
        ends = (slot, slot + meeting.length - 1)
        sessions = [
            next((s.id for s in self.problem.sessions if t in s.slots), None)
            for t in ends
        ]
        if sessions[0] != sessions[1]:
            yield Reason("across-border", {"slot": slot})
        elif meeting.session is not None and sessions[0] != meeting.session:
            yield Reason("other-session", {"session": meeting.session, "slot": slot})
        if meeting.slot is not None and meeting.slot != slot:
            yield Reason("other-slot", {"slot": meeting.slot})

    def _of_person(self, person: Id, span: range) -> list[Reason]:
        participant = self.problem.participant_by_id[person]
        reasons = [
            Reason("away", {"participant": person, "slot": slot})
            for slot in span
            if slot in participant.unavailable
        ]
        others = dict.fromkeys(
            self.meeting_of[person, slot]
            for slot in span
            if (person, slot) in self.meeting_of
        )
        reasons += [
            Reason("busy", {"participant": person, "instead": other, "slot": span[0]})
            for other in others
        ]
        cap = participant.max_meetings
        if cap is not None and self.held[person] >= cap:
            reasons.append(Reason("cap", {"participant": person, "cap": cap}))
        return reasons

    def _best_colleague(
        self, company: Id, span: range
    ) -> tuple[Id | None, list[Reason]]:
        """Find the colleague with the least in the way."""
        offers = [
            (person.id, self._of_person(person.id, span))
            for person in self.problem.colleagues[company]
        ]
        if not offers:
            return None, [Reason("nobody-there", {"company": company})]
        return min(offers, key=lambda offer: len(offer[1]))

    def _of_shared(self, meeting: Meeting, span: range) -> Iterator[Reason]:
        for company in sorted(self.problem.companies_of(meeting), key=str):
            most = self.problem.company_by_id[company].at_once
            for slot in span:
                # What one of its people is in already is said of that person.
                if self.at_once["company", company, slot] >= most and not any(
                    (person, slot) in self.meeting_of for person in meeting.participants
                ):
                    yield Reason("company-full", {"company": company, "slot": slot})
        for resource in meeting.resources:
            there = self.problem.resource_by_id[resource]
            for slot in span:
                free = 0 if slot in there.unavailable else there.capacity
                if self.at_once["resource", resource, slot] >= free:
                    yield Reason("resource-full", {"resource": resource, "slot": slot})

    def _of_tables(self, meeting: Meeting, span: range) -> Iterable[Reason]:
        table = self.problem.table_of(meeting)
        for slot in span:
            if (table, slot) in self.problem.closed:
                # Once it is open there is one table more, too.
                yield Reason("table-shut", {"table": table, "slot": slot})
                continue
            if table is not None and self._keeps(table, slot):
                there = self.at_table[table, slot]
                yield Reason("table-busy", {"instead": there, "table": table})
            if self.at_once["tables", 0, slot] >= self.open_tables[slot]:
                yield Reason("tables-full", {"slot": slot})

    def _keeps(self, table: int, slot: int) -> bool:
        """Tell whether a meeting bound to a table is there; others can make way."""
        there = self.at_table.get((table, slot))
        if there is None:
            return False
        meeting = self.problem.meeting_by_id[there]
        return self.problem.table_of(meeting) == table

    def _of_order(self, meeting: Meeting, slot: int) -> Iterator[Reason]:
        held = self.solution.by_meeting
        for before in meeting.after:
            if before in held:
                end = held[before].slot + self.problem.meeting_by_id[before].length
                if slot < end:
                    yield Reason("not-before", {"before": before, "slot": end})
        for follower in self.followers[meeting.id]:
            placement = held.get(follower.id)
            if placement is not None and slot + meeting.length > placement.slot:
                yield Reason(
                    "not-after", {"before": follower.id, "slot": placement.slot}
                )
