"""Partnerships and projects, the countries planned and what was claimed of a year."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from fondaco.activities.models import Claim, TargetCountry
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


def read_parties(parties: QuerySet[Party], words: Words) -> tuple[PartyFact, ...]:
    rows = parties.order_by("cluster__acronym", "pk").values_list(*COLUMNS, named=True)
    return tuple(_party(row, words) for row in rows)


def _party(row: Any, words: Words) -> PartyFact:
    kind = "partnership" if row.partnership else "project"
    acronym = getattr(row, f"{kind}__acronym")
    title = text_of(row, f"{kind}__title")
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


def read_targets(
    targets: QuerySet[TargetCountry], words: Words
) -> tuple[TargetFact, ...]:
    rows = targets.order_by("country", "pk").values_list(
        "pk", "year", "country", "cluster"
    )
    return tuple(
        TargetFact(year, country, cluster, words.of("targetcountry", pk))
        for pk, year, country, cluster in rows
    )


def claims_of(network: NetworkFact, years: Collection[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(network=network.pk, year__in=years)


def read_claims(claims: QuerySet[Claim], words: Words) -> tuple[ClaimFact, ...]:
    rows = claims.order_by("pk").values_list(
        "pk", "uid", "year", "statement_it", "statement_en", named=True
    )
    return tuple(
        ClaimFact(
            row.uid, row.year, text_of(row, "statement"), words.of("claim", row.pk)
        )
        for row in rows
    )
