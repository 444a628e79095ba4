"""The development texts: what the reader was made with, it goes on reading."""

import pytest
from benchmarks.press import score_of

LEAST = {
    "activities": (0.93, 0.68),
    "dates": (0.80, 0.52),
    "places": (0.84, 0.43),
    "organisations": (0.69, 0.34),
    "roles": (0.64, 0.32),
    "counts": (0.84, 0.62),
}


@pytest.fixture(scope="module")
def figures() -> dict[str, tuple[float, float]]:
    """Read them all, once."""
    fields = score_of("development").fields
    return {name: (tally.precision, tally.recall) for name, tally in fields.items()}


@pytest.mark.parametrize("name", LEAST)
def test_precision_and_recall(
    name: str, figures: dict[str, tuple[float, float]]
) -> None:
    """No change of a rule may cost more than it gives."""
    precision, recall = figures[name]
    least_precision, least_recall = LEAST[name]
    assert precision >= least_precision
    assert recall >= least_recall
