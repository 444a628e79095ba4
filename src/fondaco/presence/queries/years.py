"""The presence of a year, read with the year before it."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from fondaco.core.reading import Read, read_in_bulk
from fondaco.funding.models import Partnership, Project
from fondaco.presence.facts import Facts, NetworkFact
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.presence import Presence, compose
from fondaco.presence.queries import (
    calendar,
    participations,
    tallies,
    undertakings,
)
from fondaco.presence.queries.evidence import Words, read_words, words_of

EVERY_CODE = tuple(INDICATORS)
FUNDING_CODES = frozenset({"P17", "P18"})


def presence_of_year(
    network: NetworkFact,
    year: int,
    filters: Filters | None = None,
    *,
    codes: Collection[str] = EVERY_CODE,
    with_claims: bool = False,
    with_records: bool = True,
    outline: calendar.Outline | None = None,
) -> Presence:
    """Read and work out a year, in two queries; in one where the outline is known.

    Without records, the figures and charts are the same: what their records are, and
    the words behind them, is not read. What one source attests is in its words only.
    """
    filters = filters or Filters()
    outline = outline or calendar.read_outline(network.pk)
    read = read_facts if with_records or filters.source else read_tallies
    before, now = read(
        network,
        [year - 1, year],
        outline,
        with_funding=bool(FUNDING_CODES.intersection(codes)),
        with_claims=with_claims,
    )
    return compose(now, before, filters, years=outline.years, codes=codes)


def recorded_years(network: NetworkFact) -> tuple[int, ...]:
    return calendar.read_outline(network.pk).years


def read_facts(
    network: NetworkFact,
    years: list[int],
    outline: calendar.Outline,
    *,
    with_funding: bool,
    with_claims: bool,
) -> list[Facts]:
    """The facts of each year; the evidence of all their records is read at once."""
    asked = _Asked(network, years, with_funding=with_funding, with_claims=with_claims)
    rows = _read(
        {
            "words": read_words([*asked.calendar, *asked.beside]),
            "activities": calendar.read_activities(asked.activities),
            "participations": participations.read_participations(asked.taking_part),
            "counts": participations.read_counts(asked.counts),
            **asked.reads_beside,
        }
    )
    words = words_of(rows["words"])
    facts = Facts(
        year=0,
        network=network,
        activities=calendar.activity_facts(rows["activities"], outline, words),
        participations=participations.participation_facts(
            rows["participations"], words
        ),
        counts=participations.count_facts(rows["counts"], words),
        **_beside(rows, words),
    )
    return [facts.of(year) for year in years]


def read_tallies(
    network: NetworkFact,
    years: list[int],
    outline: calendar.Outline,
    *,
    with_funding: bool,
    with_claims: bool,
) -> list[Facts]:
    """The same facts in little: see `tallies`."""
    asked = _Asked(network, years, with_funding=with_funding, with_claims=with_claims)
    rows = _read(
        {
            "words": read_words(asked.beside),
            "activities": tallies.read_activities(asked.activities),
            "groups": tallies.read_groups(asked.taking_part),
            "counts": tallies.read_counts(asked.counts),
            **asked.reads_beside,
        }
    )
    telling = tallies.telling_of(rows)
    groups = tallies.group_facts(rows["groups"], telling)
    words = tallies.words_about(rows["activities"], telling)
    facts = Facts(
        year=0,
        network=network,
        activities=calendar.activity_facts(rows["activities"], outline, words),
        participations=groups,
        counts=tallies.count_facts(rows["counts"], groups, telling),
        **_beside(rows, words_of(rows["words"])),
    )
    return [facts.of(year) for year in years]


class _Asked:
    """The records of the years; `beside` are those that are not in the calendar."""

    def __init__(
        self,
        network: NetworkFact,
        years: list[int],
        *,
        with_funding: bool,
        with_claims: bool,
    ) -> None:
        self.activities = calendar.activities_of(network.pk, years)
        self.taking_part = participations.participations_in(self.activities)
        self.counts = participations.counts_in(self.activities)
        self.beside: list[QuerySet[Any]] = []
        self.reads_beside: dict[str, Read] = {}
        if with_funding:
            clusters = [cluster.pk for cluster in network.clusters]
            parties = undertakings.parties_of(network)
            targets = undertakings.targets_of(network, years)
            self.beside += [parties, targets]
            self.beside += [
                model.objects.filter(parties__cluster__in=clusters)
                for model in (Partnership, Project)
            ]
            self.reads_beside["parties"] = undertakings.read_parties(parties)
            self.reads_beside["targets"] = undertakings.read_targets(targets)
        if with_claims:
            claims = undertakings.claims_of(network, years)
            self.beside.append(claims)
            self.reads_beside["claims"] = undertakings.read_claims(claims)

    @property
    def calendar(self) -> list[QuerySet[Any]]:
        return [
            self.activities,
            self.taking_part,
            self.counts,
            participations.attendances_in(self.activities),
            calendar.places_of(self.activities),
        ]


def _read(reads: dict[str, Read]) -> dict[str, list[Any]]:
    return dict(zip(reads, read_in_bulk(*reads.values()), strict=True))


def _beside(rows: dict[str, list[Any]], words: Words) -> dict[str, Any]:
    return {
        "parties": undertakings.party_facts(rows.get("parties", ()), words),
        "targets": undertakings.target_facts(rows.get("targets", ()), words),
        "claims": undertakings.claim_facts(rows.get("claims", ()), words),
    }
