"""The weights of what speaks for a part and for a role: two log-linear models."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Weights are whole hundredths, so that their sum is the same in any order.
ONE = 100


@dataclass(frozen=True, slots=True)
class Model:
    """Says how likely a part is, and which role.

    Parameters
    ----------
    roles
        The codes, in the order of the weights.
    least_new
        Of a part and its role, from which likelihood on it is added to what the rules
        gave.
    least_kept, least_said
        Of a part that the rules gave, below which it is left out; the second where a
        verb or a phrase says it.
    parts
        How much each feature speaks for a part, in hundredths.
    by_role
        How much it speaks for each role, in hundredths.
    """

    roles: Sequence[str]
    least_new: float
    least_kept: float
    least_said: float
    parts: Mapping[str, int]
    by_role: Mapping[str, Sequence[int]]

    def part(self, features: Iterable[str]) -> float:
        """Give the likelihood that somebody takes part.

        Parameters
        ----------
        features
            What speaks for it and against it.
        """
        total = sum(self.parts.get(feature, 0) for feature in features)
        return 1 / (1 + math.exp(-total / ONE))

    def role(self, features: Iterable[str]) -> tuple[str, float]:
        """Give the likeliest role of somebody who takes part, and its likelihood.

        Parameters
        ----------
        features
            What speaks for it and against it.
        """
        totals = [0] * len(self.roles)
        for feature in features:
            for number, weight in enumerate(self.by_role.get(feature, ())):
                totals[number] += weight
        best = max(totals)
        share = sum(math.exp((total - best) / ONE) for total in totals)
        return self.roles[totals.index(best)], 1 / share


@cache
def model() -> Model:
    """Read the model that comes with the engine."""
    data = resources.files("fondaco.engines.press") / "data/linking.json"
    return Model(**json.loads(data.read_text("utf-8")))
