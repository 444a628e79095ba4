"""A problem laid out in arrays, for compiled code; everything is counted from 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fondaco.engines.timetabling.problem import Id, Meeting, Problem

Ints = NDArray[np.int32]


class Layout(NamedTuple):
    """The parts of a problem that compiled code reads.

    Lists of lists are flat, with the places where each begins: the items of list ``i``
    of ``x`` are ``x[x_from[i]:x_from[i + 1]]``. *Shared* things serve a number of
    meetings at once: companies, resources and kept tables.
    """

    length: Ints
    """Slots that each meeting takes."""
    allowed: NDArray[np.bool_]
    """Whether a meeting may start in a slot, meetings × slots."""
    weight: NDArray[np.int64]
    """What leaving out a meeting costs; required ones more than all others."""
    people_from: Ints
    people: Ints
    """The people who must be in each meeting."""
    seats_from: Ints
    """The seats of each meeting that any colleague may take."""
    colleagues_from: Ints
    colleagues: Ints
    """Who may take each seat."""
    shared_from: Ints
    shared: Ints
    """The shared things that each meeting needs."""
    before_from: Ints
    before: Ints
    """The meetings that must have ended before each starts."""
    after_from: Ints
    after: Ints
    """The meetings that must start after each has ended."""
    away: NDArray[np.bool_]
    """Whether a person is not available in a slot, people × slots."""
    cap: Ints
    """How many meetings each person takes at most."""
    capacity: Ints
    """How many meetings each shared thing serves in a slot, things × slots."""
    tables: Ints
    """How many tables are open in each slot."""
    fairness: int
    """By how much numbers of breaks may differ; the number of slots for any."""


@dataclass(frozen=True)
class Names:
    """What the numbers of a layout stand for.

    Parameters
    ----------
    meetings, people
        Ids in the order of their numbers.
    """

    meetings: tuple[Id, ...]
    people: tuple[Id, ...]


def lay_out(problem: Problem) -> tuple[Layout, Names]:
    """Lay a problem out in arrays.

    Parameters
    ----------
    problem
        Any problem.

    Returns
    -------
    layout
        Its arrays.
    names
        The ids that their numbers stand for.
    """
    number = {p.id: i for i, p in enumerate(problem.participants)}
    order = {m.id: i for i, m in enumerate(problem.meetings)}
    slots = range(1, problem.slots + 1)
    allowed = np.zeros((len(order), problem.slots), np.bool_)
    for i, meeting in enumerate(problem.meetings):
        allowed[i, [slot - 1 for slot in problem.starts(meeting)]] = True
    seats = [
        [number[c.id] for c in problem.colleagues[company]]
        for meeting in problem.meetings
        for company in meeting.companies
    ]
    things, capacity = _shared_things(problem)
    needed = [_needs(problem, meeting, things) for meeting in problem.meetings]
    followers: list[list[int]] = [[] for _ in problem.meetings]
    for meeting in problem.meetings:
        for before in meeting.after:
            followers[order[before]].append(order[meeting.id])
    away = np.zeros((len(number), problem.slots), np.bool_)
    for i, person in enumerate(problem.participants):
        away[i, [slot - 1 for slot in person.unavailable]] = True
    unlimited = len(order)
    layout = Layout(
        length=_ints(m.length for m in problem.meetings),
        allowed=allowed,
        weight=_weights(problem.meetings),
        **_lists(
            "people",
            [[number[p] for p in m.participants] for m in problem.meetings],
        ),
        seats_from=_ints(np.cumsum([0, *(len(m.companies) for m in problem.meetings)])),
        **_lists("colleagues", seats),
        **_lists("shared", needed),
        **_lists("before", [[order[b] for b in m.after] for m in problem.meetings]),
        **_lists("after", followers),
        away=away,
        cap=_ints(
            unlimited if p.max_meetings is None else p.max_meetings
            for p in problem.participants
        ),
        capacity=np.array(capacity, np.int32).reshape(-1, problem.slots),
        tables=_ints(problem.open_tables(slot) for slot in slots),
        fairness=problem.slots if problem.fairness is None else problem.fairness,
    )
    return layout, Names(tuple(order), tuple(number))


def _weights(meetings: Sequence[Meeting]) -> NDArray[np.int64]:
    optional = sum(m.priority for m in meetings if not m.required)
    return np.array(
        [optional + 1 if m.required else m.priority for m in meetings], np.int64
    )


def _shared_things(
    problem: Problem,
) -> tuple[dict[tuple[str, Id], int], list[list[int]]]:
    """Give numbers to what serves several meetings, with its capacity in each slot."""
    slots = range(1, problem.slots + 1)
    things: dict[tuple[str, Id], int] = {}
    capacity: list[list[int]] = []
    for company in problem.companies:
        things["company", company.id] = len(things)
        capacity.append([company.at_once for _ in slots])
    for resource in problem.resources:
        things["resource", resource.id] = len(things)
        capacity.append(
            [0 if s in resource.unavailable else resource.capacity for s in slots]
        )
    for table in sorted(
        {t for m in problem.meetings if (t := problem.table_of(m)) is not None}
    ):
        things["table", table] = len(things)
        capacity.append([int((table, s) not in problem.closed) for s in slots])
    return things, capacity


def _needs(
    problem: Problem, meeting: Meeting, things: dict[tuple[str, Id], int]
) -> list[int]:
    needed = [things["company", c] for c in problem.companies_of(meeting)]
    needed += [things["resource", r] for r in meeting.resources]
    table = problem.table_of(meeting)
    if table is not None:
        needed.append(things["table", table])
    return sorted(needed)


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int32)


def _lists(name: str, lists: list[list[int]]) -> dict[str, Ints]:
    return {
        f"{name}_from": _ints(np.cumsum([0, *map(len, lists)])),
        name: _ints(item for one in lists for item in one),
    }
