"""What speaks for each pair of profiles, as numbers that are weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fondaco.engines.matching.profiles.answers import Answers
from fondaco.engines.matching.profiles.profile import GOOD, Gathering, Id, Profile

Values = NDArray[np.float64]
Matrix: TypeAlias = Any

# The weights where no meetings teach better ones.
SENSIBLE = {
    "answers what you seek": 1.0,
    "seeks what you offer": 1.0,
    "both at once": 1.0,
    "near the subject": 0.3,
    "you asked for it": 1.0,
    "it asked for you": 1.0,
    "partners in common": 0.15,
    "clusters in common": 0.1,
    "worked together": 0.1,
    "same region": 0.05,
    "same country": 0.02,
    "same branch": 0.05,
    "near readiness": 0.03,
    "whom you would rather meet": 0.15,
    "whom it would rather meet": 0.15,
    "met well before": 0.1,
}
NAMES = tuple(SENSIBLE)
# Without a language in common they cannot talk, so everything counts for so much.
SPEECHLESS = 0.3
REGION, BRANCH = 4, 2


@dataclass(frozen=True)
class Pairs:
    """The evidence for pairs in a gathering.

    Parameters
    ----------
    gathering
        Profiles and all that is known of them.
    """

    gathering: Gathering

    @cached_property
    def answers(self) -> Answers:
        """The texts, ready to be asked."""
        return Answers(self.gathering.profiles)

    def evidence(self, number: int) -> Values:
        """Gather what speaks for each, seen from one.

        Parameters
        ----------
        number
            Of the profile from which it is seen.

        Returns
        -------
        numpy.ndarray
            A row for each profile, a column for each of `NAMES`.
        """
        profile = self.gathering.profiles[number]
        answered, asked = self.answers.of(number), self.answers.to(number)
        columns = [answered, asked, np.sqrt(answered * asked)]
        # Both near it, so that a pair is worth the same from either side.
        columns += [np.sqrt(self.subject * self.subject[number])]
        columns += [self._asked[number], self._asked_by[number]]
        columns += [np.log1p(self._common(number)), self._clusters_in_common(number)]
        columns += [self._together[number]]
        columns += [
            self._same("nuts", profile.nuts[:REGION]),
            self._same("country", profile.country),
            self._branches_in_common(number),
            self._near_readiness(profile),
            *self._preferences(number),
            self._met_well[number],
        ]
        return np.column_stack([_dense(column) for column in columns])

    def allowed(self, number: int) -> NDArray[np.bool_]:
        """Say who may be suggested to one: exclusions are hard.

        Parameters
        ----------
        number
            Of the profile to whom.
        """
        allowed = np.ones(len(self.gathering.profiles), bool)
        allowed[number] = False
        allowed[
            self._barred.indices[slice(*self._barred.indptr[number : number + 2])]
        ] = False
        company = self.gathering.profiles[number].company
        if company is not None:
            allowed &= self._codes["company"][1] != self._code("company", company)
        return allowed

    def talk(self, number: int) -> Values:
        """Give 1 for those with a language in common or unsaid, less for others.

        Parameters
        ----------
        number
            Of the profile that is to talk to them.
        """
        spoken = self._languages
        common = (spoken & spoken[number]) != 0
        unsaid = (spoken == 0) | (spoken[number] == 0)
        return np.where(common | unsaid, 1.0, SPEECHLESS)

    @cached_property
    def subject(self) -> Values:
        """How near each is to what the event or call is about, from 0 to 1."""
        given = self.gathering
        return self.answers.about(given.subject, given.subject_competences)

    @cached_property
    def _barred(self) -> Matrix:
        given = self.gathering
        pairs = [(one.one, one.other) for one in given.exclusions]
        pairs += [
            (one.one, one.other)
            for one in given.encounters
            if given.meet_again_after is None
            or given.year - one.year < given.meet_again_after
        ]
        if given.new_only:
            pairs += [(one.one, one.other) for one in given.collaborations]
        return self._matrix(pairs, mutual=True)

    @cached_property
    def _asked(self) -> Matrix:
        wishes = [(one.by, one.of) for one in self.gathering.wishes]
        return self._matrix(wishes, mutual=False)

    @cached_property
    def _asked_by(self) -> Matrix:
        return self._asked.T.tocsr()

    @cached_property
    def _together(self) -> Matrix:
        pairs = [(one.one, one.other) for one in self.gathering.collaborations]
        return self._matrix(pairs, mutual=True)

    @cached_property
    def _met_well(self) -> Matrix:
        met = self.gathering.encounters
        pairs = [(one.one, one.other) for one in met if one.outcome in GOOD]
        return self._matrix(pairs, mutual=True)

    def _common(self, number: int) -> Matrix:
        """How many partners each has in common with one."""
        return self._together[number] @ self._together

    @cached_property
    def _members(self) -> tuple[Matrix, Matrix]:
        return self._one_hot([one.clusters for one in self.gathering.profiles])

    def _clusters_in_common(self, number: int) -> Matrix:
        members, by_cluster = self._members
        return (members[number] @ by_cluster).minimum(1)

    @cached_property
    def _branches(self) -> tuple[Matrix, Matrix]:
        divisions = [{n[:BRANCH] for n in one.nace} for one in self.gathering.profiles]
        return self._one_hot(divisions)

    def _branches_in_common(self, number: int) -> Matrix:
        branches, by_branch = self._branches
        return (branches[number] @ by_branch).minimum(1)

    def _near_readiness(self, profile: Profile) -> Values:
        if profile.trl is None:
            return np.zeros(len(self.gathering.profiles))
        low, high = profile.trl
        # Who does not say is at no level.
        lowest, highest = self._readiness.T
        return np.asarray((lowest <= high) & (highest >= low), np.float64)

    @cached_property
    def _readiness(self) -> Values:
        return np.array([one.trl or (10, 0) for one in self.gathering.profiles])

    def _preferences(self, number: int) -> Iterator[Values]:
        """How far each is whom one would rather meet, and the other way round."""
        one = self.gathering.profiles[number]
        theirs, ours = [], []
        for name, wanted in self._wanted.items():
            codes, of = self._codes[name]
            wants = getattr(one, wanted[0])
            good = np.array([code in wants for code in codes], bool)
            theirs.append(good[of] * 1.0)
            ours.append(wanted[1][:, of[number]])
        yield np.mean(theirs, axis=0)
        yield np.mean(ours, axis=0)

    @cached_property
    def _wanted(self) -> dict[str, tuple[str, Values]]:
        tables = {}
        for name, wanted in (
            ("kind", "wants_kinds"),
            ("country", "wants_countries"),
            ("size", "wants_sizes"),
        ):
            codes, _ = self._codes[name]
            table = np.zeros((len(self.gathering.profiles), len(codes)))
            for row, profile in enumerate(self.gathering.profiles):
                wants = getattr(profile, wanted)
                for column, code in enumerate(codes if wants else ()):
                    table[row, column] = code in wants
            tables[name] = (wanted, table)
        return tables

    @cached_property
    def _codes(self) -> dict[str, tuple[list[object], NDArray[np.int64]]]:
        """Of each property its values, and which of them each profile has."""
        of: dict[str, list[object]] = {
            name: [getattr(one, name) for one in self.gathering.profiles]
            for name in ("country", "kind", "size", "company")
        }
        of["nuts"] = [one.nuts[:REGION] for one in self.gathering.profiles]
        found = {}
        for name, values in of.items():
            known = {value: code for code, value in enumerate(dict.fromkeys(values))}
            found[name] = (list(known), np.array([known[value] for value in values]))
        return found

    def _code(self, name: str, value: object) -> int:
        return self._codes[name][0].index(value)

    def _same(self, name: str, value: str) -> Values:
        codes, of = self._codes[name]
        if not value:
            return np.zeros(len(of))
        return np.asarray(of == codes.index(value), np.float64)

    @cached_property
    def _languages(self) -> NDArray[np.int64]:
        spoken = sorted({name for p in self.gathering.profiles for name in p.languages})
        bit = {name: 1 << place for place, name in enumerate(spoken)}
        masks = [sum(bit[n] for n in one.languages) for one in self.gathering.profiles]
        return np.array(masks, np.int64)

    def _matrix(self, pairs: Sequence[tuple[Id, Id]], *, mutual: bool) -> Matrix:
        number_of = self.gathering.number_of
        numbers = {(number_of[one], number_of[other]) for one, other in pairs}
        if mutual:
            numbers |= {(other, one) for one, other in numbers}
        rows, columns = zip(*sorted(numbers), strict=True) if numbers else ((), ())
        shape = (len(self.gathering.profiles),) * 2
        return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)

    def _one_hot(
        self, sets: Sequence[frozenset[str] | set[str]]
    ) -> tuple[Matrix, Matrix]:
        known = {name: n for n, name in enumerate(sorted(set().union(*sets)))}
        rows = [row for row, names in enumerate(sets) for _ in names]
        columns = [known[name] for names in sets for name in sorted(names)]
        shape = (len(sets), len(known) or 1)
        matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)
        return matrix, matrix.T.tocsr()


def _dense(column: Any) -> Values:
    whole = column.toarray() if sparse.issparse(column) else column
    return np.asarray(whole, np.float64).ravel()
