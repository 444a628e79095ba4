"""BM25F: how well texts of several fields answer a question.

Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields (2004).
What a field counts is weighed before, not after, repetition is damped: a word in two
fields is not taken for two words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Terms = Mapping[str, float]
Scores = NDArray[np.float64]

# How soon repetition stops to count, and how much long texts are held back.
DAMPING, LENGTH = 1.2, 0.2


@dataclass(frozen=True)
class Index:
    """Texts, ready to be asked.

    Parameters
    ----------
    size
        How many texts there are.
    number_of
        Of each term its number.
    starts
        Where each term's texts begin in ``texts`` and ``worth``.
    texts
        The numbers of the texts that have a term.
    worth
        What the term is worth in each.
    """

    size: int
    number_of: Mapping[str, int]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]
    worth: Scores

    def ask(self, question: Terms) -> Scores:
        """Score every text.

        Parameters
        ----------
        question
            What is asked for: terms and how much each counts.

        Returns
        -------
        numpy.ndarray
            A score for each text, 0 for one that has no term of the question.
        """
        scores = np.zeros(self.size)
        for term, weight in sorted(question.items()):
            number = self.number_of.get(term)
            if number is not None:
                part = slice(self.starts[number], self.starts[number + 1])
                # A text has a term once, so nothing is added twice.
                scores[self.texts[part]] += weight * self.worth[part]
        return scores


def build_index(
    texts: Sequence[Mapping[str, Terms]], fields: Mapping[str, float]
) -> Index:
    """Make an index.

    Parameters
    ----------
    texts
        Of each text, the terms of its fields.
    fields
        How much each field counts; a text may lack some.

    Returns
    -------
    Index
        Texts are numbered as given.
    """
    means = {
        field: sum(sum(text.get(field, {}).values()) for text in texts)
        / max(len(texts), 1)
        for field in fields
    }
    number_of: dict[str, int] = {}
    numbers, owners, amounts = [], [], []
    for owner, text in enumerate(texts):
        whole: dict[str, float] = {}
        for field, weight in fields.items():
            terms = text.get(field, {})
            length = sum(terms.values()) / (means[field] or 1.0)
            share = weight / (1 - LENGTH + LENGTH * length)
            for term, amount in terms.items():
                whole[term] = whole.get(term, 0.0) + share * amount
        for term, amount in whole.items():
            numbers.append(number_of.setdefault(term, len(number_of)))
            owners.append(owner)
            amounts.append(amount)
    order = np.lexsort((np.array(owners, int), np.array(numbers, int)))
    terms_in_order = np.array(numbers, np.int64)[order]
    weighed = np.array(amounts)[order]
    counts = np.bincount(terms_in_order, minlength=len(number_of))
    rare = np.log1p((len(texts) - counts + 0.5) / (counts + 0.5))
    worth = rare[terms_in_order] * weighed * (DAMPING + 1) / (weighed + DAMPING)
    return Index(
        len(texts),
        number_of,
        np.concatenate([[0], np.cumsum(counts)]),
        np.array(owners, np.int64)[order],
        worth,
    )
