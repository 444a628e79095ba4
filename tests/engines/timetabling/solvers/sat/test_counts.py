"""Counts by meeting follow from the formula, and say something."""

import random

import pytest
from pysat.solvers import Solver

from fondaco.engines.timetabling.solvers.sat.counts import APART, BUSY, count_by_meeting
from fondaco.engines.timetabling.solvers.sat.encoding import Encoding
from fondaco.engines.timetabling.solvers.sat.event import Event


def star(n_slots: int, forbidden: random.Random) -> tuple[Event, tuple[int, ...]]:
    """One who meets nine others, and a timetable of it."""
    slots = tuple(forbidden.sample(range(n_slots), BUSY))
    return Event(
        n_participants=BUSY + 1,
        n_slots=n_slots,
        people=tuple((0, other) for other in range(1, BUSY + 1)),
        allowed=tuple(
            tuple(s for s in range(n_slots) if s == slot or forbidden.random() < 0.6)
            for slot in slots
        ),
        capacity=(1,) * n_slots,
        fairness=None,
    ), slots


@pytest.mark.parametrize("seed", range(20))
def test_a_timetable_keeps_the_counts(seed: int) -> None:
    """Each of the formula is one with the counts, too."""
    event, slots = star(n_slots=14, forbidden=random.Random(seed))
    encoding = Encoding(event)
    plain = list(encoding.clauses)
    counts = count_by_meeting(encoding)
    assert encoding.clauses == plain
    assert counts
    with Solver(name="cadical195", bootstrap_with=[*plain, *counts]) as solver:
        held = [where[slot] for where, slot in zip(encoding.held, slots, strict=True)]
        assert solver.solve(assumptions=held)


def test_the_meetings_held_are_as_many_as_the_slots_used() -> None:
    """Without the formula, the counts still refuse more slots than meetings."""
    event, _ = star(n_slots=14, forbidden=random.Random(1))
    encoding = Encoding(event)
    counts = count_by_meeting(encoding)
    many = max(
        number
        for (i, number), literal in encoding.reached[0].items()
        if i == 2 * APART and not isinstance(literal, bool)
    )
    sooner = list(encoding.used[0])[: 2 * APART]
    none = [-held[s] for held in encoding.held for s in sooner if s in held]
    with Solver(name="cadical195", bootstrap_with=counts) as solver:
        said = encoding.reached[0][2 * APART, many]
        assert solver.solve(assumptions=[said])
        assert not solver.solve(assumptions=[said, *none])


def test_who_has_few_meetings_is_not_counted() -> None:
    """They cost more than they save."""
    event, _ = star(n_slots=14, forbidden=random.Random(2))
    people = event.people[1:]
    few = Event(BUSY + 1, 14, people, event.allowed[1:], event.capacity)
    assert count_by_meeting(Encoding(few)) == []
