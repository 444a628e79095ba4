"""How well what each offers answers what each seeks, in both directions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fondaco.engines.matching.profiles.profile import Profile, Text
from fondaco.engines.matching.texts.index import Index, Terms, build_index
from fondaco.engines.matching.texts.terms import terms_of, terms_of_competence

Values = NDArray[np.float64]
Matrix: TypeAlias = Any

FIELDS = {"offers": 1.0, "competences": 0.8, "does": 0.5}
# An answer to less than this share of a question is none, and neither is what is so
# far from a subject.
LEAST, NEAR = 0.08, 0.3
# A phrase quoted in a reason is cut where it gets long.
QUOTED = 80


@dataclass(frozen=True)
class Answers:
    """The texts of profiles, ready to be asked by each other.

    Parameters
    ----------
    profiles
        In the order of their numbers.
    """

    profiles: tuple[Profile, ...]

    @cached_property
    def index(self) -> Index:
        """What each offers."""
        return build_index(
            [
                {
                    "offers": _terms(one.offers),
                    "competences": _added(map(terms_of_competence, one.competences)),
                    "does": _terms(one.does),
                }
                for one in self.profiles
            ],
            FIELDS,
        )

    @cached_property
    def seeking(self) -> NDArray[np.bool_]:
        """Who says what is sought; for others, what they are about is taken."""
        said = [any(t.text.strip() for t in one.seeks) for one in self.profiles]
        return np.array(said, bool)

    def question(self, number: int) -> Terms:
        """Give what a profile asks for.

        Parameters
        ----------
        number
            Of the profile.
        """
        profile = self.profiles[number]
        if self.seeking[number]:
            return _terms(profile.seeks)
        own = map(terms_of_competence, profile.competences)
        return _added([_terms(profile.offers), _terms(profile.does), *own])

    def of(self, number: int) -> Values:
        """Say which share of what a profile asks for each answers, from 0 to 1.

        Parameters
        ----------
        number
            Of the profile that asks.
        """
        return self._shares(self._questions[number] @ self._worth_by_term, number)

    def to(self, number: int) -> Values:
        """Say which share of what each asks for a profile answers, from 0 to 1.

        Parameters
        ----------
        number
            Of the profile that answers.
        """
        worth = self._worth[number]
        found = (worth @ self._questions_by_term).toarray().ravel()
        return _enough(found / self._ideal, LEAST)

    def matter(self, asking: int, other: int) -> dict[str, float]:
        """Give the terms by which one answers another, the weightiest first.

        Parameters
        ----------
        asking, other
            Their numbers.

        Returns
        -------
        dict
            What each adds to the share of the question that is answered; nothing where
            all of them are less than an answer.
        """
        question, worth = (
            self._row(self._questions, asking),
            self._row(self._worth, other),
        )
        common, ours, theirs = np.intersect1d(
            question[0], worth[0], assume_unique=True, return_indices=True
        )
        shares = question[1][ours] * worth[1][theirs] / self._ideal[asking]
        if shares.sum() < LEAST:
            return {}
        order = np.lexsort((common, -shares))
        return {self._terms[common[n]]: float(shares[n]) for n in order}

    def about(self, texts: tuple[Text, ...], codes: tuple[str, ...]) -> Values:
        """Say how near each is to a subject, from 0 to 1.

        Parameters
        ----------
        texts, codes
            What the subject is: texts, and competences.
        """
        terms = _added([_terms(texts), *map(terms_of_competence, codes)])
        scores = self.index.ask(terms)
        return _enough(scores / max(float(scores.max(initial=0.0)), 1e-9), NEAR)

    @cached_property
    def _terms(self) -> list[str]:
        return list(self.index.number_of)

    @staticmethod
    def _row(matrix: Matrix, number: int) -> tuple[Any, Any]:
        row = slice(*matrix.indptr[number : number + 2])
        return matrix.indices[row], matrix.data[row]

    def _shares(self, found: Matrix, number: int) -> Values:
        return _enough(found.toarray().ravel() / self._ideal[number], LEAST)

    @cached_property
    def _worth(self) -> Matrix:
        """What each term is worth in each profile: a row for each profile."""
        return self._worth_by_term.T.tocsr()

    @cached_property
    def _worth_by_term(self) -> Matrix:
        index = self.index
        shape = (len(index.number_of), len(self.profiles))
        return sparse.csr_matrix((index.worth, index.texts, index.starts), shape)

    @cached_property
    def _questions(self) -> Matrix:
        rows, columns, weights = [], [], []
        for number in range(len(self.profiles)):
            for term, weight in self.question(number).items():
                column = self.index.number_of.get(term)
                if column is not None:
                    rows.append(number)
                    columns.append(column)
                    weights.append(weight)
        shape = (len(self.profiles), len(self.index.number_of))
        return sparse.csr_matrix((weights, (rows, columns)), shape)

    @cached_property
    def _questions_by_term(self) -> Matrix:
        return self._questions.T.tocsr()

    @cached_property
    def _ideal(self) -> Values:
        """What a perfect answer to each would score: all of it, as well as anybody."""
        best = np.asarray(self._worth.max(axis=0).todense()).ravel()
        return np.asarray(np.maximum(self._questions @ best, 1e-9)).ravel()


def _enough(shares: Values, least: float) -> Values:
    return np.where(shares < least, 0.0, shares)


def _terms(texts: tuple[Text, ...]) -> dict[str, float]:
    return _added(terms_of(one.text, one.language) for one in texts)


def _added(several: Iterable[Terms]) -> dict[str, float]:
    whole: dict[str, float] = {}
    for terms in several:
        for term, weight in terms.items():
            whole[term] = whole.get(term, 0.0) + weight
    return whole


def shortened(text: str) -> str:
    """Cut a quotation where it gets long, between words.

    Parameters
    ----------
    text
        As it was written.
    """
    text = " ".join(text.split())
    if len(text) <= QUOTED:
        return text
    return f"{text[:QUOTED].rsplit(' ', 1)[0]}…"
