"""The network made up, its clusters, and what holds between them and their members."""

import datetime as dt
from collections import defaultdict
from typing import Any

from fondaco.core.partial_dates import PartialDate
from fondaco.portal.generating.organisations import HOME
from fondaco.portal.generating.words import Theme, city_of, themes, words
from fondaco.portal.generating.writing import Writer, dated
from fondaco.registry.models import (
    Cluster,
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    Person,
    Position,
)
from fondaco.registry.vocabularies import (
    CountUnit,
    LabelLevel,
    LegalFormKind,
    MandateKind,
    MembershipKind,
    OrganisationKind,
    Population,
)


def create_network(writer: Writer) -> Network:
    network = Network(
        slug=f"demo-{writer.seed}",
        acronym=f"DEMO {writer.seed}",
        name_it="Rete dimostrativa dei cluster",
        name_en="Demonstration network of clusters",
        country="IT",
        region=HOME,
        description_it="Una rete inventata, per provare Fondaco: niente di ciò che "
        "ne è detto è vero.",
        description_en="A network made up to try Fondaco: nothing that is said of it "
        "is true.",
    )
    writer.create([network])
    return network


def create_clusters(writer: Writer, total: int) -> list[tuple[Cluster, Theme]]:
    random = writer.random("clusters")
    taken = set(Cluster.objects.values_list("acronym", flat=True))
    taken |= set(Cluster.objects.values_list("slug", flat=True))
    made, of = [], []
    for number in range(total):
        theme = themes()[number % len(themes())]
        acronym = _free(theme.acronym, taken)
        city = city_of("IT", random, HOME)
        slug = acronym.lower().replace("+", "")
        it, en = theme.name
        made.append(
            Cluster(
                acronym=acronym,
                slug=slug,
                name_it=f"Cluster {it} di {city.name_it}",
                name_en=f"{en} Cluster of {city.name_en}",
                theme_it=it,
                theme_en=en,
                specialisation_area=theme.area,
                region=HOME,
                city=city.name_it,
                site=f"{random.choice(words('streets'))} {random.randint(1, 90)}",
                website=f"https://{slug}.example",
                public_email=f"info@{slug}.example",
                description_it=f"Riunisce chi lavora su: {theme.products[0][0]}, "
                f"{theme.products[1][0]}.",
                description_en=f"Brings together who works on {theme.products[0][1]} "
                f"and {theme.products[1][1]}.",
            )
        )
        of.append(theme)
    writer.create(made)
    return list(zip(made, of, strict=True))


def _free(acronym: str, taken: set[str]) -> str:
    found, number = acronym, 1
    while found in taken or found.lower().replace("+", "") in taken:
        number += 1
        found = f"{acronym}{number}"
    taken |= {found, found.lower().replace("+", "")}
    return found


def create_cluster_facts(
    writer: Writer, network: Network, clusters: list[Cluster], first: int
) -> None:
    """Who manages each, in which form, under which label, with how many members."""
    random = writer.random("facts")
    managers = [_manager(one) for one in clusters]
    writer.create(managers)
    writer.create(
        [
            NetworkMembership(
                network=network,
                cluster=one,
                **dated(valid_from=PartialDate.year(first - 1)),
            )
            for one in clusters
        ]
    )
    writer.create(
        [
            Management(
                cluster=one,
                organisation=manager,
                **dated(valid_from=PartialDate.year(first - random.randint(1, 4))),
            )
            for one, manager in zip(clusters, managers, strict=True)
        ]
    )
    writer.create(
        [
            LegalForm(
                cluster=one,
                form=random.choice(LegalFormKind.values[:5]),
                **dated(valid_from=PartialDate.year(first - 1)),
            )
            for one in clusters
        ]
    )
    writer.create(
        [
            Label(
                cluster=one,
                level=random.choice(LabelLevel.values),
                **dated(valid_from=PartialDate.month(first + 5, random.randint(1, 12))),
            )
            for one in clusters
            if random.random() < 0.6
        ]
    )
    writer.create(
        [
            MemberCount(
                cluster=one,
                population=Population.MEMBERS,
                unit=CountUnit.BODIES,
                minimum=random.randint(3, 60) * 10,
                **dated(as_of=PartialDate.year(first + 8)),
            )
            for one in clusters
        ]
    )


