"""The development texts: what the reader was made with, it goes on reading."""

import pytest
from benchmarks.press import score_of

LEAST = {
    "activities": (0.97, 0.83),
    "dates": (0.91, 0.75),
    "places": (0.86, 0.69),
    "organisations": (0.71, 0.61),
    "roles": (0.63, 0.55),
    "counts": (0.75, 0.59),
    "people": (0.77, 0.55),
    "facts": (0.68, 0.63),
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
