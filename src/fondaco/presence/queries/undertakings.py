"""Partnerships and projects, the countries planned and what was claimed of a year."""

from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from fondaco.activities.models import Claim, TargetCountry
from fondaco.core.reading import Read
from fondaco.core.texts import Text
from fondaco.funding.models import Party
from fondaco.presence.facts import (
    ClaimFact,
    NetworkFact,
    PartyFact,
    Period,
    TargetFact,
)
from fondaco.presence.queries.evidence import Words
from fondaco.presence.queries.rows import text_of

UNDERTAKINGS = ("partnership", "project")
OF_UNDERTAKING = ("uid", "acronym", "title_it", "title_en", "target_countries")
COLUMNS = (
    "pk",
    "cluster",
    "cluster__acronym",
    "role",
    "valid_from_latest",
    "valid_until_earliest",
    "valid_until_latest",
    "partnership",
    "project",
    "project__start_latest",
    "project__end_earliest",
    "project__end_latest",
    *(f"{kind}__{name}" for kind in UNDERTAKINGS for name in OF_UNDERTAKING),
)


def parties_of(network: NetworkFact) -> QuerySet[Party]:
    """The network's clusters in published partnerships and projects, at any time."""
    return Party.objects.preferred().filter(
        Q(partnership__is_published=True) | Q(project__is_published=True),
        cluster__in=[cluster.pk for cluster in network.clusters],
    )


def read_parties(parties: QuerySet[Party]) -> Read:
    return Read(parties, COLUMNS)


def party_facts(rows: Iterable[Any], words: Words) -> tuple[PartyFact, ...]:
    ordered = sorted(rows, key=attrgetter("cluster__acronym", "pk"))
    language = get_language()
    return tuple(_party(row, words, language) for row in ordered)


def _party(row: Any, words: Words, language: str | None) -> PartyFact:
    kind = "partnership" if row.partnership else "project"
    acronym = getattr(row, f"{kind}__acronym")
    title = text_of(row, f"{kind}__title", language)
    return PartyFact(
        pk=row.pk,
        cluster=row.cluster,
        undertaking=kind,
        uid=getattr(row, f"{kind}__uid"),
        title=title or Text(acronym, ""),
        role=row.role,
        period=_period(row),
        target_countries=tuple(getattr(row, f"{kind}__target_countries").split()),
        evidence=words.own_or(("party", row.pk), (kind, getattr(row, kind))),
    )


def _period(row: Any) -> Period:
    """A project's own dates say when it ran, unless the cluster joined or left it."""
    begins = [day for day in (row.valid_from_latest, row.project__start_latest) if day]
    ends = [day for day in (row.valid_until_latest, row.project__end_latest) if day]
    lasts = [
        day for day in (row.valid_until_earliest, row.project__end_earliest) if day
    ]
    return Period(
        max(begins, default=None), min(ends, default=None), max(lasts, default=None)
    )


def targets_of(network: NetworkFact, years: Collection[int]) -> QuerySet[TargetCountry]:
    return TargetCountry.objects.filter(
        Q(network=network.pk)
        | Q(cluster__in=[cluster.pk for cluster in network.clusters]),
        year__in=years,
    )


def read_targets(targets: QuerySet[TargetCountry]) -> Read:
    return Read(targets, ("country", "pk", "year", "cluster"))


def target_facts(rows: Iterable[Any], words: Words) -> tuple[TargetFact, ...]:
    return tuple(
        TargetFact(year, country, cluster, words.of("targetcountry", pk))
        for country, pk, year, cluster in sorted(rows, key=lambda row: row[:2])
    )


def claims_of(network: NetworkFact, years: Collection[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(network=network.pk, year__in=years)


def read_claims(claims: QuerySet[Claim]) -> Read:
    return Read(claims, ("pk", "uid", "year", "statement_it", "statement_en"))


def claim_facts(rows: Iterable[Any], words: Words) -> tuple[ClaimFact, ...]:
    return tuple(
        ClaimFact(
            row.uid, row.year, text_of(row, "statement"), words.of("claim", row.pk)
        )
        for row in sorted(rows, key=lambda row: row.pk)
    )
