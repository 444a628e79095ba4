"""What participations say of organisations and pairs of them on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fondaco.engines.matching.collaborations.participations import (
    KINDS,
    Participations,
)

Floats: TypeAlias = NDArray[np.floating[Any]]
# A scipy.sparse.csr_matrix; scipy carries no types.
Matrix: TypeAlias = Any

# A project of one has no partners; where more than sixty are, few of them meet.
SMALLEST, LARGEST = 2, 60
YEAR = 365.0


@dataclass(frozen=True)
class History:
    """The projects with partners that began before a day.

    Parameters
    ----------
    known
        Participations before the day, those in projects of every size among them.
    day
        From which ages are counted.
    """

    known: Participations
    day: date

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each organisation by its identifier."""
        return {one.pic: n for n, one in enumerate(self.known.organisations)}

    @property
    def size(self) -> int:
        """How many organisations there are."""
        return len(self.known.organisations)

    @cached_property
    def joint(self) -> NDArray[np.int64]:
        """The numbers of the projects of two to sixty partners."""
        sizes = np.bincount(self.known.pairs[:, 1], minlength=len(self.known.projects))
        return np.flatnonzero((sizes >= SMALLEST) & (sizes <= LARGEST))

    @cached_property
    def incidence(self) -> Matrix:
        """A row for each organisation, a column for each joint project."""
        pairs = self._joint_pairs
        shape = (self.size, len(self.joint))
        ones = np.ones(len(pairs), np.float32)
        return sparse.csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=shape)

    @cached_property
    def partners(self) -> Matrix:
        """One where two organisations worked together, nothing elsewhere."""
        return _without_diagonal(self.incidence @ self.incidence.T, ones=True)

    @cached_property
    def coordinated(self) -> Floats:
        """How many joint projects each organisation coordinated."""
        pairs = self._joint_pairs
        led = np.bincount(pairs[:, 0], weights=pairs[:, 2], minlength=self.size)
        return led.astype(np.float32)

    @cached_property
    def sizes(self) -> Floats:
        """How many partners each joint project has."""
        return np.asarray(self.incidence.sum(axis=0), np.float32).ravel()

    @cached_property
    def ages(self) -> Floats:
        """How many years ago each joint project began."""
        began = [(self.day - self.known.projects[n].start).days for n in self.joint]
        return np.array(began, np.float32) / np.float32(YEAR)

    @cached_property
    def budgets(self) -> Floats:
        """Euro of each joint project for each of its partners, as a logarithm."""
        euro = [self.known.projects[n].budget for n in self.joint]
        return np.asarray(np.log(np.array(euro, np.float32) / self.sizes + 1000))

    @cached_property
    def programme_parts(self) -> tuple[str, ...]:
        """The programme parts of known projects."""
        return tuple(sorted({p for one in self.known.projects for p in one.parts}))

    @cached_property
    def parts(self) -> Floats:
        """The parts of each known project, of every size; rows have length 1 or 0."""
        number_of = {part: number for number, part in enumerate(self.programme_parts)}
        table = np.zeros((len(self.known.projects), len(number_of)), np.float32)
        for row, project in enumerate(self.known.projects):
            table[row, [number_of[part] for part in project.parts]] = 1
        return unit_rows(table)

    @cached_property
    def countries(self) -> Matrix:
        """One in the column of each organisation's country."""
        return _one_hot([one.country for one in self.known.organisations])

    @cached_property
    def kinds(self) -> Matrix:
        """One in the column of each organisation's kind."""
        kinds = [one.kind for one in self.known.organisations]
        return _one_hot([kind if kind in KINDS else "" for kind in kinds])

    def activity(self, years: float) -> Floats:
        """Count each organisation's joint projects, old ones for less.

        Parameters
        ----------
        years
            After how many a project counts for 1/e.
        """
        return np.asarray(self.incidence @ decay(self.ages, years), np.float32)

    def interests(self, years: float, *, joint: bool) -> Floats:
        """Weigh each organisation's programme parts, old projects for less.

        Parameters
        ----------
        years
            After how many a project counts for 1/e.
        joint
            Whether only projects with partners count, or those of one, too.
        """
        pairs = self.known.pairs
        if joint:
            pairs = pairs[np.isin(pairs[:, 1], self.joint)]
        ages = np.array([(self.day - p.start).days for p in self.known.projects])
        weights = decay(ages[pairs[:, 1]] / YEAR, years)
        shape = (self.size, len(self.known.projects))
        taking_part = sparse.csr_matrix((weights, (pairs[:, 0], pairs[:, 1])), shape)
        return np.asarray(taking_part @ self.parts, np.float32)

    @cached_property
    def _joint_pairs(self) -> NDArray[np.int64]:
        pairs = self.known.pairs[np.isin(self.known.pairs[:, 1], self.joint)].copy()
        pairs[:, 1] = np.searchsorted(self.joint, pairs[:, 1])
        return pairs


def history_before(participations: Participations, day: date) -> History:
    """Take what was known on a day.

    Parameters
    ----------
    participations
        All of them.
    day
        The first day that is not known any more.
    """
    return History(participations.before(day), day)


def decay(ages: NDArray[np.floating], years: float) -> Floats:
    """Weigh ages, in years: 1 for what is new, 1/e after so many.

    Parameters
    ----------
    ages, years
        In years.
    """
    return np.asarray(np.exp(-ages / years), np.float32)


def unit_rows(table: Floats) -> Floats:
    """Give each row the length 1, but for rows of nothing.

    Parameters
    ----------
    table
        Any table of numbers.
    """
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.maximum(lengths, 1e-9), np.float32)


def _one_hot(values: Sequence[str]) -> Matrix:
    column_of = {value: number for number, value in enumerate(sorted(set(values)))}
    columns = [column_of[value] for value in values]
    # What is not stated is no country and no kind.
    stated = np.array([bool(value) for value in values], np.float32)
    shape = (len(values), len(column_of))
    return sparse.csr_matrix((stated, (np.arange(len(values)), columns)), shape)


def _without_diagonal(matrix: Matrix, *, ones: bool = False) -> Matrix:
    matrix = matrix.tolil() if matrix.shape[0] < 2 else matrix.tocsr()
    matrix.setdiag(0)
    matrix = matrix.tocsr()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    if ones:
        matrix.data[:] = 1
    return matrix
