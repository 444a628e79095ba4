"""Whom somebody should meet, and who should meet whom at a whole event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fondaco.engines.matching.profiles.assigning import assign
from fondaco.engines.matching.profiles.explaining import Facts
from fondaco.engines.matching.profiles.pairs import NAMES, Pairs
from fondaco.engines.matching.profiles.profile import Gathering, Id, Quota
from fondaco.engines.matching.profiles.weights import Weights, learn_from_meetings
from fondaco.engines.matching.reasons import Reason

Values = NDArray[np.float64]
DECIMALS = 4
# What a pair must have beyond its place and its kind to be suggested at all.
SUBSTANCE = (
    "answers what you seek",
    "seeks what you offer",
    "near the subject",
    "you asked for it",
    "it asked for you",
    "partners in common",
    "worked together",
    "met well before",
)


@dataclass(frozen=True)
class Match:
    """Somebody to meet.

    Parameters
    ----------
    profile
        Whose profile it is.
    score
        The weighed evidence of both sides: the same seen from either.
    reasons
        The facts behind it, the most telling first.
    shares
        What each kind of evidence adds to the score.
    """

    profile: Id
    score: float
    reasons: tuple[Reason, ...]
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """The suggestions of a whole event.

    Parameters
    ----------
    lists
        Of each profile its suggestions, the best first.
    served
        Which share of the profiles has a suggestion at least.
    shown
        Which share is on somebody's list at least.
    most_shown
        On how many lists the most suggested is.
    left_out
        Who has no suggestion, and why.
    """

    lists: Mapping[Id, tuple[Match, ...]]
    served: float
    shown: float
    most_shown: int
    left_out: Mapping[Id, Reason]


@dataclass(frozen=True)
class Matcher:
    """Suggests whom to meet in a gathering.

    Parameters
    ----------
    gathering
        Profiles and all that is known of them.
    given
        The weights; learned from the gathering's meetings where ``None``.
    """

    gathering: Gathering
    given: Weights | None = None

    @cached_property
    def weights(self) -> Weights:
        """How much each kind of evidence counts."""
        return self.given or learn_from_meetings(self._pairs)

    def suggest(self, profile: Id, top: int = 10) -> tuple[Match, ...]:
        """Suggest whom one should meet.

        Parameters
        ----------
        profile
            To whom.
        top
            How many at most.

        Returns
        -------
        tuple of Match
            The best first; nobody for whom nothing but place and kind speaks.

        Raises
        ------
        ValueError
            If there is no such profile, it is empty, or `top` is less than 1.
        """
        if top < 1:
            raise ValueError(
                f"Nobody can be suggested {top} others: ask for one or more."
            )
        number = self._number(profile)
        if self.gathering.profiles[number].empty:
            raise ValueError(
                f"Profile {profile} is empty: it says neither what it does, offers or "
                "seeks, nor names a competence."
            )
        evidence = self._pairs.evidence(number)
        scores = self._scores(number, evidence)
        first = np.argpartition(-scores, min(top, len(scores) - 1))[: top + 1]
        # Whoever scores as much as the last is looked at, too, so that the order of
        # profiles decides nothing.
        able = np.flatnonzero(scores >= max(scores[first].min(), 1e-9))
        return self._matches(number, able, scores, evidence)[:top]

    def suggest_event(self, quota: Quota | None = None) -> Plan:
        """Suggest to everybody whom to meet, so that every list is of use.

        Parameters
        ----------
        quota
            How long lists are and how often one may be on those of others.

        Returns
        -------
        Plan
            By an assignment of the greatest total score in which nobody is on more
            lists than the quota allows, and as few as can be are without any.
        """
        quota = quota or Quota()
        profiles = self.gathering.profiles
        evidences = [self._pairs.evidence(n) for n in range(len(profiles))]
        scores = np.array([self._scores(n, e) for n, e in enumerate(evidences)])
        chosen = assign(
            scores.reshape(len(profiles), len(profiles)), quota, self._order
        )
        lists = {
            profile.id: self._matches(
                number, chosen[number], scores[number], evidences[number]
            )
            for number, profile in enumerate(profiles)
        }
        counts = np.bincount(
            np.array([n for row in chosen for n in row], np.int64),
            minlength=len(profiles),
        )
        left_out = {
            one.id: self._why_left_out(number, scores[number])
            for number, one in enumerate(profiles)
            if not lists[one.id]
        }
        size = len(profiles) or 1
        return Plan(
            lists,
            1 - len(left_out) / size,
            float((counts > 0).sum()) / size,
            int(counts.max(initial=0)),
            left_out,
        )

    def _why_left_out(self, number: int, scores: Values) -> Reason:
        if self.gathering.profiles[number].empty:
            return Reason("empty-profile")
        if scores.any():
            return Reason("lists-full")
        evidence = self._pairs.evidence(number)
        others = np.arange(len(evidence)) != number
        substance = evidence[:, [NAMES.index(name) for name in SUBSTANCE]].any(axis=1)
        return Reason("may-not-meet" if (substance & others).any() else "nobody-fits")

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(self.gathering)

    @cached_property
    def _facts(self) -> Facts:
        return Facts(self._pairs)

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        """The rank of each profile by its identifier, which breaks ties."""
        named = [(str(one.id), n) for n, one in enumerate(self.gathering.profiles)]
        ranks = np.empty(len(named), np.int64)
        ranks[[number for _, number in sorted(named)]] = np.arange(len(named))
        return ranks

    def _number(self, profile: Id) -> int:
        if profile not in self.gathering.number_of:
            raise ValueError(f"There is no profile {profile}.")
        return self.gathering.number_of[profile]

    def _scores(self, number: int, evidence: Values) -> Values:
        """Weigh the evidence of both sides; 0 for those who must or need not meet."""
        scores = evidence @ self._mutual
        substance = evidence[:, [NAMES.index(name) for name in SUBSTANCE]].any(axis=1)
        scores = scores * self._pairs.talk(number)
        scores[~(substance & self._pairs.allowed(number))] = 0
        return np.round(scores, DECIMALS)

    @cached_property
    def _mutual(self) -> Values:
        """The weights with those of both directions evened: a pair has one score."""
        values = self.weights.values.copy()
        for one, other in (
            ("answers what you seek", "seeks what you offer"),
            ("you asked for it", "it asked for you"),
            ("whom you would rather meet", "whom it would rather meet"),
        ):
            both = [NAMES.index(one), NAMES.index(other)]
            values[both] = values[both].mean()
        return values

    def _matches(
        self,
        number: int,
        others: Sequence[int] | NDArray[np.int64],
        scores: Values,
        evidence: Values,
    ) -> tuple[Match, ...]:
        ordered = sorted(others, key=lambda n: (-scores[n], self._order[n]))
        talk = self._pairs.talk(number)
        found = []
        for other in ordered:
            shares = (evidence[other] * self._mutual * talk[other]).round(DECIMALS)
            found.append(
                Match(
                    self.gathering.profiles[other].id,
                    float(scores[other]),
                    self._facts.reasons(number, int(other)),
                    {n: s for n, s in zip(NAMES, shares.tolist(), strict=True) if s},
                )
            )
        return tuple(found)
