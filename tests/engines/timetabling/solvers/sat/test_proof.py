"""The thread that raises the lower bound."""

import time
from dataclasses import replace

from fondaco.engines.timetabling.solvers.sat.encoding import Encoding
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.solvers.sat.proof import Proof

# Of three who all meet at one table, one waits.
TRIANGLE = Event(
    n_participants=3,
    n_slots=3,
    people=((0, 1), (1, 2), (0, 2)),
    allowed=((0, 1, 2),) * 3,
    capacity=(1, 1, 1),
)


def until_over(proof: Proof) -> None:
    """Wait for the end of a proof that is short."""
    until = time.monotonic() + 20
    while proof.model is None and not proof.infeasible:
        assert time.monotonic() < until
        time.sleep(0.01)
    proof.stop()


def test_the_bound_rises_to_the_optimum() -> None:
    """No breaks are refuted, one is found."""
    encoding = Encoding(TRIANGLE)
    proof = Proof(encoding, 0)
    until_over(proof)
    assert proof.lower == 1
    assert proof.model is not None
    slots = encoding.slots({literal for literal in proof.model if literal > 0})
    assert TRIANGLE.holds(slots)
    assert TRIANGLE.breaks(slots) == 1


def test_a_problem_without_a_timetable_is_told_from_a_bound() -> None:
    """With a table less there are two slots for three meetings."""
    proof = Proof(Encoding(replace(TRIANGLE, capacity=(1, 0, 1))), 0)
    until_over(proof)
    assert proof.infeasible
    assert proof.lower == 0


def test_what_was_proven_elsewhere_is_taken_up() -> None:
    """The bound stays where it was raised to, and the thread ends when told."""
    proof = Proof(Encoding(TRIANGLE), 0)
    proof.raise_to(1)
    proof.raise_to(0)
    proof.stop()
    assert proof.lower == 1
