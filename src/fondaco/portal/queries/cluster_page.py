"""All that the record says of one cluster, in a fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fondaco.activities.entries import Entry, entry_reads, latest_entries
from fondaco.activities.queries import activities_of_cluster
from fondaco.core.attachments import public_files_of
from fondaco.core.models import Attachment, Citation
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_groups, records
from fondaco.core.texts import Text, localised
from fondaco.funding.models import Party, ProposalCount
from fondaco.funding.queries import CountLine
from fondaco.funding.reach import visible_parties
from fondaco.portal.queries.citations import evidence_of
from fondaco.portal.queries.facts import (
    OF_CLUSTER,
    Fact,
    Facts,
    arrange,
    attach_evidence,
    fact_reads,
)
from fondaco.portal.queries.member_counts import DatedCounts, by_date
from fondaco.portal.queries.partners import Partner, find_partners, partner_reads
from fondaco.registry.models import (
    Cluster,
    ClusterAlias,
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    NetworkMembership,
    Recognition,
)
from fondaco.registry.reach import visible_mandates, visible_organisations
from fondaco.registry.scope import scope_of
from fondaco.registry.vocabularies import MandateKind, Population


@dataclass(frozen=True)
class Timeline:
    """Facts of one kind: what holds as far as is known, and what held before."""

    now: list[Fact]
    before: list[Fact]

    def __bool__(self) -> bool:
        return bool(self.now or self.before)


@dataclass(frozen=True)
class ClusterPage:
    sentence: Text
    facts: Facts
    aliases: list[str]
    members: list[DatedCounts]
    sector: list[DatedCounts]
    partners_abroad: list[DatedCounts]
    origins: list[DatedCounts]
    parties: list[Party]
    proposal_counts: list[CountLine]
    entries: list[Entry]
    partners: list[Partner]
    files: list[Attachment]
    # The words of evidence of the cluster's own fields, by field.
    evidence: dict[str, list[Citation]]

    @property
    def seat_evidence(self) -> list[Citation]:
        """Of the address and of the note on it, which stand together."""
        return self.evidence["site"] + self.evidence["site_note"]

    @property
    def networks(self) -> Timeline:
        return _timeline(self.facts[NetworkMembership])

    @property
    def labels(self) -> Timeline:
        return _timeline(self.facts[Label])

    @property
    def legal_forms(self) -> Timeline:
        return _timeline(self.facts[LegalForm])

    @property
    def recognitions(self) -> Timeline:
        return _timeline(self.facts[Recognition])

    @property
    def managements(self) -> Timeline:
        return _timeline(self.facts[Management])

    @property
    def presidents(self) -> Timeline:
        return _timeline(_of_kind(self.facts[Mandate], MandateKind.PRESIDENT))

    @property
    def officers(self) -> Timeline:
        """Everybody else who holds a public office."""
        others = set(MandateKind.values) - {MandateKind.PRESIDENT}
        return _timeline(_of_kind(self.facts[Mandate], *others))

    @property
    def years(self) -> list[int]:
        """The years of its international activities, the newest first.

        Of a year of domestic ones alone there are no figures to open.
        """
        counted = (one for one in self.entries if one.is_international)
        return sorted({year for one in counted for year in one.years[:1]})[::-1]

    @property
    def countries(self) -> list[tuple[str, int]]:
        """Where it was, the most frequent first, with how many activities."""
        counts = Counter(
            country
            for entry in self.entries
            for country in {place.country for place in entry.places}
        )
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _timeline(facts: list[Fact]) -> Timeline:
    """A fact is of the past once a source says that it ended."""
    today = timezone.localdate()
    past = [fact for fact in facts if fact.has_ended_by(today)]
    return Timeline([fact for fact in facts if fact not in past], past)


def _of_kind(mandates: list[Fact], *kinds: str) -> list[Fact]:
    return [fact for fact in mandates if fact.code in kinds]


def read_cluster(cluster: Cluster, actor: Actor) -> ClusterPage:
    scope = scope_of(actor)
    activities = activities_of_cluster(cluster, scope)
    reads = {
        "counts": [records(MemberCount.objects.filter(cluster=cluster))],
        "parties": [
            records(_parties(cluster, actor), "proposal", "project", "partnership")
        ],
        "proposals": [records(ProposalCount.objects.filter(clusters=cluster))],
        "aliases": [Read(ClusterAlias.objects.filter(cluster=cluster), ("name",))],
        "partners": partner_reads(cluster, activities, actor),
        "entries": entry_reads(activities, scope),
        "files": [records(public_files_of(cluster))],
        "facts": _facts(cluster, actor),
    }
    rows = read_groups(reads)
    facts = [fact for found in rows["facts"] for fact in found]
    (counts,), (parties,), (proposals,) = (
        rows[name] for name in ("counts", "parties", "proposals")
    )
    counts.sort(key=lambda one: one.pk)
    parties.sort(key=_newest_first)
    proposals.sort(key=_by_period)
    attach_evidence(facts, cluster, *counts, *parties, *proposals)
    entries = latest_entries(*rows["entries"])
    evidence: dict[str, list[Citation]] = defaultdict(list)
    for citation in evidence_of(cluster):
        evidence[citation.field or "name"].append(citation)
    return ClusterPage(
        sentence=localised(cluster, "description") or localised(cluster, "theme"),
        facts=arrange(facts),
        aliases=_aliases(cluster, rows["aliases"][0]),
        members=by_date(counts, Population.MEMBERS),
        sector=by_date(counts, Population.SECTOR),
        partners_abroad=by_date(counts, Population.PARTNERS),
        origins=by_date(counts, Population.ORIGINS),
        parties=parties,
        proposal_counts=[CountLine(count) for count in proposals],
        entries=entries,
        partners=find_partners(cluster, entries, rows["partners"]),
        files=sorted(rows["files"][0], key=lambda one: -one.pk),
        evidence=evidence,
    )


def _facts(cluster: Cluster, actor: Actor) -> list[Read]:
    organisations = visible_organisations(actor)
    return fact_reads(
        OF_CLUSTER,
        *(
            model.objects.filter(cluster=cluster)
            for model in (NetworkMembership, Label, LegalForm)
        ),
        Recognition.objects.filter(cluster=cluster, recognised_by__in=organisations),
        Management.objects.filter(cluster=cluster, organisation__in=organisations),
        visible_mandates(actor).filter(
            cluster=cluster, is_public=True, person__is_public=True
        ),
    )


def _aliases(cluster: Cluster, rows: list[Any]) -> list[str]:
    own = {cluster.name_it, cluster.name_en, cluster.acronym}
    return [row.name for row in sorted(rows) if row.name not in own]


def _parties(cluster: Cluster, actor: Actor) -> "QuerySet[Party]":
    return visible_parties(actor).filter(cluster=cluster, alternative_to=None)


def _newest_first(party: Party) -> tuple[int, int]:
    day = party.valid_from_latest
    return (-day.toordinal() if day else 0, -party.pk)


def _by_period(count: ProposalCount) -> tuple[int, str, int]:
    day = count.period_latest
    return (-day.toordinal() if day else 0, count.status, count.pk)
