"""What one source attests of a year, in its own words."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from fondaco.activities.vocabularies import CountSubject
from fondaco.presence.facts import (
    ActivityFact,
    AttendanceFact,
    ClaimFact,
    CountFact,
    Evidence,
    Facts,
    ParticipationFact,
    PartyFact,
    TargetFact,
)

Record = TypeVar(
    "Record",
    ActivityFact,
    AttendanceFact,
    ClaimFact,
    CountFact,
    ParticipationFact,
    PartyFact,
    TargetFact,
)


def attested_by(facts: Facts, source: str) -> Facts:
    """Only what this source supports, and its own words for it.

    It supports an activity when it cites it, or somebody's taking part in it. Places
    follow their activity, whoever tells them.
    """
    if not source:
        return facts
    participations = tuple(
        replace(one, attendances=_supported_people(one, source))
        for one in _supported(facts.participations, source)
    )
    counts = _supported(facts.counts, source)
    attested = {one.activity for one in participations}
    attested |= {one.activity for one in counts if one.subject == CountSubject.CLUSTERS}
    return replace(
        facts,
        activities=tuple(
            _in_words_of(one, source)
            for one in facts.activities
            if one.pk in attested or _cites(one.evidence, source)
        ),
        participations=participations,
        counts=counts,
        parties=_supported(facts.parties, source),
        targets=_supported(facts.targets, source),
        claims=_supported(facts.claims, source),
    )


def _supported(records: tuple[Record, ...], source: str) -> tuple[Record, ...]:
    return tuple(
        _in_words_of(one, source) for one in records if _cites(one.evidence, source)
    )


def _supported_people(
    participation: ParticipationFact, source: str
) -> tuple[AttendanceFact, ...]:
    """Who was there without a citation of their own rests on their participation's."""
    return tuple(
        _in_words_of(one, source)
        for one in participation.attendances
        if not one.evidence or _cites(one.evidence, source)
    )


def _in_words_of(record: Record, source: str) -> Record:
    own = tuple(one for one in record.evidence if one.source.slug == source)
    return replace(record, evidence=own)


def _cites(evidence: Iterable[Evidence], source: str) -> bool:
    return any(one.source.slug == source for one in evidence)
