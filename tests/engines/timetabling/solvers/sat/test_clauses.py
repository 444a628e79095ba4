"""Counters against counting."""

from itertools import product

import pytest
from pysat.solvers import Solver

from fondaco.engines.timetabling.solvers.sat.clauses import Clauses


def models(clauses: Clauses, inputs: list[int]) -> list[tuple[int, ...]]:
    """List the values of the inputs that the formula allows."""
    with Solver(name="cadical195", bootstrap_with=clauses.clauses) as solver:
        return [
            values
            for values in product([0, 1], repeat=len(inputs))
            if solver.solve(
                [i if v else -i for i, v in zip(inputs, values, strict=True)]
            )
        ]


@pytest.mark.parametrize("size", [1, 2, 5, 6, 9])
def test_at_most_one_allows_none_and_each_alone(size: int) -> None:
    """The ladder between the threes loses and adds nothing."""
    clauses = Clauses()
    inputs = [clauses.new() for _ in range(size)]
    clauses.at_most_one(inputs)
    expected = [v for v in product([0, 1], repeat=size) if sum(v) <= 1]
    assert models(clauses, inputs) == expected


@pytest.mark.parametrize("most", range(7))
def test_a_count_is_exact_up_to_what_is_asked(most: int) -> None:
    """Each output is true where, and only where, more inputs are."""
    clauses = Clauses()
    inputs = [clauses.new() for _ in range(6)]
    total = clauses.count(inputs, most)
    assert len(total) == min(6, most + 1)
    with Solver(name="cadical195", bootstrap_with=clauses.clauses) as solver:
        for values in product([0, 1], repeat=6):
            given = [i if v else -i for i, v in zip(inputs, values, strict=True)]
            for i, output in enumerate(total):
                more = sum(values) > i
                assert solver.solve([*given, output if more else -output])
                if i < most:
                    assert not solver.solve([*given, -output if more else output])


def test_exactly_keeps_number_and_bounds() -> None:
    """Three of five, at least one and at most two of them among the first three."""
    clauses = Clauses()
    inputs = [clauses.new() for _ in range(5)]
    bounds = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 3), (3, 3)]
    clauses.exactly(inputs, 3, bounds)
    expected = [
        v for v in product([0, 1], repeat=5) if sum(v) == 3 and 1 <= sum(v[:3]) <= 2
    ]
    assert models(clauses, inputs) == expected


def test_any_of_none_is_false() -> None:
    """An empty disjunction."""
    clauses = Clauses()
    literal = clauses.any_of([])
    assert models(clauses, [literal]) == [(0,)]
