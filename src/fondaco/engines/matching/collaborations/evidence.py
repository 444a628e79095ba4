"""What speaks for each pair of organisations, as numbers that a blend weighs.

All of it is drawn from the projects that began before a day. For each organisation only
candidates are looked at: those who are among the first by one of some simple orders.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fondaco.engines.matching.collaborations.history import (
    Floats,
    History,
    Matrix,
    unit_rows,
)
from fondaco.engines.matching.collaborations.paths import (
    KINSHIPS,
    MIDDLE,
    WALKS,
    Paths,
)

Numbers = NDArray[np.int64]

# By these orders candidates are taken, so many by each.
ORDERS = (
    "kindred",
    "further kindred",
    "paths",
    "paths, recent",
    "interest",
    "activity",
)
DEPTH = 200
# Organisations at a time: their rows against all others fit the memory.
BATCH = 250
# Added before the logarithm of what may be nothing.
FLOOR = 1e-3
# After how many years what an organisation does in programme parts counts for 1/e.
INTEREST_YEARS = 2.0
# Of both sides of a pair, in this order.
NAMES = (
    *KINSHIPS,
    "further kindred",
    "kindred, popularity corrected",
    *WALKS,
    *(f"{name}, popularity corrected" for name in WALKS),
    "longer paths",
    "common partners",
    "common partners (Adamic-Adar)",
    "common partners (resource allocation)",
    "partners",
    "projects, last months",
    "projects, last year",
    "projects",
    "projects of one",
    "coordinated",
    "size of projects",
    "interest",
    "same interests with partners",
    "same interests",
    "share of partners of your kind",
    "your share of partners of its kind",
    "share of partners of your country",
    "your share of partners of its country",
    "partners in your country",
    "same country",
)


@dataclass(frozen=True)
class Evidence:
    """The evidence for some organisations and their candidates.

    Parameters
    ----------
    organisations
        The numbers of those who ask.
    rows
        For each candidate, whose it is: a place in ``organisations``; ascending.
    candidates
        The candidates' numbers; nobody's partners are among them where only new
        partners are asked for.
    values
        A column for each of `NAMES`, from which the mean over the candidates of the
        same organisation is taken: only what tells candidates apart counts.
    """

    organisations: Numbers
    rows: Numbers
    candidates: Numbers
    values: Floats


@dataclass(frozen=True)
class Gatherer:
    """Gathers evidence, from matrices that are made once.

    Parameters
    ----------
    history
        What is known.
    """

    history: History

    def gather(
        self, organisations: Sequence[int] | Numbers, *, new_only: bool = True
    ) -> Iterator[Evidence]:
        """Gather it, some organisations at a time.

        Parameters
        ----------
        organisations
            The numbers of those who ask.
        new_only
            Whether those who were partners before are no candidates.
        """
        asked = np.asarray(organisations, np.int64)
        for first in range(0, len(asked), BATCH):
            yield self._gather(asked[first : first + BATCH], new_only)

    @cached_property
    def paths(self) -> Paths:
        """The matrices of projects."""
        return Paths(self.history)

    def _gather(self, asked: Numbers, new_only: bool) -> Evidence:
        strengths = self._strengths(asked)
        # The organisation itself, and whom it knows.
        barred = np.zeros((len(asked), self.history.size), bool)
        if new_only:
            known = self.history.partners[asked]
            places = np.repeat(np.arange(len(asked)), np.diff(known.indptr))
            barred[places, known.indices] = True
        barred[np.arange(len(asked)), asked] = True
        chosen = np.zeros_like(barred)
        for name in ORDERS:
            _mark_first(strengths[name], barred, chosen)
        rows, candidates = np.nonzero(chosen & ~barred)
        values = np.column_stack(
            [
                *self._of_paths(strengths, rows, candidates),
                *self._of_candidates(candidates),
                *self._of_parts(strengths, asked, rows, candidates),
                *self._of_kinds_and_countries(asked[rows], candidates),
            ]
        ).astype(np.float32)
        return Evidence(asked, rows, candidates, _centred(values, rows, len(asked)))

    def _strengths(self, asked: Numbers) -> dict[str, Floats]:
        """Score everybody for each who asks, by what runs over projects and ties."""
        own = self.history.incidence[asked]
        strengths = {
            name: _dense(own @ matrix) for name, matrix in self._kindred.items()
        }
        step = (own @ self.paths.steps).toarray()
        further = (self.paths.steps.T @ step.T).T
        strengths["further kindred"] = (self.paths.reached.T @ further.T).T
        for name, (ties, totals) in self._ties.items():
            middle = sparse.diags(1 / np.maximum(totals, 1e-9) ** np.float32(MIDDLE))
            strengths[name] = _dense(ties[asked] @ middle @ ties)
        ties, totals = self._ties["paths"]
        shares = sparse.diags((1 / np.maximum(totals, 1e-9)).astype(np.float32))
        walked = _dense(ties[asked] @ shares @ shares @ ties @ shares)
        strengths["longer paths"] = (ties @ walked.T).T
        near = self.history.partners
        strengths["common partners"] = _dense(near[asked] @ near)
        degrees = np.maximum(self._degrees, 2)
        for name, weights in (
            ("common partners (Adamic-Adar)", 1 / np.log(degrees)),
            ("common partners (resource allocation)", 1 / degrees),
        ):
            weighing = sparse.diags(weights.astype(np.float32))
            strengths[name] = _dense(near[asked] @ weighing @ near)
        interests, unit = self._interests
        strengths["interest"] = _dense(unit[asked] @ interests.T)
        strengths["activity"] = np.broadcast_to(
            self._activity["projects, last year"], (len(asked), self.history.size)
        )
        return strengths

    def _of_paths(
        self, strengths: dict[str, Floats], rows: Numbers, candidates: Numbers
    ) -> Iterator[Floats]:
        """Of what runs over projects and partners, the logarithms."""
        for name in (*KINSHIPS, "further kindred"):
            yield _log(strengths[name][rows, candidates])
        projects = np.maximum(self._activity["projects"], 1e-6)[candidates]
        yield _log(strengths["kindred"][rows, candidates] / np.sqrt(projects))
        for name in WALKS:
            yield _log(strengths[name][rows, candidates])
        for name in WALKS:
            totals = np.maximum(self._ties[name][1], 1e-6)[candidates]
            yield _log(strengths[name][rows, candidates] / np.sqrt(totals))
        for name in (
            "longer paths",
            "common partners",
            "common partners (Adamic-Adar)",
            "common partners (resource allocation)",
        ):
            yield _log(strengths[name][rows, candidates])

    def _of_candidates(self, candidates: Numbers) -> Iterator[Floats]:
        """Of the candidates alone: how active they are."""
        yield np.log1p(self._degrees)[candidates]
        for activity in self._activity.values():
            yield np.log1p(activity)[candidates]
        yield self._alone[candidates]
        yield np.log1p(self.history.coordinated)[candidates]
        sizes = self.history.incidence @ self.history.sizes
        yield (sizes / np.maximum(self._activity["projects"], 1))[candidates]

    def _of_parts(
        self,
        strengths: dict[str, Floats],
        asked: Numbers,
        rows: Numbers,
        candidates: Numbers,
    ) -> Iterator[Floats]:
        """Of the programme parts in which both sides are at home."""
        yield _log(strengths["interest"][rows, candidates])
        for unit in self._unit_interests:
            both = unit[asked[rows]] * unit[candidates]
            yield np.asarray(both.sum(axis=1))

    def _of_kinds_and_countries(
        self, asked: Numbers, candidates: Numbers
    ) -> Iterator[Floats]:
        """Of how often each side works with the other's kind and country."""
        degrees = np.maximum(self._degrees, 1)
        for counts, of in self._counts:
            theirs = counts[candidates, of[asked]]
            yield _log(theirs / degrees[candidates])
            yield counts[asked, of[candidates]] / degrees[asked]
        yield np.asarray(np.log1p(theirs))
        countries = self._counts[1][1]
        yield (countries[asked] == countries[candidates]).astype(np.float32)

    @cached_property
    def _kindred(self) -> dict[str, Matrix]:
        return {name: self.paths.kindred(kind) for name, kind in KINSHIPS.items()}

    @cached_property
    def _ties(self) -> dict[str, tuple[Matrix, Floats]]:
        ties = {name: self.paths.ties(walk) for name, walk in WALKS.items()}
        return {
            name: (matrix, np.asarray(matrix.sum(axis=1), np.float32).ravel())
            for name, matrix in ties.items()
        }

    @cached_property
    def _degrees(self) -> Floats:
        return np.asarray(np.diff(self.history.partners.indptr), np.float32)

    @cached_property
    def _activity(self) -> dict[str, Floats]:
        return {
            "projects, last months": self.history.activity(0.35),
            "projects, last year": self.history.activity(1.0),
            "projects": self.history.activity(np.inf),
        }

    @cached_property
    def _alone(self) -> Floats:
        """How many projects of one partner each organisation has."""
        pairs = self.history.known.pairs
        sizes = np.bincount(pairs[:, 1], minlength=len(self.history.known.projects))
        alone = pairs[sizes[pairs[:, 1]] == 1, 0]
        counts = np.bincount(alone, minlength=self.history.size)
        return np.log1p(counts).astype(np.float32)

    @cached_property
    def _unit_interests(self) -> tuple[Floats, Floats]:
        return (
            unit_rows(self.history.interests(INTEREST_YEARS, joint=True)),
            unit_rows(self.history.interests(INTEREST_YEARS, joint=False)),
        )

    @cached_property
    def _interests(self) -> tuple[Matrix, Matrix]:
        """The parts in which each works with partners, weighed and of length 1."""
        interests = self.history.interests(INTEREST_YEARS, joint=True)
        return sparse.csr_matrix(interests), sparse.csr_matrix(unit_rows(interests))

    @cached_property
    def _counts(self) -> tuple[tuple[Floats, Numbers], ...]:
        """Partners of each by kind and by country, and the column of each one's own."""
        return tuple(
            (
                np.asarray((self.history.partners @ own).todense(), np.float32),
                np.asarray(own.indices, np.int64),
            )
            for own in (self.history.kinds, self.history.countries)
        )


def _mark_first(
    strength: Floats, barred: NDArray[np.bool_], chosen: NDArray[np.bool_]
) -> None:
    """Mark those with the greatest strength, as far as they are no one's partners."""
    depth = min(DEPTH, strength.shape[1])
    allowed = np.where(barred, -np.inf, strength)
    first = np.argpartition(-allowed, depth - 1, axis=1)[:, :depth]
    np.put_along_axis(chosen, first, True, axis=1)


def _dense(matrix: Matrix) -> Floats:
    return np.asarray(matrix.toarray(), np.float32)


def _log(values: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(values, 0) + FLOOR), np.float32)


def _centred(values: Floats, rows: Numbers, count: int) -> Floats:
    sums = np.zeros((count, values.shape[1]))
    np.add.at(sums, rows, values)
    counts = np.maximum(np.bincount(rows, minlength=count), 1)
    return np.asarray(values - (sums / counts[:, None])[rows], np.float32)
