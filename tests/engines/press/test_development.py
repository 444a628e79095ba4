"""The development texts: what the reader was made with, it goes on reading."""

import pytest
from benchmarks.press import score_of

LEAST = {
    "activities": (0.96, 0.83),
    "dates": (0.93, 0.77),
    "places": (0.86, 0.64),
    "organisations": (0.77, 0.53),
    "roles": (0.71, 0.50),
    "counts": (0.81, 0.61),
    "people": (0.80, 0.58),
    "facts": (0.79, 0.64),
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
