"""Which problems the exact solver takes, and how it reads them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.solvers.sat.event import Event, is_plain
from tests.engines.timetabling.problems import make_problem

EVENT = Event(
    n_participants=3,
    n_slots=3,
    people=((0, 1), (0, 2)),
    allowed=((0, 1), (1, 2)),
    capacity=(2, 1, 2),
    precedences=((0, 1),),
)


def make_plain() -> Problem:
    """Make the problem of which `EVENT` is the index form."""
    return Problem(
        slots=3,
        tables=2,
        participants=(Participant("a"), Participant("b"), Participant("c")),
        meetings=(
            Meeting(1, ("a", "b"), session="am", required=True),
            Meeting(2, ("a", "c"), after=(1,), required=True),
        ),
        sessions=(Session("am", 1, 2),),
        closed=frozenset({(1, 2)}),
    )


def test_a_problem_is_read_with_its_sessions_and_closed_tables() -> None:
    """Slots count from 0; the second meeting may be in any."""
    expected = replace(EVENT, allowed=((0, 1), (0, 1, 2)))
    assert Event.from_problem(make_plain()) == expected


def test_arrays_are_read() -> None:
    """The same event from numpy arrays."""
    arrays = SimpleNamespace(
        n_participants=3,
        n_slots=3,
        first_person=np.array([0, 2, 4], dtype=np.int32),
        person=np.array([0, 1, 0, 2], dtype=np.int32),
        allowed=np.array([[1, 1, 0], [0, 1, 1]], dtype=np.bool_),
        capacity=np.array([2, 1, 2], dtype=np.int32),
        precedences=np.array([[0, 1]], dtype=np.int32),
    )
    assert Event.from_arrays(arrays) == EVENT


@pytest.mark.parametrize(
    ("slots", "holds"),
    [
        ((0, 1), True),
        ((0, 2), True),
        ((1, 1), False),
        ((0, 0), False),
        ((0,), False),
        ((1, 2), True),
    ],
)
def test_a_timetable_is_checked(slots: tuple[int, ...], *, holds: bool) -> None:
    """Clashes, slots that are not allowed, and meetings without one."""
    assert EVENT.holds(slots) is holds


def test_order_tables_and_fairness_are_checked() -> None:
    """Each alone is missing from what else would hold."""
    both = replace(EVENT, people=((0, 1), (2, 3)), n_participants=4)
    assert not both.holds((1, 1))
    assert not replace(both, allowed=((0, 1), (0, 2))).holds((1, 0))
    waits = replace(EVENT, fairness=0)
    assert waits.breaks((0, 2)) == 1
    assert not waits.holds((0, 2))
    assert replace(waits, fairness=None).holds((0, 2))


@pytest.mark.parametrize(
    ("plain", "changes"),
    [
        (True, {}),
        (True, {"participants": (Participant("a", max_meetings=1), Participant("b"))}),
        (False, {"participants": (Participant("a", max_meetings=0), Participant("b"))}),
        (False, {"participants": (Participant("a", table=1), Participant("b"))}),
        (
            False,
            {
                "participants": (Participant("a", company="c"), Participant("b")),
                "companies": (Company("c"),),
            },
        ),
        (False, {"meetings": (Meeting(1, ("a", "b")),)}),
        (False, {"meetings": (Meeting(1, ("a", "b"), length=2, required=True),)}),
        (
            False,
            {
                "meetings": (
                    Meeting(1, ("a", "b"), required=True, resources=("lift",)),
                ),
                "resources": (Resource("lift"),),
            },
        ),
    ],
)
def test_a_plain_problem_is_told_from_others(
    changes: dict[str, object], *, plain: bool
) -> None:
    """One extension at a time."""
    assert is_plain(make_problem(("a", "b"), **changes)) is plain  # type: ignore[arg-type]
