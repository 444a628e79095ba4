"""What networks are: their own words, how large, and what they were formed from."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from fondaco.core.models import Citation
from fondaco.core.reading import Read, records
from fondaco.portal.queries.citations import evidence_of
from fondaco.portal.queries.facts import attach_evidence
from fondaco.portal.queries.member_counts import DatedCounts, by_date
from fondaco.registry.models import MemberCount, Network
from fondaco.registry.vocabularies import Population


@dataclass(frozen=True)
class NetworkStory:
    network: Network
    members: list[DatedCounts]
    origins: list[DatedCounts]
    # The words of evidence of the network's own description.
    evidence: list[Citation]


def story_reads(keys: Collection[int]) -> list[Read]:
    return [
        records(Network.objects.filter(pk__in=keys)),
        records(MemberCount.objects.filter(network__in=keys)),
    ]


def tell_stories(
    networks: list[Network], found: list[MemberCount]
) -> dict[int, NetworkStory]:
    """Of each network by primary key, from the rows of `story_reads`."""
    counts: dict[int, list[MemberCount]] = defaultdict(list)
    for count in found:
        counts[count.network_id or 0].append(count)
    attach_evidence([], *networks, *(one for found in counts.values() for one in found))
    return {
        network.pk: NetworkStory(
            network,
            members=by_date(counts[network.pk], Population.MEMBERS),
            origins=by_date(counts[network.pk], Population.ORIGINS),
            evidence=[
                one for one in evidence_of(network) if one.field == "description"
            ],
        )
        for network in networks
    }
