"""A blend of evidence whose weights are learned from what came of it.

The conditional logit (McFadden, 1974), which learners of rankings know as the listwise
softmax: of an organisation's candidates, the chance that the next new partner is this
one grows with the exponential of its weighed evidence. The likelihood has one maximum,
so the same data always give the same weights.
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

STEPS = 50
ENOUGH = 1e-3
# Products of so few rows are made by one thread: several, on a machine that has other
# things to do, wait for each other much longer than they work.
BLOCK = 200


def learn_weights(
    values: NDArray[np.floating],
    rows: Numbers,
    chosen: NDArray[np.bool_],
    *,
    prior: Values | None = None,
    ridge: float = 30.0,
) -> Values:
    """Find the weights under which what was chosen is likeliest.

    Parameters
    ----------
    values
        The evidence: a row for each candidate.
    rows
        Whose candidate each is; ascending.
    chosen
        Which candidates were chosen. Each who asks counts alike, however many were.
    prior
        The weights without any data; nothing where ``None``.
    ridge
        How much data it takes to move them.

    Returns
    -------
    numpy.ndarray
        A weight for each column, for values in their own units.
    """
    spread = values.std(axis=0, dtype=np.float64)
    spread[spread < 1e-9] = 1.0
    scaled = (values / spread).astype(np.float64)
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    group = np.cumsum(np.diff(rows, prepend=rows[:1]) != 0)
    counts = np.add.reduceat(chosen.astype(np.float64), starts)
    target = chosen / np.maximum(counts, 1)[group]
    total = np.minimum(counts, 1)
    origin = np.zeros(values.shape[1]) if prior is None else prior * spread
    weights = origin.copy()
    for _ in range(STEPS):
        chance = _softmax(scaled @ weights, starts, group)
        expected = chance * total[group]
        slope = scaled.T @ (target - expected) - ridge * (weights - origin)
        means = np.add.reduceat(scaled * chance[:, None], starts, axis=0)
        curve = _product(scaled * expected[:, None], scaled)
        curve -= _product(means * total[:, None], means)
        step = np.linalg.solve(curve + ridge * np.eye(len(weights)), slope)
        # A full step of Newton's may overshoot where chances are near one.
        weights = weights + step / max(1.0, np.abs(step).max() / 2)
        if np.abs(step).max() < ENOUGH:
            break
    return np.asarray(weights / spread)


def _product(left: Values, right: Values) -> Values:
    """Multiply the transpose of one with the other."""
    whole = len(left) - len(left) % BLOCK
    blocks = (-1, BLOCK, left.shape[1])
    parts = left[:whole].reshape(blocks).transpose(0, 2, 1) @ right[:whole].reshape(
        blocks
    )
    return np.asarray(parts.sum(axis=0) + left[whole:].T @ right[whole:])


def _softmax(scores: Values, starts: Numbers, group: Numbers) -> Values:
    scores = scores - np.maximum.reduceat(scores, starts)[group]
    powers = np.exp(scores)
    return np.asarray(powers / np.add.reduceat(powers, starts)[group])