def _manager(cluster: Cluster) -> Organisation:
    return Organisation(
        name=f"Associazione {cluster.name_it}",
        slug=f"associazione-{cluster.slug}-{cluster.uid}",
        kind=OrganisationKind.CLUSTER_BODY,
        country="IT",
        region=HOME,
        city=cluster.city,
        maintained_by=cluster,
        is_published=True,
    )


def create_memberships(
    writer: Writer,
    clusters: list[Cluster],
    organisations: list[Organisation],
    first: int,
) -> dict[int, list[Organisation]]:
    """Nine in ten belong to the cluster that keeps them, some to another, too."""
    random = writer.random("memberships")
    made: list[Membership] = []
    members: dict[int, list[Organisation]] = defaultdict(list)
    for one in organisations:
        if random.random() > 0.9:
            continue
        own = [next_to for next_to in clusters if next_to.pk == one.maintained_by_id]
        if random.random() < 0.12:
            own.append(random.choice(clusters))
        for cluster in {cluster.pk: cluster for cluster in own}.values():
            since = dt.date(first, 1, 1) + dt.timedelta(days=random.randint(-900, 3000))
            membership = Membership(
                cluster=cluster,
                organisation=one,
                kind=_kind_of_member(random.random()),
                **dated(
                    valid_from=PartialDate.year(since.year)
                    if random.random() < 0.5
                    else PartialDate.day(since)
                ),
            )
            if random.random() < 0.07:
                membership.valid_until = PartialDate.year(since.year + 2)
            else:
                members[cluster.pk].append(one)
            made.append(membership)
    writer.create(made)
    return members


def _kind_of_member(chance: float) -> str:
    if chance < 0.06:
        return MembershipKind.FOUNDING
    return MembershipKind.SUPPORTING if chance < 0.12 else MembershipKind.MEMBER


OFFICES = (MandateKind.PRESIDENT, MandateKind.DIRECTOR, MandateKind.BOARD_MEMBER)


def create_people(
    writer: Writer,
    clusters: list[Cluster],
    members: dict[int, list[Organisation]],
    first: int,
) -> dict[int, list[Person]]:
    """Officers of each cluster, named publicly, and its private contacts."""
    random = writer.random("people")
    officers, contacts, where = [], [], []

    def person(cluster: Cluster, **more: Any) -> Person:
        given = random.choice(words("given_names"))
        family = random.choice(words("surnames"))
        email = f"{given}.{family}@{cluster.slug}.example".lower().replace(" ", "")
        return Person(
            given_name=given,
            family_name=family,
            email=email,
            maintained_by=cluster,
            **more,
        )

    for cluster in clusters:
        officers += [
            person(cluster, holds_public_office=True, is_public=True) for _ in OFFICES
        ]
        own = members[cluster.pk]
        for organisation in random.sample(own, len(own) // 10):
            contacts.append(person(cluster, language=random.choice(("it", "en", ""))))
            where.append(organisation)
    writer.create([*officers, *contacts])
    by_cluster: dict[int, list[Person]] = defaultdict(list)
    mandates = []
    for number, one in enumerate(officers):
        cluster = clusters[number // len(OFFICES)]
        by_cluster[cluster.pk].append(one)
        mandates.append(
            Mandate(
                person=one,
                kind=OFFICES[number % len(OFFICES)],
                cluster=cluster,
                is_public=True,
                **dated(valid_from=PartialDate.year(first + random.randint(0, 6))),
            )
        )
    writer.create(mandates)
    writer.create(
        [
            Position(
                person=one,
                organisation=organisation,
                function_it="Responsabile export",
                function_en="Export manager",
            )
            for one, organisation in zip(contacts, where, strict=True)
        ]
    )
    return by_cluster
