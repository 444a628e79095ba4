"""What may be seen of proposals, projects and partnerships, and who is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.core.models import Citation
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor
from fondaco.funding.amounts import Amount, amount_of
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.funding.vocabularies import PartyRole
from fondaco.registry.reach import visible_organisations

Undertaking = Proposal | Project | Partnership

# Three sums that measure different things: they are never added to each other.
MONEY: dict[str, Promise] = {
    "total_budget": _("Total value of the projects"),
    "contribution_to_clusters": _("Contribution to the clusters"),
    "contribution_to_territory": _("Contribution to the territory"),
}
_RANK = {role: rank for rank, role in enumerate(PartyRole.values)}


def with_parties(undertakings: "QuerySet[Any]", actor: Actor) -> "QuerySet[Any]":
    """Read with who is in each, other accounts included."""
    named = Q(organisation=None) | Q(organisation__in=visible_organisations(actor))
    parties = (
        # An organisation that is a draft is named to nobody but its keepers.
        Party.objects.filter(named).select_related("cluster", "organisation")
    )
    return undertakings.select_related("programme", "network").prefetch_related(
        Prefetch("parties", parties)
    )


def with_words(undertakings: "QuerySet[Any]") -> "QuerySet[Any]":
    """With the words of evidence, too: a page of one shows them, a list does not."""
    words = Citation.objects.select_related("source")
    return undertakings.prefetch_related(
        _citations(), Prefetch("parties__citations", words)
    )


def _citations() -> "Prefetch[Any]":
    return Prefetch("citations", Citation.objects.select_related("source"))


@dataclass(frozen=True)
class PartyLine:
    """Who is in, and what other sources say of it instead."""

    party: Party
    others: list[Party]

    @property
    def is_cluster(self) -> bool:
        return self.party.cluster_id is not None


def arrange_parties(parties: Iterable[Party]) -> list[PartyLine]:
    """Who leads comes first, then by name; other accounts under the preferred one."""
    parties = list(parties)
    known = {party.pk for party in parties}
    return [
        PartyLine(party, [one for one in parties if one.alternative_to_id == party.pk])
        for party in sorted(parties, key=_by_role)
        if party.alternative_to_id not in known
    ]


def _by_role(party: Party) -> tuple[int, str]:
    return _RANK[party.role], str(party.cluster or party.organisation)


@dataclass(frozen=True)
class CountLine:
    """What a source counts of a period, with the sums that it gives."""

    count: ProposalCount

    @property
    def period(self) -> str:
        """“2016–2018” rather than from a first of January to a 31 December."""
        period = self.count.period
        begins, ends = period.earliest, period.latest
        if begins and ends and begins.year < ends.year:
            first, last = PartialDate.year(begins.year), PartialDate.year(ends.year)
            if (begins, ends) == (first.earliest, last.latest):
                return f"{begins.year}–{ends.year}"
        return str(period.in_words())

    @property
    def sums(self) -> list[Amount | None]:
        return [amount_of(self.count, name) for name in MONEY]

    @property
    def said_sums(self) -> list[tuple[Promise, Amount]]:
        """Those that the source gives, each under its name."""
        named = zip(MONEY.values(), self.sums, strict=True)
        return [(name, amount) for name, amount in named if amount is not None]


def list_counts() -> list[CountLine]:
    counts = ProposalCount.objects.select_related("network").prefetch_related(
        "clusters", _citations()
    )
    return [CountLine(count) for count in counts]
