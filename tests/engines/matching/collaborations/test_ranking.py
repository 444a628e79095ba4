"""The weights of the conditional logit."""

import numpy as np
import pytest

from fondaco.engines.matching.collaborations.ranking import learn_weights


def test_two_candidates_by_hand() -> None:
    """Of two, three in four times the one with 1 is chosen: the odds are 3, e^w = 3."""
    values = np.array([[1.0], [0.0]] * 4)
    rows = np.repeat(np.arange(4), 2)
    chosen = np.array([True, False] * 3 + [False, True])
    weights = learn_weights(values, rows, chosen, ridge=1e-9)
    assert weights[0] == pytest.approx(np.log(3), abs=1e-4)


def test_who_chose_nobody_teaches_nothing() -> None:
    """Rows without a choice leave the weights as they were."""
    values = np.array([[1.0], [0.0], [5.0], [2.0]])
    rows = np.array([0, 0, 1, 1])
    chosen = np.array([False] * 4)
    prior = np.array([0.7])
    weights = learn_weights(values, rows, chosen, prior=prior)
    assert weights == pytest.approx(prior)


def test_evidence_that_never_differs_gets_no_weight() -> None:
    """A column of one value says nothing."""
    values = np.array([[1.0, 4.0], [0.0, 4.0]] * 4)
    rows = np.repeat(np.arange(4), 2)
    weights = learn_weights(values, rows, np.array([True, False] * 4))
    assert weights[0] > 0
    assert weights[1] == pytest.approx(0)
