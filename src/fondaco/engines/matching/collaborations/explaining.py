"""The facts behind a suggested partner, as reasons that quote them."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from fondaco.engines.matching.collaborations.evidence import INTEREST_YEARS
from fondaco.engines.matching.collaborations.history import Floats, History
from fondaco.engines.matching.collaborations.participations import Project
from fondaco.engines.matching.reasons import Reason

# So many partners in common are named, those with the fewest ties, who tell most.
NAMED = 3
MOST = 4
# A part in which less than this share of the work is done is no interest.
SHARE = 0.15
# A year ago and since.
RECENT = 1.0


@dataclass(frozen=True)
class Explainer:
    """Finds the facts that two organisations have in common.

    Parameters
    ----------
    history
        What is known.
    """

    history: History
    _near: dict[int, frozenset[int]] = field(default_factory=dict, repr=False)

    def reasons(self, asking: int | None, other: int) -> tuple[Reason, ...]:
        """Give the reasons for a suggestion.

        Parameters
        ----------
        asking, other
            Their numbers in the history; ``None`` for who is not in it.

        Returns
        -------
        tuple of Reason
            One at least, the most telling first.
        """
        if asking is None or not self._partners(asking):
            found: list[Reason | None] = [self._without_history(asking, other)]
        else:
            found = [
                self._worked_together(asking, other),
                self._common_partners(asking, other),
                self._kindred_project(asking, other),
                self._same_parts(asking, other),
            ]
        if asking is not None:
            found.append(self._country(asking, other))
        found += [self._active(other), self._coordinator(other)]
        return tuple(reason for reason in found if reason)[:MOST]

    def _without_history(self, asking: int | None, other: int) -> Reason:
        day = self.history.day.isoformat()
        own = [] if asking is None else self._main_parts(asking)
        there = {
            part
            for number in self._projects(other)
            for part in self._project(number).parts
        }
        parts = [part for part in own if part in there]
        if parts:
            return Reason("only-alone", {"day": day, "parts": parts})
        return Reason("no-history", {"day": day})

    def _worked_together(self, asking: int, other: int) -> Reason | None:
        if other not in self._partners(asking):
            return None
        together = np.intersect1d(self._projects(asking), self._projects(other))
        year = max(self._project(number).start.year for number in together)
        return Reason("worked-together", {"count": len(together), "year": year})

    def _common_partners(self, asking: int, other: int) -> Reason | None:
        common = self._partners(asking) & self._partners(other)
        if not common:
            return None
        degrees = self._degrees
        telling = sorted(common, key=lambda number: (degrees[number], number))[:NAMED]
        names = [self.history.known.organisations[number].title for number in telling]
        few = 1 < len(common) <= NAMED
        code = "common-partners-few" if few else "common-partners"
        return Reason(code, {"count": len(common), "names": names})

    def _kindred_project(self, asking: int, other: int) -> Reason | None:
        near = self._partners(asking)
        best = (0, 0.0, 0)
        # The newest of the many that some have.
        for number in self._projects(other)[-100:]:
            count = len(near.intersection(self._members[number]))
            best = max(best, (count, -float(self.history.ages[number]), -int(number)))
        if not best[0]:
            return None
        project = self._project(-best[2])
        facts = {
            "count": best[0],
            "project": project.id,
            "year": project.start.year,
            "parts": project.parts,
        }
        return Reason(
            "kindred-project-part" if project.parts else "kindred-project", facts
        )

    def _same_parts(self, asking: int, other: int) -> Reason | None:
        theirs = self._main_parts(other)
        both = [part for part in self._main_parts(asking) if part in theirs]
        return Reason("same-parts", {"parts": both}) if both else None

    def _country(self, asking: int, other: int) -> Reason | None:
        organisations = self.history.known.organisations
        country = organisations[asking].country
        if not country:
            return None
        if organisations[other].country == country:
            return Reason("same-country", {"country": country})
        column = self.history.countries.indices[asking]
        count = int(self._partners_by_country[other, column])
        if not count:
            return None
        return Reason("partners-in-country", {"country": country, "count": count})

    def _active(self, other: int) -> Reason | None:
        ages = self.history.ages[self._projects(other)]
        count = int((ages <= RECENT).sum())
        return Reason("active", {"count": count}) if count else None

    def _coordinator(self, other: int) -> Reason | None:
        count = int(self.history.coordinated[other])
        projects = len(self._projects(other))
        facts = {"count": count, "projects": projects}
        return Reason("coordinator", facts) if count and projects > 1 else None

    def _main_parts(self, number: int) -> list[str]:
        weights = self._interests[number]
        shares = weights / max(float(weights.sum()), 1e-9)
        order = np.argsort(-shares, kind="stable")
        return [
            self.history.programme_parts[column]
            for column in order[:NAMED]
            if shares[column] >= SHARE
        ]

    def _partners(self, number: int) -> frozenset[int]:
        if number not in self._near:
            near = self.history.partners
            row = near.indices[near.indptr[number] : near.indptr[number + 1]]
            self._near[number] = frozenset(row.tolist())
        return self._near[number]

    def _projects(self, number: int) -> np.ndarray:
        own = self.history.incidence
        return self._by_age(own.indices[own.indptr[number] : own.indptr[number + 1]])

    def _by_age(self, projects: np.ndarray) -> np.ndarray:
        return projects[np.argsort(-self.history.ages[projects], kind="stable")]

    def _project(self, number: int) -> Project:
        return self.history.known.projects[int(self.history.joint[number])]

    @cached_property
    def _members(self) -> list[list[int]]:
        members = self.history.incidence.T.tocsr()
        return [
            members.indices[first:last].tolist()
            for first, last in zip(members.indptr, members.indptr[1:], strict=False)
        ]

    @cached_property
    def _degrees(self) -> list[int]:
        return [int(count) for count in np.diff(self.history.partners.indptr)]

    @cached_property
    def _interests(self) -> Floats:
        return self.history.interests(INTEREST_YEARS, joint=False)

    @cached_property
    def _partners_by_country(self) -> Floats:
        counts = self.history.partners @ self.history.countries
        return np.asarray(counts.todense(), np.float32)
