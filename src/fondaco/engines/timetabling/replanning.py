"""Mending a published timetable: as few meetings as possible change their slot."""

import time
from collections.abc import Collection
from dataclasses import dataclass, replace

from fondaco.engines.timetabling.explaining import explain_unplaced
from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import (
    Placement,
    Solution,
    Status,
    Unplaced,
)
from fondaco.engines.timetabling.tables import Start, assign_tables

# Seconds for isolating a conflict.
ISOLATING = 10.0


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting that is held elsewhere than published.

    Parameters
    ----------
    meeting
        Its id.
    before, after
        Where it was and where it is.
    """

    meeting: Id
    before: Placement
    after: Placement


@dataclass(frozen=True)
class Difference:
    """What a new timetable changes in a published one.

    Parameters
    ----------
    moved
        Meetings in another slot.
    reseated
        Meetings in their slot, at another table or with another colleague.
    dropped
        Meetings that were published and are no longer held.
    added
        Meetings that were not published and are held now.
    """

    moved: tuple[Move, ...]
    reseated: tuple[Move, ...]
    dropped: tuple[Placement, ...]
    added: tuple[Placement, ...]

    @property
    def touched(self) -> frozenset[Id]:
        """The participants for whom something changes: who must be told."""
        people: set[Id] = set()
        for move in (*self.moved, *self.reseated):
            people |= {*move.before.participants, *move.after.participants}
        for placement in (*self.dropped, *self.added):
            people |= {*placement.participants}
        return frozenset(people)


@dataclass(frozen=True)
class Replan:
    """A mended timetable.

    Parameters
    ----------
    status
        ``OPTIMAL`` if no timetable holds as much and moves fewer meetings;
        ``FEASIBLE`` if that is not proven; ``INFEASIBLE`` if what is past or pinned
        cannot be kept.
    problem
        The problem as it stands: what is past or pinned is fixed, what is dropped is no
        longer required, and fairness is not asked for, so that nobody moves for the
        sake of other people's breaks.
    solution
        The timetable; ``None`` if infeasible or unknown.
    difference
        From the published one.
    moves
        How many meetings changed their slot.
    moves_bound
        No timetable that holds as much moves fewer.
    breaks
        Its total number of breaks.
    seconds
        Wall-clock time from call to answer.
    unplaced
        Meetings that are not held, with reasons.
    conflict
        If infeasible, requirements that cannot all be met.
    """

    status: Status
    problem: Problem
    solution: Solution | None
    difference: Difference
    moves: int
    moves_bound: int
    breaks: int | None
    seconds: float
    unplaced: tuple[Unplaced, ...] = ()
    conflict: tuple[Reason, ...] = ()


def replan(
    problem: Problem,
    published: Solution,
    *,
    now: int = 1,
    pinned: Collection[Id] = (),
    wanted: Collection[Id] = (),
    time_limit: float | None = None,
    work_limit: float | None = None,
    seed: int = 0,
) -> Replan:
    """Mend a published timetable after something changed.

    Parameters
    ----------
    problem
        What is asked now; `changes` makes it from what was asked before.
    published
        The timetable that people have. Meetings of it that the problem no longer has
        are cancelled.
    now
        The first slot, counted from 1, that is not past. What began before stays.
    pinned
        Meetings that must stay where they are.
    wanted
        Meetings that were not published and are to be held, even if others must move;
        required ones are wanted without being named. Dropped is, the least valuable
        first, only what cannot be held at all. The rest keeps waiting: see
        `standby`.
    time_limit, work_limit
        Seconds, and units of work of about a second; none where ``None``.
    seed
        Of the search.

    Returns
    -------
    Replan
        The timetable that holds the most, then moves the fewest meetings, then breaks
        little.

    Raises
    ------
    ValueError
        If ``pinned`` or ``wanted`` names a meeting that is not there, or ``now`` lies
        outside the day.

    Notes
    -----
    Exact by relaxation: at first no meeting may move, and any may vanish at the price
    of one move. Those that vanish in a cheapest answer are given all their slots, and
    so on. An answer in which nothing vanishes is a timetable, and as every step's price
    bounds the true one from below, its moves are proven minimal.
    """
    # The solver is large and slow to load: only where it is used.
    from fondaco.engines.timetabling.solvers.conflict import (  # noqa: PLC0415
        find_conflict,
    )
    from fondaco.engines.timetabling.solvers.moves import (  # noqa: PLC0415
        fewest_moves,
    )

    began = time.monotonic()
    if not 1 <= now <= problem.slots + 1:
        raise ValueError(f"Slot {now} is not within the day: 1 to {problem.slots}.")
    for name in pinned:
        if name not in published.by_meeting or name not in problem.meeting_by_id:
            raise ValueError(f"Meeting {name!r} is pinned and is not published.")
    for name in wanted:
        if name not in problem.meeting_by_id:
            raise ValueError(f"Meeting {name!r} is wanted and does not exist.")
    standing = _as_it_stands(problem, published, now, set(pinned))
    asked = _asked(standing, published, set(wanted), set(pinned), now)
    until = None if time_limit is None else began + time_limit
    outcome = fewest_moves(
        asked, published, until=until, work_limit=work_limit, seed=seed
    )
    if outcome.starts is None:
        conflict: tuple[Reason, ...] = ()
        if outcome.status == Status.INFEASIBLE:
            conflict = find_conflict(asked, time_limit=ISOLATING, seed=seed)
        return Replan(
            outcome.status,
            standing,
            None,
            Difference((), (), (), ()),
            0,
            outcome.moves_bound,
            None,
            time.monotonic() - began,
            conflict=conflict,
        )
    solution = _seated(standing, published, outcome.starts)
    # What was required and can no longer be held is dropped, and asked for no more.
    standing = replace(
        standing,
        meetings=tuple(
            m if m.id in solution.by_meeting else replace(m, required=False)
            for m in standing.meetings
        ),
    )
    difference = compare(standing, published, solution)
    return Replan(
        status=outcome.status,
        problem=standing,
        solution=solution,
        difference=difference,
        moves=len(difference.moved),
        moves_bound=outcome.moves_bound,
        breaks=solution.breaks(standing),
        seconds=time.monotonic() - began,
        unplaced=explain_unplaced(standing, solution),
    )


def compare(problem: Problem, before: Solution, after: Solution) -> Difference:
    """Tell what changed from one timetable to another.

    Parameters
    ----------
    problem
        The problem of the later one; it gives the order.
    before, after
        Two timetables.

    Returns
    -------
    Difference
        By meeting.
    """
    moved, reseated, added = [], [], []
    for meeting in problem.meetings:
        old = before.by_meeting.get(meeting.id)
        new = after.by_meeting.get(meeting.id)
        if new is None:
            continue
        if old is None:
            added.append(new)
        elif old.slot != new.slot:
            moved.append(Move(meeting.id, old, new))
        elif old.table != new.table or set(old.participants) != set(new.participants):
            reseated.append(Move(meeting.id, old, new))
    dropped = [p for p in before.placements if p.meeting not in after.by_meeting]
    return Difference(tuple(moved), tuple(reseated), tuple(dropped), tuple(added))


def _as_it_stands(
    problem: Problem, published: Solution, now: int, pinned: set[Id]
) -> Problem:
    """Fix what is past or pinned; let nothing else begin before now."""
    past = {p.meeting for p in published.placements if p.slot < now}
    running = {
        p.meeting: p.slot + problem.meeting_by_id[p.meeting].length
        for p in published.placements
        if p.meeting in past and p.meeting in problem.meeting_by_id
    }
    # Who is in a past or running meeting was there: what says otherwise came later.
    there: dict[Id, set[int]] = {}
    used: set[tuple[int, int]] = set()
    for placement in published.placements:
        if placement.meeting in running:
            span = range(placement.slot, running[placement.meeting])
            used |= {(placement.table, slot) for slot in span}
            for person in placement.participants:
                there.setdefault(person, set()).update(span)
    return replace(
        problem,
        fairness=None,
        closed=problem.closed - used,
        participants=tuple(
            replace(p, unavailable=p.unavailable - there[p.id]) if p.id in there else p
            for p in problem.participants
        ),
        meetings=tuple(
            _fixed(m, published.by_meeting[m.id].slot)
            if m.id in pinned or m.id in running
            else m
            for m in problem.meetings
        ),
    )


def _fixed(meeting: Meeting, slot: int) -> Meeting:
    return replace(meeting, slot=slot, session=None, required=True)


def _asked(
    problem: Problem, published: Solution, wanted: set[Id], pinned: set[Id], now: int
) -> Problem:
    """Keep what was published and what is wanted; the rest goes on waiting.

    On the day itself a timetable without a required meeting is better than none: what
    is neither past nor pinned may be dropped, the required last of all.
    """
    kept = {
        m.id
        for m in problem.meetings
        if m.id in published.by_meeting or m.id in wanted or m.required
    }
    dear = sum(m.priority for m in problem.meetings) + 1
    firm = pinned | {p.meeting for p in published.placements if p.slot < now}
    return replace(
        problem,
        meetings=tuple(
            replace(m, required=m.id in firm, priority=m.priority + dear * m.required)
            for m in problem.only(kept).meetings
        ),
    )


def _seated(problem: Problem, published: Solution, starts: dict[Id, Start]) -> Solution:
    keep = {
        name: published.by_meeting[name].table
        for name, start in starts.items()
        if name in published.by_meeting
        and published.by_meeting[name].slot == start.slot
    }
    solution, left = assign_tables(problem, starts, keep)
    if left:
        # Keeping tables left none for a long meeting: seat everybody anew.
        solution, _ = assign_tables(problem, starts)
    return solution
