"""Everybody's list at once, with nobody flooded and as few as can be left empty.

A transportation problem: each has places on a list of their own, and may be on so many
lists of others. Its constraints are totally unimodular, so the linear programme has a
whole-numbered optimum and a solver of linear programmes finds it.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from fondaco.engines.matching.profiles.profile import Quota

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

# More than any list is worth: an empty list, or one who is on no list, costs so much.
EMPTY = 1000.0
# For each, only so many times the quota of the best are looked at.
BREADTH = 4
# Too little to change a score, enough to decide between equals.
TIE = 1e-6


def assign(scores: Values, quota: Quota, order: Numbers) -> list[list[int]]:
    """Choose everybody's suggestions.

    Parameters
    ----------
    scores
        Of each row's profile with each column's; 0 where they must not meet.
    quota
        How long lists are and on how many lists each may be.
    order
        The rank of each profile, which decides between equals.

    Returns
    -------
    list of list of int
        Of each profile the numbers of those suggested to it.
    """
    count = len(scores)
    rows, columns = _candidates(scores, quota, order)
    chosen: list[list[int]] = [[] for _ in range(count)]
    if not len(rows):
        return chosen
    pairs, ones = len(rows), np.ones(len(rows))
    places = np.arange(pairs)
    own = sparse.csr_matrix((ones, (rows, places)), (count, pairs))
    others = sparse.csr_matrix((ones, (columns, places)), (count, pairs))
    # One slack for each list that stays empty, and one for each who is on none.
    slack = sparse.eye(count, format="csr")
    nothing = sparse.csr_matrix((count, count))
    limits = sparse.vstack(
        [
            sparse.hstack([own, nothing, nothing]),
            sparse.hstack([others, nothing, nothing]),
            sparse.hstack([-own, -slack, nothing]),
            sparse.hstack([-others, nothing, -slack]),
        ]
    ).tocsr()
    bounds = np.repeat([quota.length, quota.shown, -1.0, -1.0], count)
    ties = TIE * (order[rows] + order[columns] / count) / count
    values = np.concatenate(
        [-(scores[rows, columns] - ties), np.full(2 * count, EMPTY)]
    )
    answer = linprog(values, A_ub=limits, b_ub=bounds, bounds=(0, 1), method="highs-ds")
    for row, column in zip(*_taken(answer.x[:pairs], rows, columns), strict=True):
        chosen[row].append(column)
    return chosen


def _candidates(
    scores: Values, quota: Quota, order: Numbers
) -> tuple[Numbers, Numbers]:
    """Each one's best, and those for whom each is among the best.

    Of equals those come first whose rank follows one's own: were they the same for
    everybody, most would compete for a few.
    """
    count = len(scores)
    breadth = min(count, BREADTH * quota.length)
    kept = np.zeros(scores.shape, bool)
    for number, row in enumerate(scores):
        after = (order - order[number] - 1) % count
        kept[number, np.lexsort((after, -row))[:breadth]] = True
    rows, columns = np.nonzero((kept | kept.T) & (scores > 0))
    return rows, columns


def _taken(
    amounts: Values, rows: Numbers, columns: Numbers
) -> tuple[list[int], list[int]]:
    taken = amounts > 0.5
    return rows[taken].tolist(), columns[taken].tolist()
