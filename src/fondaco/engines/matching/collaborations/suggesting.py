"""Whom to bring in: new partners for organisations, from what came of past projects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from fondaco.engines.matching.collaborations.evidence import NAMES, Gatherer
from fondaco.engines.matching.collaborations.explaining import Explainer
from fondaco.engines.matching.collaborations.history import History
from fondaco.engines.matching.collaborations.learning import Blend, learn
from fondaco.engines.matching.collaborations.participations import Participations
from fondaco.engines.matching.reasons import Reason

# Scores nearer than this are the same: a rounding must not order them.
DECIMALS = 4


@dataclass(frozen=True)
class Suggestion:
    """An organisation to work with.

    Parameters
    ----------
    organisation
        Its identifier.
    score
        The weighed evidence, against the mean of the candidates looked at: 1 more is
        e times likelier.
    reasons
        The facts behind it, the most telling first.
    """

    organisation: str
    score: float
    reasons: tuple[Reason, ...]


def suggest_partners(
    participations: Participations,
    organisations: Sequence[str],
    *,
    before: date,
    top: int = 20,
    new_only: bool = True,
    blend: Blend | None = None,
) -> Iterator[tuple[str, list[Suggestion]]]:
    """Suggest partners for organisations.

    Parameters
    ----------
    participations
        Those begun on the day or later are not looked at.
    organisations
        The identifiers of those who ask. Who has no participation before the day gets
        those who are most active, with a reason that says so.
    before
        The first day that is not known.
    top
        How many suggestions each gets at most.
    new_only
        Whether partners of before are left out.
    blend
        The weights; learned from the history where ``None``.

    Yields
    ------
    tuple
        The organisation, and its suggestions, the best first; in the order asked.
    """
    history = History(participations.before(before), before)
    if not history.joint.size:
        yield from ((pic, []) for pic in organisations)
        return
    weights = (blend or learn(participations, before)).weights
    explainer = Explainer(history)
    gatherer = Gatherer(history)
    numbers = [history.number_of.get(pic) for pic in organisations]
    answers = _ranked(
        gatherer, [n for n in numbers if n is not None], weights, top, new_only
    )
    popular = _popular(history, top)
    for pic, number in zip(organisations, numbers, strict=True):
        ranked = popular if number is None else next(answers)
        yield (
            pic,
            [
                Suggestion(
                    history.known.organisations[other].pic,
                    score,
                    explainer.reasons(number, other),
                )
                for other, score in ranked
            ],
        )


def _ranked(
    gatherer: Gatherer,
    numbers: list[int],
    weights: np.ndarray,
    top: int,
    new_only: bool,
) -> Iterator[list[tuple[int, float]]]:
    for evidence in gatherer.gather(numbers, new_only=new_only):
        scores = np.round(evidence.values @ weights, DECIMALS)
        ends = np.searchsorted(evidence.rows, np.arange(len(evidence.organisations)))
        for first, last in zip(ends, [*ends[1:], len(scores)], strict=True):
            order = np.argsort(-scores[first:last], kind="stable")[:top] + first
            yield [
                (int(evidence.candidates[place]), float(scores[place]))
                for place in order
            ]


def _popular(history: History, top: int) -> list[tuple[int, float]]:
    activity = np.round(np.log1p(history.activity(1.0)).astype(float), DECIMALS)
    order = np.argsort(-activity, kind="stable")[:top]
    return [(int(number), float(activity[number])) for number in order]


def weights_shown(blend: Blend) -> dict[str, float]:
    """Give the weights by the names of the evidence, the heaviest first.

    Parameters
    ----------
    blend
        Learned or sensible.
    """
    named = zip(NAMES, blend.weights.round(DECIMALS).tolist(), strict=True)
    return dict(sorted(named, key=lambda one: (-abs(one[1]), one[0])))
