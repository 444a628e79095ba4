"""Proposals, projects and partnerships made up, and who is in them."""

import datetime as dt
from random import Random
from typing import Any

from fondaco.activities.models import Programme
from fondaco.core.partial_dates import PartialDate
from fondaco.funding.models import Partnership, Party, Project, Proposal
from fondaco.funding.vocabularies import (
    PartnershipKind,
    PartyRole,
    ProjectStatus,
    ProposalStatus,
)
from fondaco.portal.generating.words import Theme, countries, words
from fondaco.portal.generating.writing import Writer, dated
from fondaco.registry.models import Cluster, Network, Organisation

PUBLISHED = 0.85


def create_funding(
    writer: Writer,
    network: Network,
    clusters: list[tuple[Cluster, Theme]],
    programmes: list[Programme],
    members: dict[int, list[Organisation]],
    total: int,
    day: dt.date,
) -> None:
    """Of `total` proposals, a third became projects; partnerships are a few."""
    random = writer.random("funding")
    proposals, projects, partnerships = [], [], []
    for number in range(total):
        own = _own(network, clusters, programmes, number, random)
        year = day.year - random.randint(0, 8)
        submitted = PartialDate.month(year, random.randint(1, 12))
        status = random.choice(ProposalStatus.values)
        proposals.append(Proposal(**own, status=status, **dated(submitted=submitted)))
        if number % 3 == 0:
            projects.append(_project(own, year, day, random))
        if number % 12 == 0:
            kind = random.choice(PartnershipKind.values)
            partnerships.append(Partnership(**own, kind=kind))
    writer.create(proposals)
    writer.create(projects)
    writer.create(partnerships)
    parties = []
    for name, undertakings in (
        ("proposal", proposals),
        ("project", projects),
        ("partnership", partnerships),
    ):
        for one in undertakings:
            parties += _parties(name, one, clusters, members, random)
    writer.create(parties)


def _own(
    network: Network,
    clusters: list[tuple[Cluster, Theme]],
    programmes: list[Programme],
    number: int,
    random: Random,
) -> dict[str, Any]:
    cluster, theme = random.choice(clusters)
    it, en = random.choice(theme.skills)
    acronym = random.choice(words("beginnings")) + random.choice(words("endings"))
    targets = random.sample([one.code for one in countries()], random.randint(0, 3))
    return {
        "acronym": f"{acronym.upper()}-{number}",
        "title_it": f"{it} per le imprese europee",
        "title_en": f"{en} for European companies",
        "description_it": f"Imprese e ricerca lavorano insieme su: {it.lower()}.",
        "description_en": f"Companies and research work together on {en.lower()}.",
        "programme": random.choice(programmes),
        "target_countries": " ".join(sorted(targets)),
        "is_published": random.random() < PUBLISHED,
        "maintained_by": cluster,
        "network": network,
    }


def _project(own: dict[str, Any], year: int, day: dt.date, random: Random) -> Project:
    last = year + random.randint(2, 4)
    return Project(
        **own,
        status=ProjectStatus.RUNNING if last >= day.year else ProjectStatus.CLOSED,
        total_budget=random.randint(2, 60) * 100_000,
        **dated(
            start=PartialDate.month(year + 1, random.randint(1, 12)),
            end=PartialDate.month(last + 1, random.randint(1, 12)),
        ),
    )


def _parties(
    name: str,
    undertaking: Proposal | Project | Partnership,
    clusters: list[tuple[Cluster, Theme]],
    members: dict[int, list[Organisation]],
    random: Random,
) -> list[Party]:
    of: dict[str, Any] = {name: undertaking}
    keeper: Any = undertaking.maintained_by
    own = members[keeper.pk]
    partner = random.choice(clusters)[0]
    found = [Party(**of, cluster=keeper, role=PartyRole.COORDINATOR)]
    if partner.pk != keeper.pk:
        found.append(Party(**of, cluster=partner, role=PartyRole.PARTNER))
    found += [
        Party(**of, organisation=one, role=PartyRole.PARTNER)
        for one in random.sample(own, min(len(own), random.randint(2, 7)))
    ]
    return found
