"""How much each kind of evidence counts: learned from meetings, or sensible."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fondaco.engines.matching.collaborations.ranking import learn_weights
from fondaco.engines.matching.profiles.pairs import NAMES, SENSIBLE, Pairs
from fondaco.engines.matching.profiles.profile import GOOD

# So many meetings that came to something, of people who also had others, teach.
ENOUGH = 20
# How hard it is for a few meetings to move the sensible weights.
RIDGE = 10.0
# What the meetings themselves are would explain them best, and predict nothing.
UNTAUGHT = ("you asked for it", "it asked for you", "met well before")


@dataclass(frozen=True)
class Weights:
    """The weight of each kind of evidence.

    Parameters
    ----------
    values
        One for each of `NAMES`, none of them negative.
    meetings
        Of how many meetings that came to something they were learned; 0 where they are
        only sensible.
    """

    values: NDArray[np.float64]
    meetings: int = 0

    def shown(self) -> dict[str, float]:
        """Give the weights by their names."""
        return dict(zip(NAMES, self.values.round(4).tolist(), strict=True))


def learn_from_meetings(pairs: Pairs) -> Weights:
    """Learn the weights from what came of meetings, beginning with sensible ones.

    Parameters
    ----------
    pairs
        Of a gathering; its encounters teach, where people had some that came to
        something and some that did not.

    Returns
    -------
    Weights
        Sensible ones where fewer than twenty meetings teach.
    """
    prior = np.array(list(SENSIBLE.values()))
    met: dict[int, dict[int, bool]] = {}
    number_of = pairs.gathering.number_of
    for one in pairs.gathering.encounters:
        first, second = number_of[one.one], number_of[one.other]
        for asking, other in ((first, second), (second, first)):
            before = met.setdefault(asking, {})
            before[other] = before.get(other, False) or one.outcome in GOOD
    taught = {n: o for n, o in met.items() if len(set(o.values())) == 2}
    meetings = sum(sum(others.values()) for others in taught.values())
    if meetings < ENOUGH:
        return Weights(prior)
    values, rows, chosen = [], [], []
    columns = [NAMES.index(name) for name in UNTAUGHT]
    for row, (number, others) in enumerate(sorted(taught.items())):
        evidence = pairs.evidence(number)[sorted(others)]
        evidence[:, columns] = 0
        values.append(evidence)
        rows += [row] * len(others)
        chosen += [others[other] for other in sorted(others)]
    learned = learn_weights(
        np.concatenate(values),
        np.array(rows),
        np.array(chosen),
        prior=prior,
        ridge=RIDGE,
    )
    # Evidence never speaks against a pair: a reason that lowers a score is none.
    return Weights(np.maximum(learned, 0), meetings)
