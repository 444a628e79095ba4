"""How projects resemble each other, and which paths lead from partner to partner.

Two projects are kindred where the same organisations are in both: one shared partner
who is in three projects says more than one who is in three hundred, and two shared
partners more than twice one. Who is in projects kindred to yours moves in your circles.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fondaco.engines.matching.collaborations.history import (
    Floats,
    History,
    Matrix,
    decay,
)

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Kinship:
    """One way to say how kindred two projects are.

    Parameters
    ----------
    power
        To which the weight of shared partners is raised.
    part
        By how much the same programme part makes projects more kindred.
    years
        After how many a project counts for 1/e.
    shape
        Whether budgets and kinds of partners must resemble each other, too.
    """

    power: float = 1.25
    part: float = 1.0
    years: float = 4.0
    shape: bool = False


KINSHIPS = {
    "kindred": Kinship(),
    "kindred, same part": Kinship(power=1.0, part=6.0),
    "kindred, loosely": Kinship(power=0.7, part=0.0, years=100.0),
    "kindred, recent": Kinship(years=1.0),
    "kindred, same shape": Kinship(shape=True),
}
# Exponents of the sizes of the project one is in and of the kindred one: in large
# projects partners know each other less.
OWN_SIZE, OTHER_SIZE = 0.4, 0.5


@dataclass(frozen=True)
class Walk:
    """One way to weigh the ties between partners.

    Parameters
    ----------
    years
        After how many a project counts for 1/e.
    size
        To which power a project's number of partners lessens what it counts.
    """

    years: float
    size: float


WALKS = {
    "paths": Walk(100.0, 0.0),
    "paths by size": Walk(100.0, 1.0),
    "paths, recent": Walk(1.5, 0.5),
}
# How much it lessens a path that its middle has many ties.
MIDDLE = 0.8


@dataclass(frozen=True)
class Paths:
    """The matrices over which evidence is gathered, each made once.

    Parameters
    ----------
    history
        Of the organisations and projects.
    """

    history: History
    _kinships: dict[Kinship, Matrix] = field(default_factory=dict, repr=False)

    def kinship(self, kind: Kinship) -> Matrix:
        """Give how kindred each joint project is to each other.

        Parameters
        ----------
        kind
            In which way.
        """
        if kind not in self._kinships:
            self._kinships[kind] = self._kinship(kind)
        return self._kinships[kind]

    def kindred(self, kind: Kinship) -> Matrix:
        """Give to each joint project how far each organisation is in kindred ones.

        Parameters
        ----------
        kind
            In which way.
        """
        ages = decay(self.history.ages, kind.years)
        return (self.kinship(kind) @ sparse.diags(ages) @ self._members).tocsr()

    @cached_property
    def steps(self) -> Matrix:
        """The kinship of projects as shares: what a walk over them steps by."""
        matrix = self.kinship(KINSHIPS["kindred"])
        totals = np.asarray(matrix.sum(axis=1), np.float32).ravel()
        return (sparse.diags(1 / np.maximum(totals, 1e-9)) @ matrix).tocsr()

    @cached_property
    def reached(self) -> Matrix:
        """The members of each project, of old ones for less."""
        ages = decay(self.history.ages, KINSHIPS["kindred"].years)
        return (sparse.diags(ages) @ self._members).tocsr()

    def ties(self, walk: Walk) -> Matrix:
        """Weigh the ties between partners.

        Parameters
        ----------
        walk
            In which way.
        """
        own = self.history.incidence
        weights = decay(self.history.ages, walk.years)
        weights = weights / np.maximum(self.history.sizes - 1, 1) ** walk.size
        ties = (own @ sparse.diags(weights.astype(np.float32)) @ own.T).tocsr()
        ties.data[_on_diagonal(ties)] = 0
        ties.eliminate_zeros()
        return ties

    @cached_property
    def _members(self) -> Matrix:
        return self.history.incidence.T.tocsr()

    @cached_property
    def _shared(self) -> Matrix:
        """What the shared partners of two projects weigh: rare ones more."""
        activity = np.maximum(self.history.activity(np.inf), 1)
        rare = sparse.diags((1 / np.sqrt(activity)).astype(np.float32))
        return (self._members @ rare @ self.history.incidence).tocsr()

    def _kinship(self, kind: Kinship) -> Matrix:
        matrix = self._shared.copy()
        rows, columns = _places(matrix)
        parts = self.history.parts[self.history.joint]
        same = np.einsum("ij,ij->i", parts[rows], parts[columns])
        sizes = self.history.sizes
        sizes = sizes[rows] ** OWN_SIZE * sizes[columns] ** OTHER_SIZE
        matrix.data = matrix.data**kind.power * (1 + kind.part * same) / sizes
        if kind.shape:
            matrix.data *= self._likeness(rows, columns)
        matrix.data[rows == columns] = 0
        matrix.data = matrix.data.astype(np.float32)
        return matrix

    def _likeness(self, rows: Numbers, columns: Numbers) -> Floats:
        budgets = self.history.budgets
        mix = np.asarray((self._members @ self.history.kinds).todense(), np.float32)
        mix /= self.history.sizes[:, None]
        apart = ((mix[rows] - mix[columns]) ** 2).sum(axis=1)
        likeness = np.exp(-apart - 0.5 * (budgets[rows] - budgets[columns]) ** 2)
        return np.asarray(likeness, np.float32)


def _places(matrix: Matrix) -> tuple[Numbers, Numbers]:
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return rows, matrix.indices


def _on_diagonal(matrix: Matrix) -> NDArray[np.bool_]:
    rows, columns = _places(matrix)
    return np.asarray(rows == columns)
