"""The weights of the blend, learned by going back in time inside what is known."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from fondaco.engines.matching.collaborations.evidence import NAMES, Gatherer, Numbers
from fondaco.engines.matching.collaborations.history import History, history_before
from fondaco.engines.matching.collaborations.participations import Participations
from fondaco.engines.matching.collaborations.ranking import learn_weights

# How many days to go back, the first that shows enough.
SPANS = (365, 180, 90)
# With fewer, in the first years of a programme, what is learned is worse than what is
# set by hand.
ENOUGH = 1000
# So many organisations teach, every n-th of those who can.
MOST = 2500
# Weights without history to learn from: kindred projects first, then who is active.
SENSIBLE = {
    "kindred, popularity corrected": 0.5,
    "further kindred": 0.3,
    "common partners (Adamic-Adar)": 0.2,
    "projects, last year": 0.5,
    "interest": 0.3,
    "share of partners of your country": 0.1,
}


@dataclass(frozen=True)
class Blend:
    """How much each kind of evidence counts.

    Parameters
    ----------
    weights
        One for each of `NAMES`.
    teachers
        From the new partners of how many organisations they were learned; 0 where
        there was too little history, and they are only sensible.
    since
        The day before which they knew, and after which they were to guess.
    """

    weights: NDArray[np.float64]
    teachers: int = 0
    since: date | None = None


def sensible() -> Blend:
    """Give the weights that hold where there is no history to learn from."""
    return Blend(np.array([SENSIBLE.get(name, 0.0) for name in NAMES]))


def learn(participations: Participations, day: date, *, enough: int = ENOUGH) -> Blend:
    """Learn the weights from who found new partners shortly before a day.

    Parameters
    ----------
    participations
        Those begun on the day or later are not looked at.
    day
        The first day that is not known.
    enough
        From how many organisations it learns at least.

    Returns
    -------
    Blend
        Learned, or sensible where too few found new partners.
    """
    known = participations.before(day)
    for span in SPANS:
        since = day - timedelta(days=span)
        history = history_before(known, since)
        found = new_partners(history, known, day)
        able = np.array(sorted(found), np.int64)
        if len(able) >= enough:
            return _learned(history, found, able, since)
    return sensible()


def new_partners(
    history: History, later: Participations, day: date
) -> dict[int, set[int]]:
    """Find who worked with whom for the first time after a history's day.

    Parameters
    ----------
    history
        What was known.
    later
        All participations begun before ``day``.
    day
        The first day that is not looked at.

    Returns
    -------
    dict
        By their numbers in ``history``, in which all of them are.
    """
    after = History(later, day)
    members: dict[int, list[int]] = {}
    for row, column in zip(*after.incidence.nonzero(), strict=True):
        project = later.projects[after.joint[column]]
        number = history.number_of.get(later.organisations[row].pic)
        if project.start >= history.day and number is not None:
            members.setdefault(int(column), []).append(number)
    found: dict[int, set[int]] = {}
    for together in members.values():
        for one in together:
            found.setdefault(one, set()).update(together)
    near = history.partners
    for one, others in found.items():
        others.discard(one)
        others.difference_update(near.indices[near.indptr[one] : near.indptr[one + 1]])
    return {one: others for one, others in found.items() if others}


def _learned(
    history: History, found: dict[int, set[int]], able: Numbers, since: date
) -> Blend:
    teachers = able[:: -(-len(able) // MOST)]
    values, rows, chosen, before = [], [], [], 0
    for evidence in Gatherer(history).gather(teachers):
        values.append(evidence.values)
        rows.append(evidence.rows + before)
        before += len(evidence.organisations)
        asked = evidence.organisations[evidence.rows]
        chosen.append(
            np.array(
                [
                    other in found[one]
                    for one, other in zip(
                        asked.tolist(), evidence.candidates.tolist(), strict=True
                    )
                ],
                bool,
            )
        )
    weights = learn_weights(
        np.concatenate(values), np.concatenate(rows), np.concatenate(chosen)
    )
    return Blend(weights, len(teachers), since)
