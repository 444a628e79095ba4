"""The peers of benchmarks/matching.py: each scores everybody for some organisations.

Each is built from the same history as ours and offers settings, among which the
benchmark chooses by going back in time, as ours learns its weights.
"""

import warnings
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fondaco.engines.matching.collaborations.history import History

Scores = NDArray[np.float32]
Scorer = Callable[[NDArray[np.int64]], Scores]
Settings = dict[str, float]
SEED = 7


def popularity(history: History, years: float) -> Scorer:
    """The most active first, whoever asks."""
    activity = history.activity(years)
    return lambda asked: np.tile(activity, (len(asked), 1))


def common_neighbours(history: History) -> Scorer:
    near = history.partners
    return lambda asked: (near[asked] @ near).toarray()


def adamic_adar(history: History) -> Scorer:
    """Adamic and Adar (2003): common neighbours, those with few ties count more."""
    near = history.partners
    degrees = np.maximum(np.diff(near.indptr), 2)
    rare = near @ sparse.diags((1 / np.log(degrees)).astype(np.float32))
    return lambda asked: (rare[asked] @ near).toarray()


def svd(history: History, rank: float, shrink: float) -> Scorer:
    """The truncated singular values of the ties, those of giants shrunk."""
    from scipy.sparse.linalg import svds

    near = history.partners.astype(np.float64)
    degrees = np.maximum(np.diff(history.partners.indptr), 1) ** -shrink
    scaled = sparse.diags(degrees) @ near @ sparse.diags(degrees)
    with warnings.catch_warnings():
        # It is as near as it can get in twenty rounds, and says so at length.
        warnings.simplefilter("ignore", UserWarning)
        left, values, right = svds(
            scaled, k=int(rank), random_state=SEED, solver="lobpcg"
        )
    # Back to the scale on which popularity counts.
    right = right / degrees[None, :]
    return lambda asked: (left[asked] * values) @ right


def als(history: History, factors: float, alpha: float, weight: float) -> Scorer:
    """Alternating least squares for implicit feedback (Hu et al., 2008)."""
    from implicit.als import AlternatingLeastSquares

    ties = (history.incidence @ history.incidence.T).tocsr()
    ties.setdiag(0)
    ties.eliminate_zeros()
    model = AlternatingLeastSquares(
        factors=int(factors),
        alpha=alpha,
        regularization=weight,
        iterations=15,
        random_state=SEED,
        num_threads=2,
        use_gpu=False,
    )
    model.fit(ties.astype(np.float32), show_progress=False)
    return lambda asked: model.user_factors[asked] @ model.item_factors.T


def light_gcn(history: History, layers: float, steps: float) -> Scorer:
    """LightGCN (He et al., 2020), from the paper: torch would be needed for theirs.

    The embeddings are means over the layers of a walk on the graph, so the gradient of
    the BPR loss is the same walk back; Adam, 64 dimensions.
    """
    near = history.partners
    degrees = np.maximum(np.diff(near.indptr), 1).astype(np.float32)
    half = sparse.diags(1 / np.sqrt(degrees))
    walk = (half @ near @ half).tocsr().astype(np.float32)
    edges = np.column_stack(near.nonzero())
    chance = np.random.default_rng(SEED)
    base = chance.normal(0, 0.1, (history.size, 64)).astype(np.float32)
    first, second = np.zeros_like(base), np.zeros_like(base)

    def spread(table: Scores) -> Scores:
        total, layer = table.copy(), table
        for _ in range(int(layers)):
            layer = walk @ layer
            total += layer
        return total / (layers + 1)

    for step in range(1, int(steps) + 1):
        table = spread(base)
        users, liked = edges[chance.integers(0, len(edges), 65_536)].T
        other = chance.integers(0, history.size, len(users))
        difference = ((table[liked] - table[other]) * table[users]).sum(axis=1)
        pull = (1 / (1 + np.exp(difference)) / len(users))[:, None]
        slope = np.zeros_like(base)
        np.add.at(slope, users, -pull * (table[liked] - table[other]))
        np.add.at(slope, liked, -pull * table[users])
        np.add.at(slope, other, pull * table[users])
        slope = spread(slope) + 1e-7 * base
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = 0.01 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        base = base - rate * first / (np.sqrt(second) + 1e-8)
    table = spread(base)
    return lambda asked: table[asked] @ table.T


def grid(**choices: tuple[float, ...]) -> Iterator[Settings]:
    """Every combination of settings."""
    settings: list[Settings] = [{}]
    for name, values in choices.items():
        settings = [{**one, name: value} for one in settings for value in values]
    yield from settings


PEERS: dict[str, tuple[Callable[..., Scorer], list[Settings]]] = {
    "popularity": (popularity, list(grid(years=(0.5, 1.0, 2.0, np.inf)))),
    "common neighbours": (common_neighbours, [{}]),
    "Adamic-Adar": (adamic_adar, [{}]),
    "truncated SVD": (
        svd,
        list(grid(rank=(8, 16, 32, 64), shrink=(0.0, 0.25, 0.5))),
    ),
    "ALS (implicit)": (
        als,
        list(grid(factors=(16, 32, 64), alpha=(1.0, 10.0), weight=(0.1, 10.0))),
    ),
    "LightGCN": (light_gcn, list(grid(layers=(2, 3), steps=(50, 100, 300)))),
}
