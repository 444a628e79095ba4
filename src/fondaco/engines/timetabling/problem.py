"""What a matchmaking day asks for: people, meetings, slots, tables."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

Id = int | str


@dataclass(frozen=True, slots=True)
class Session:
    """Consecutive slots that belong together, such as a morning.

    Parameters
    ----------
    id
        Under which meetings name it.
    first, last
        Its first and its last slot, both counted from 1.
    """

    id: Id
    first: int
    last: int

    @property
    def slots(self) -> range:
        """The slots of the session, counted from 1."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Company:
    """Colleagues who may stand in for each other.

    Parameters
    ----------
    id
        Under which participants and meetings name it.
    name
        What people call it; the id where empty.
    at_once
        How many meetings it can hold in one slot, at least 1. With 1 the company is
        never in two places, however many colleagues came.
    """

    id: Id
    name: str = ""
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Participant:
    """A person, who is in one meeting at a time.

    Parameters
    ----------
    id
        Under which meetings name them.
    name
        What people call them; the id where empty.
    company
        The company whose colleague they are, if any.
    unavailable
        Slots, counted from 1, in which they cannot meet.
    max_meetings
        How many meetings they take at most; no cap where ``None``.
    table
        The table that they keep all day, counted from 1; none where ``None``.
    """

    id: Id
    name: str = ""
    company: Id | None = None
    unavailable: frozenset[int] = frozenset()
    max_meetings: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """What some meetings need and there are few of: interpreters, screens.

    Parameters
    ----------
    id
        Under which meetings name it.
    name
        What people call it; the id where empty.
    capacity
        How many meetings can use it in one slot.
    unavailable
        Slots, counted from 1, in which nobody can.
    """

    id: Id
    name: str = ""
    capacity: int = 1
    unavailable: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of two or more.

    Parameters
    ----------
    id
        Under which it is named in answers.
    participants
        The people who must be there.
    companies
        Companies of which one colleague, whoever is free, must be there.
    length
        How many consecutive slots it takes, all in one session.
    session
        The session that it must be in; any where ``None``.
    slot
        The slot in which it must start, counted from 1; any where ``None``.
    after
        Meetings that must have ended before it starts, where both are held.
    priority
        What it is worth to hold it, at least 1; counts where not everything fits.
    required
        Whether a timetable without it is no answer.
    resources
        What it needs besides a table.
    """

    id: Id
    participants: tuple[Id, ...] = ()
    companies: tuple[Id, ...] = ()
    length: int = 1
    session: Id | None = None
    slot: int | None = None
    after: tuple[Id, ...] = ()
    priority: int = 1
    required: bool = False
    resources: tuple[Id, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Everything that a timetable must respect.

    Parameters
    ----------
    slots
        How many slots there are. They are numbered from 1, in the order of the day.
    tables
        How many tables there are, numbered from 1: meetings that can be held at once.
    participants, meetings
        Who comes, and who is to meet.
    companies, sessions, resources
        What participants and meetings refer to.
    closed
        Pairs of a table and a slot in which it cannot be used.
    fairness
        By how much the numbers of breaks of any two participants may differ; any where
        ``None``.

    Raises
    ------
    ValueError
        If two things have one id, something named does not exist or a number is out of
        its range. The sentence says which and where. (Precedences in a circle are no
        error: those meetings cannot all be held, and `solve` says so.)

    Notes
    -----
    The base is the B2B meeting scheduling problem of Bofill, Coll, Garcia, Giráldez,
    Pesant, Suy and Villaret, "Constraint Solving Approaches to the Business-to-Business
    Meeting Scheduling Problem", JAIR 74 (2022), 263-301. A *break* of a participant is
    a maximal run of idle slots between two of their meetings; what comes before the
    first meeting and after the last is none. Lengths, companies, caps, home tables,
    priorities and resources are additions.
    """

    slots: int
    tables: int
    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]
    companies: tuple[Company, ...] = ()
    sessions: tuple[Session, ...] = ()
    resources: tuple[Resource, ...] = ()
    closed: frozenset[tuple[int, int]] = frozenset()
    fairness: int | None = 2

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        _require(self.slots >= 1, "A problem needs at least one slot.")
        _require(self.tables >= 0, "The number of tables cannot be negative.")
        _require(
            self.fairness is None or self.fairness >= 0,
            "The fairness limit cannot be negative.",
        )
        for noun, things in (
            ("participants", self.participants),
            ("meetings", self.meetings),
            ("companies", self.companies),
            ("sessions", self.sessions),
            ("resources", self.resources),
        ):
            _require_distinct(noun, [thing.id for thing in things])
        for session in self.sessions:
            _require(
                1 <= session.first <= session.last <= self.slots,
                f"Session {session.id!r} must lie within slots 1 to {self.slots}, its "
                "first not after its last.",
            )
        _require_apart(self.sessions)
        for company in self.companies:
            _require(
                company.at_once >= 1,
                f"Company {company.id!r} must be able to hold at least one meeting at "
                "once.",
            )
        for resource in self.resources:
            where = f"Resource {resource.id!r}"
            _require(resource.capacity >= 0, f"{where} has a negative capacity.")
            self._require_slots(where, resource.unavailable)
        for participant in self.participants:
            self._check_participant(participant)
        for meeting in self.meetings:
            self._check_meeting(meeting)
        for table, slot in self.closed:
            self._require_table("A closed table", table)
            self._require_slots(f"Table {table}", [slot])

    @cached_property
    def participant_by_id(self) -> dict[Id, Participant]:
        """The participants by their ids."""
        return {participant.id: participant for participant in self.participants}

    @cached_property
    def meeting_by_id(self) -> dict[Id, Meeting]:
        """The meetings by their ids."""
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def company_by_id(self) -> dict[Id, Company]:
        """The companies by their ids."""
        return {company.id: company for company in self.companies}

    @cached_property
    def session_by_id(self) -> dict[Id, Session]:
        """The sessions by their ids."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def resource_by_id(self) -> dict[Id, Resource]:
        """The resources by their ids."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def colleagues(self) -> dict[Id, tuple[Participant, ...]]:
        """The colleagues of each company."""
        found: dict[Id, list[Participant]] = {c.id: [] for c in self.companies}
        for participant in self.participants:
            if participant.company is not None:
                found[participant.company].append(participant)
        return {company: tuple(people) for company, people in found.items()}

    def only(self, kept: Collection[Id], *, required: bool = False) -> "Problem":
        """Cut the problem down to some of its meetings.

        Parameters
        ----------
        kept
            The ids of the meetings that stay; nothing waits for the others any more.
        required
            Whether all that stay become required.

        Returns
        -------
        Problem
            The smaller problem.
        """
        return replace(
            self,
            meetings=tuple(
                replace(
                    meeting,
                    after=tuple(b for b in meeting.after if b in kept),
                    required=meeting.required or required,
                )
                for meeting in self.meetings
                if meeting.id in kept
            ),
        )

    def open_tables(self, slot: int) -> int:
        """How many tables can be used in a slot, counted from 1."""
        return self.tables - sum(closed == slot for _, closed in self.closed)

    def companies_of(self, meeting: Meeting) -> frozenset[Id]:
        """Tell the companies that are in a meeting, by name or by a colleague."""
        through = (self.participant_by_id[p].company for p in meeting.participants)
        return frozenset(meeting.companies) | {c for c in through if c is not None}

    def table_of(self, meeting: Meeting) -> int | None:
        """Tell the table at which a meeting must be: of the first who keeps one.

        A company's colleague who keeps a table does not bind a meeting with whoever of
        the company is free, unless all its colleagues keep the same one.
        """
        for person in meeting.participants:
            table = self.participant_by_id[person].table
            if table is not None:
                return table
        for company in meeting.companies:
            tables = {colleague.table for colleague in self.colleagues[company]}
            if len(tables) == 1 and None not in tables:
                return tables.pop()
        return None

    def starts(self, meeting: Meeting) -> tuple[int, ...]:
        """Tell in which slots a meeting may start, as far as it alone is concerned.

        Its session, its fixed slot, its length, its participants' availability, its
        table and its resources are regarded; other meetings are not.
        """
        fitting = self._fitting(meeting.session, meeting.length)
        if meeting.slot is not None:
            fitting &= 1 << meeting.slot
        shut = self._shut(meeting)
        for taken in range(meeting.length):
            fitting &= ~(shut >> taken)
        return self._slots_of(fitting)

    @cached_property
    def _all(self) -> int:
        """All slots, as the bits 1, 2, … of a number."""
        return (2 << self.slots) - 2

    @cached_property
    def _known(self) -> dict[object, int]:
        """What was worked out before: bits of slots by what they stand for."""
        return {}

    @cached_property
    def _lists(self) -> dict[int, tuple[int, ...]]:
        return {}

    def _slots_of(self, bits: int) -> tuple[int, ...]:
        if bits not in self._lists:
            self._lists[bits] = tuple(
                slot for slot in range(1, self.slots + 1) if bits >> slot & 1
            )
        return self._lists[bits]

    def _away(self, person: Id) -> int:
        if ("away", person) not in self._known:
            unavailable = self.participant_by_id[person].unavailable
            self._known["away", person] = _bits(unavailable)
        return self._known["away", person]

    def _shut(self, meeting: Meeting) -> int:
        """Tell the slots in which a meeting cannot be, as bits."""
        shut = 0
        for person in meeting.participants:
            shut |= self._away(person)
        for company in meeting.companies:
            absent = self._all
            for colleague in self.colleagues[company]:
                absent &= self._away(colleague.id)
            shut |= absent
        for resource in meeting.resources:
            needed = self.resource_by_id[resource]
            shut |= _bits(needed.unavailable) if needed.capacity else self._all
        if self.closed:
            table = self.table_of(meeting)
            shut |= _bits(slot for closed, slot in self.closed if closed == table)
        return shut

    def _fitting(self, session: Id | None, length: int) -> int:
        """Tell where a meeting of some length may start within sessions, as bits."""
        if ("fitting", session, length) not in self._known:
            self._known["fitting", session, length] = _bits(
                first
                for first in range(1, self.slots - length + 2)
                if self._fits(session, first, first + length - 1)
            )
        return self._known["fitting", session, length]

    def _fits(self, session: Id | None, first: int, last: int) -> bool:
        if session is not None:
            there = self.session_by_id[session]
            return there.first <= first and last <= there.last
        holding = [s for s in self.sessions if s.first <= last and first <= s.last]
        # Slots outside every session form stretches of their own.
        return not holding or (
            len(holding) == 1 and holding[0].first <= first and last <= holding[0].last
        )

    def _check_participant(self, participant: Participant) -> None:
        where = f"Participant {participant.id!r}"
        self._require_slots(where, participant.unavailable)
        _require(
            participant.company is None or participant.company in self.company_by_id,
            f"{where} is of a company {participant.company!r} that does not exist.",
        )
        _require(
            participant.max_meetings is None or participant.max_meetings >= 0,
            f"{where} has a negative cap of meetings.",
        )
        if participant.table is not None:
            self._require_table(where, participant.table)

    def _check_meeting(self, meeting: Meeting) -> None:
        where = f"Meeting {meeting.id!r}"
        for noun, named, known in (
            ("participant", meeting.participants, self.participant_by_id),
            ("company", meeting.companies, self.company_by_id),
            ("resource", meeting.resources, self.resource_by_id),
            ("meeting", meeting.after, self.meeting_by_id),
        ):
            for name in named:
                _require(
                    name in known,
                    f"{where} names a {noun} {name!r} that does not exist.",
                )
            _require(
                len(set(named)) == len(named), f"{where} names a {noun} more than once."
            )
        _require(meeting.id not in meeting.after, f"{where} comes after itself.")
        _require(
            len(meeting.participants) + len(meeting.companies) >= 2,
            f"{where} needs at least two who meet.",
        )
        for company in meeting.companies:
            _require(
                all(
                    self.participant_by_id[person].company != company
                    for person in meeting.participants
                ),
                f"{where} names company {company!r} and a colleague of it: one is "
                "enough.",
            )
        _require(meeting.length >= 1, f"{where} must take at least one slot.")
        _require(meeting.priority >= 1, f"{where} must have a priority of 1 or more.")
        _require(
            meeting.session is None or meeting.session in self.session_by_id,
            f"{where} names a session {meeting.session!r} that does not exist.",
        )
        if meeting.slot is not None:
            self._require_slots(where, [meeting.slot])

    def _require_slots(self, where: str, slots: Iterable[int]) -> None:
        for slot in slots:
            _require(
                1 <= slot <= self.slots,
                f"{where} names slot {slot}, and slots go from 1 to {self.slots}.",
            )

    def _require_table(self, where: str, table: int) -> None:
        _require(
            1 <= table <= self.tables,
            f"{where} names table {table}, and tables go from 1 to {self.tables}.",
        )


def _bits(slots: Iterable[int]) -> int:
    bits = 0
    for slot in slots:
        bits |= 1 << slot
    return bits


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise ValueError(sentence)


def _require_distinct(noun: str, ids: list[Id]) -> None:
    seen: set[Id] = set()
    for name in ids:
        _require(name not in seen, f"Two {noun} have the id {name!r}.")
        seen.add(name)


def _require_apart(sessions: tuple[Session, ...]) -> None:
    in_order = sorted(sessions, key=lambda session: session.first)
    for before, after in pairwise(in_order):
        _require(
            before.last < after.first,
            f"Sessions {before.id!r} and {after.id!r} overlap.",
        )
