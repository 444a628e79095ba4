"""The facts for which somebody is suggested, as reasons that quote them."""

from dataclasses import dataclass
from functools import cached_property

from fondaco.engines.matching.profiles.answers import shortened
from fondaco.engines.matching.profiles.pairs import BRANCH, REGION, Pairs
from fondaco.engines.matching.profiles.profile import (
    Encounter,
    Id,
    Outcome,
    Profile,
    Text,
)
from fondaco.engines.matching.reasons import Reason
from fondaco.engines.matching.texts.terms import terms_of
from fondaco.engines.matching.texts.vocabulary import competences

NAMED = 3


@dataclass(frozen=True)
class Facts:
    """Finds what speaks for a pair.

    Parameters
    ----------
    pairs
        The evidence of a gathering.
    """

    pairs: Pairs

    def reasons(self, asking: int, other: int) -> tuple[Reason, ...]:
        """Give the reasons for suggesting somebody, the most telling first.

        Parameters
        ----------
        asking, other
            The numbers of the one to whom and of the one who is suggested.
        """
        profiles = self.pairs.gathering.profiles
        one, two = profiles[asking], profiles[other]
        found = [
            self._wish("you-asked", one, two),
            self._wish("asked-for-you", two, one),
            self._answer("answers-you", asking, other),
            self._answer("answers-it", other, asking),
            self._partners(asking, other),
            self._worked(one, two),
            self._met(one, two),
            self._subject(other),
            self._competences(one, two),
            self._place(one, two),
            self._clusters(one, two),
            self._branch(one, two),
            self._preference(one, two),
        ]
        # What both directions would say in the same words is said once.
        reasons = tuple(
            reason
            for place, reason in enumerate(found)
            if reason and reason not in found[:place]
        )
        if not self._has_history(one):
            reasons += (Reason("from-text-only"),)
        return reasons

    def _wish(self, code: str, by: Profile, of: Profile) -> Reason | None:
        return Reason(code) if (by.id, of.id) in self._wishes else None

    def _answer(self, code: str, asking: int, other: int) -> Reason | None:
        """Quote what one seeks and the other's words that answer it best."""
        answers = self.pairs.answers
        matter = list(answers.matter(asking, other))
        if not matter:
            return None
        profiles = self.pairs.gathering.profiles
        asks, has = profiles[asking], profiles[other]
        sought = _telling(asks.seeks or asks.offers or asks.does, matter)
        offered = _telling(has.offers or has.does, matter)
        facts: dict[str, object] = {"sought": sought, "offered": offered}
        if not sought or not offered:
            known = [term[2:] for term in matter if term[2:] in competences()]
            # What another of them is part of says less than that other.
            wide = {code for one in known for code in competences()[one].broader}
            named = [code for code in known if code not in wide] or [
                *asks.competences,
                *has.competences,
            ]
            names = [competences()[code] for code in named[:NAMED]]
            return Reason("near-competence", {"names": names})
        if not answers.seeking[asking]:
            own = offered if code == "answers-you" else sought
            return Reason("alike", {"other": own})
        return Reason(code, facts)

    def _partners(self, asking: int, other: int) -> Reason | None:
        gathering = self.pairs.gathering
        one, two = gathering.profiles[asking], gathering.profiles[other]
        common = self._together.get(one.id, set()) & self._together.get(two.id, set())
        if not common:
            return None
        names = sorted(gathering.profiles[gathering.number_of[i]].title for i in common)
        few = 1 < len(names) <= NAMED
        code = "common-partners-few" if few else "common-partners"
        return Reason(code, {"count": len(names), "names": names[:NAMED]})

    def _worked(self, one: Profile, two: Profile) -> Reason | None:
        what = self._worked_in.get(frozenset((one.id, two.id)))
        if what is None:
            return None
        named = sorted(set(filter(None, what)))
        return Reason("worked-in", {"names": named}) if named else Reason("worked")

    def _met(self, one: Profile, two: Profile) -> Reason | None:
        met = self._encounters.get(frozenset((one.id, two.id)))
        if met is None:
            return None
        return Reason(f"met-{met.outcome}", {"year": met.year})

    def _subject(self, other: int) -> Reason | None:
        gathering = self.pairs.gathering
        near = self.pairs.subject[other]
        profile = gathering.profiles[other]
        if not near or not (profile.offers or profile.does):
            return None
        words = [
            term
            for text in gathering.subject
            for term in terms_of(text.text, text.language)
        ]
        return Reason(
            "subject", {"offered": _telling(profile.offers or profile.does, words)}
        )

    def _competences(self, one: Profile, two: Profile) -> Reason | None:
        common = [code for code in one.competences if code in two.competences]
        names = [competences()[code] for code in common[:NAMED]]
        return Reason("same-competences", {"names": names}) if names else None

    def _place(self, one: Profile, two: Profile) -> Reason | None:
        region = one.nuts[:REGION]
        if len(region) == REGION and two.nuts.startswith(region):
            return Reason("same-region", {"region": region})
        if one.country and one.country == two.country:
            return Reason("same-country", {"country": one.country})
        return None

    def _clusters(self, one: Profile, two: Profile) -> Reason | None:
        common = sorted(one.clusters & two.clusters)
        return Reason("same-clusters", {"names": common}) if common else None

    def _branch(self, one: Profile, two: Profile) -> Reason | None:
        divisions = {code[:BRANCH] for code in one.nace}
        common = sorted(divisions & {code[:BRANCH] for code in two.nace})
        return Reason("same-branch", {"names": common}) if common else None

    def _preference(self, one: Profile, two: Profile) -> Reason | None:
        wanted = [
            value
            for value, wants in (
                (two.kind, one.wants_kinds),
                (two.size, one.wants_sizes),
                (two.country, one.wants_countries),
            )
            if value in wants
        ]
        return Reason("as-you-like", {"names": wanted}) if wanted else None

    def _has_history(self, one: Profile) -> bool:
        return one.id in self._together or one.id in self._met_before

    @cached_property
    def _wishes(self) -> set[tuple[Id, Id]]:
        return {(wish.by, wish.of) for wish in self.pairs.gathering.wishes}

    @cached_property
    def _together(self) -> dict[Id, set[Id]]:
        together: dict[Id, set[Id]] = {}
        for given in self.pairs.gathering.collaborations:
            together.setdefault(given.one, set()).add(given.other)
            together.setdefault(given.other, set()).add(given.one)
        return together

    @cached_property
    def _worked_in(self) -> dict[frozenset[Id], list[str]]:
        """What each pair worked in."""
        found: dict[frozenset[Id], list[str]] = {}
        for given in self.pairs.gathering.collaborations:
            pair = frozenset((given.one, given.other))
            found.setdefault(pair, []).append(given.what)
        return found

    @cached_property
    def _encounters(self) -> dict[frozenset[Id], Encounter]:
        """The last meeting of each pair; of one year, that of which the most came."""
        outcomes = list(Outcome)
        ordered = sorted(
            self.pairs.gathering.encounters,
            key=lambda one: (one.year, outcomes.index(one.outcome)),
        )
        return {frozenset((met.one, met.other)): met for met in ordered}

    @cached_property
    def _met_before(self) -> set[Id]:
        met = self.pairs.gathering.encounters
        return {one.one for one in met} | {one.other for one in met}


def _telling(texts: tuple[Text, ...], matter: list[str]) -> str:
    """Give the text with the most of what matters, cut where it gets long."""
    rank = {term: len(matter) - place for place, term in enumerate(matter)}

    def told(text: Text) -> int:
        terms = terms_of(text.text, text.language)
        return sum(rank.get(term, 0) for term in terms)

    return shortened(max(texts, key=told).text) if texts else ""
