"""The presence of a year, read with the year before it."""

from collections.abc import Collection

from django.db.models import QuerySet

from fondaco.core.reading import read_together
from fondaco.funding.models import Partnership, Project
from fondaco.presence.facts import Facts, NetworkFact
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.presence import Presence, compose
from fondaco.presence.queries import calendar, participations, undertakings
from fondaco.presence.queries.evidence import read_words, words_of

EVERY_CODE = tuple(INDICATORS)
FUNDING_CODES = frozenset({"P17", "P18"})


def presence_of_year(
    network: NetworkFact,
    year: int,
    filters: Filters | None = None,
    *,
    codes: Collection[str] = EVERY_CODE,
    with_claims: bool = False,
    outline: calendar.Outline | None = None,
) -> Presence:
    """Read and work out a year, in two queries; in one where the outline is known."""
    outline = outline or calendar.read_outline(network.pk)
    before, now = read_facts(
        network,
        [year - 1, year],
        outline,
        with_funding=bool(FUNDING_CODES.intersection(codes)),
        with_claims=with_claims,
    )
    return compose(now, before, filters or Filters(), years=outline.years, codes=codes)


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
    activities = calendar.activities_of(network.pk, years)
    taking_part = participations.participations_in(activities)
    counts = participations.counts_in(activities, taking_part)
    attendances = participations.attendances_in(taking_part)
    parties = undertakings.parties_of(network)
    targets = undertakings.targets_of(network, years)
    claims = undertakings.claims_of(network, years)
    cited: list[QuerySet] = [activities, taking_part, counts]  # type: ignore[type-arg]
    cited += [attendances, calendar.places_of(activities)]
    if with_funding:
        cited += [parties, targets]
        cited += [
            model.objects.filter(parties__in=parties)
            for model in (Partnership, Project)
        ]
    if with_claims:
        cited.append(claims)
    reads = {
        "words": read_words(cited),
        "activities": calendar.read_activities(activities),
        "participations": participations.read_participations(taking_part),
        "counts": participations.read_counts(counts),
    }
    if with_funding:
        reads["parties"] = undertakings.read_parties(parties)
        reads["targets"] = undertakings.read_targets(targets)
    if with_claims:
        reads["claims"] = undertakings.read_claims(claims)
    rows = dict(zip(reads, read_together(*reads.values()), strict=True))
    words = words_of(rows["words"])
    facts = Facts(
        year=0,
        network=network,
        activities=calendar.activity_facts(rows["activities"], outline, words),
        participations=participations.participation_facts(
            rows["participations"], words
        ),
        counts=participations.count_facts(rows["counts"], words),
        parties=undertakings.party_facts(rows.get("parties", ()), words),
        targets=undertakings.target_facts(rows.get("targets", ()), words),
        claims=undertakings.claim_facts(rows.get("claims", ()), words),
    )
    return [facts.of(year) for year in years]
