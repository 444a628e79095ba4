"""Records for tests: each function makes one, complete, and takes what matters."""

import datetime as dt
import itertools
from typing import Any

from django.db.models import Model
from django.utils import timezone

from fondaco.accounts.models import User
from fondaco.activities.models import (
    Activity,
    Body,
    CountStatement,
    Encounter,
    Outcome,
    Participation,
    Place,
    Programme,
)
from fondaco.core.models import Citation, Source
from fondaco.core.partial_dates import PartialDate
from fondaco.correspondence.models import (
    Circular,
    Delivery,
    DistributionList,
    ListMember,
)
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.newsroom.actions import save_item
from fondaco.newsroom.models import Bulletin, Feed, PressItem, Subscriber
from fondaco.newsroom.models.bulletins import PUBLIC
from fondaco.registry.models import (
    Cluster,
    Consent,
    Label,
    Mandate,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    Person,
    Position,
)

PASSWORD = "correct horse battery staple"
_numbers = itertools.count(1)


def _dates(fields: dict[str, Any]) -> dict[str, Any]:
    """Partial dates may be given as text: `start="2016-11"`."""
    names = {
        "start",
        "end",
        "valid_from",
        "valid_until",
        "published",
        "as_of",
        "period",
        "submitted",
    }
    return {
        name: PartialDate.parse(value)
        if name in names and isinstance(value, str)
        else value
        for name, value in fields.items()
    }


def make_user(**overrides: Any) -> User:
    number = next(_numbers)
    fields = {"email": f"user{number}@example.org", "password": PASSWORD} | overrides
    return User.objects.create_user(**fields)


def make_person(**overrides: Any) -> Person:
    number = next(_numbers)
    fields = {"given_name": "Ada", "family_name": f"Rossi {number}"} | overrides
    return Person.objects.create(**fields)


def make_network(**overrides: Any) -> Network:
    number = next(_numbers)
    fields = {
        "slug": f"network-{number}",
        "acronym": f"N{number}",
        "name_it": f"Rete {number}",
        "name_en": f"Network {number}",
        "country": "IT",
    } | overrides
    return Network.objects.create(**fields)


def make_cluster(
    *, network: Network | None = None, since: str = "2014", **overrides: Any
) -> Cluster:
    """A cluster, and its membership of the network where one is given."""
    number = next(_numbers)
    fields = {
        "slug": f"cluster-{number}",
        "acronym": f"C{number}",
        "name_it": f"Cluster {number}",
        "name_en": f"Cluster {number}",
    } | overrides
    cluster = Cluster.objects.create(**fields)
    if network is not None:
        NetworkMembership.objects.create(
            network=network, cluster=cluster, valid_from=PartialDate.parse(since)
        )
    return cluster


def make_organisation(**overrides: Any) -> Organisation:
    number = next(_numbers)
    fields = {
        "slug": f"organisation-{number}",
        "name": f"Organisation {number}",
        "kind": "company",
        "country": "IT",
        "is_published": True,
    } | overrides
    return Organisation.objects.create(**fields)


def make_membership(
    cluster: Cluster, organisation: Organisation, **overrides: Any
) -> Membership:
    fields = _dates({"valid_from": "2015"} | overrides)
    return Membership.objects.create(
        cluster=cluster, organisation=organisation, **fields
    )


def make_mandate(person: Person, kind: str, **overrides: Any) -> Mandate:
    fields = _dates({"valid_from": "2015"} | overrides)
    return Mandate.objects.create(person=person, kind=kind, **fields)


def make_position(
    person: Person, organisation: Organisation, **overrides: Any
) -> Position:
    return Position.objects.create(
        person=person, organisation=organisation, **_dates(overrides)
    )


def make_consent(
    person: Person, purpose: str = "circulars", **overrides: Any
) -> Consent:
    fields = {"given_on": dt.date(2020, 1, 1), "means": "paper"} | overrides
    return Consent.objects.create(person=person, purpose=purpose, **fields)


def make_list(cluster: Cluster, *people: Person, **fields: Any) -> DistributionList:
    number = next(_numbers)
    made = DistributionList.objects.create(
        cluster=cluster, **{"name": f"Lista {number}"} | fields
    )
    for person in people:
        ListMember.objects.create(distribution_list=made, person=person)
    return made


def make_press_item(cluster: Cluster | None, **fields: Any) -> PressItem:
    """A text that nobody else has, pasted."""
    number = next(_numbers)
    words = " ".join(f"parola{number}x{n}" for n in range(40))
    actor = fields.pop("actor", None)
    values = {"title": f"Comunicato {number}", "text": words} | fields
    item = PressItem(cluster=cluster, **_dates(values))
    return save_item(item, actor=actor)


def make_feed(cluster: Cluster | None, **fields: Any) -> Feed:
    number = next(_numbers)
    url = f"https://feed{number}.example.org/rss"
    values = {"name": f"Giornale {number}", "url": url}
    return Feed.objects.create(cluster=cluster, **values | fields)


def make_bulletin(cluster: Cluster | None, network: Network, **fields: Any) -> Bulletin:
    """A draft of 2016, as if it had been composed."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "first_day": dt.date(2016, 1, 1),
        "last_day": dt.date(2016, 12, 31),
        "title_it": f"Bollettino {number}",
        "title_en": f"Bulletin {number}",
        "body_it": "## Attività\n\nLEC ha partecipato.\n",
        "body_en": "## Activities\n\nLEC took part.\n",
    }
    if fields.get("state") in PUBLIC:
        values |= {
            "slug_it": f"bollettino-{number}",
            "slug_en": f"bulletin-{number}",
            "published_at": timezone.now(),
        }
    own = {"cluster": cluster, "network": None if cluster else network}
    return Bulletin.objects.create(**own, about=network, **values | fields)


def make_subscriber(body: Cluster | Network, **fields: Any) -> Subscriber:
    number = next(_numbers)
    values = {
        "address": f"reader{number}@example.org",
        "language": "it",
        "confirmed_at": timezone.now(),
    }
    kind = "cluster" if isinstance(body, Cluster) else "network"
    return Subscriber.objects.create(**{kind: body}, **values | fields)


def make_circular(cluster: Cluster | None, *people: Person, **fields: Any) -> Circular:
    """A draft to some people, by a list of its own."""
    number = next(_numbers)
    words = {"subject_it": f"Circolare {number}", "text_it": "Gentile {name},"}
    circular = Circular.objects.create(cluster=cluster, **words | fields)
    if cluster and people:
        circular.lists.add(make_list(cluster, *people))
    return circular


def make_delivery(circular: Circular, person: Person) -> Delivery:
    return Delivery.objects.create(
        circular=circular, person=person, address=f"p{person.pk}@example.org"
    )


def make_label(cluster: Cluster, level: str = "bronze", **overrides: Any) -> Label:
    fields = _dates({"valid_from": "2015"} | overrides)
    return Label.objects.create(cluster=cluster, level=level, **fields)


def make_source(**overrides: Any) -> Source:
    number = next(_numbers)
    fields = {
        "slug": f"source-{number}",
        "title": f"Source {number}",
        "publisher": "Publisher",
        "url": f"https://example.org/{number}",
        "published": "2016-11-25/2016-11-30",
    } | overrides
    return Source.objects.create(**_dates(fields))


def cite(record: Model, source: Source | None = None, **fields: Any) -> Citation:
    return Citation.objects.create(
        source=source or make_source(), record=record, **fields
    )


def make_programme(**overrides: Any) -> Programme:
    number = next(_numbers)
    fields = {
        "slug": f"programme-{number}",
        "name_it": f"Programma {number}",
        "name_en": f"Programme {number}",
        "kind": "initiative",
    } | overrides
    return Programme.objects.create(**fields)


def make_activity(network: Network | None = None, **overrides: Any) -> Activity:
    number = next(_numbers)
    fields = {
        "network": network or make_network(),
        "kind": "conference",
        "status": "held",
        "title_it": f"Attività {number}",
        "title_en": f"Activity {number}",
        "start": "2016-11-23",
        "end": "2016-11-25",
        "is_published": True,
    } | overrides
    return Activity.objects.create(**_dates(fields))


def make_place(activity: Activity, country: str = "BE", **fields: Any) -> Place:
    return Place.objects.create(activity=activity, country=country, **fields)


def make_body(
    activity: Activity, organisation: Organisation, role: str = "organiser"
) -> Body:
    return Body.objects.create(activity=activity, organisation=organisation, role=role)


def make_participation(
    activity: Activity, cluster: Cluster, **overrides: Any
) -> Participation:
    fields = {
        "role": "participant",
        "status": "took_part",
        "is_published": True,
    } | overrides
    return Participation.objects.create(activity=activity, cluster=cluster, **fields)


def make_encounter(activity: Activity, *parties: Any, **fields: Any) -> Encounter:
    """Each party an organisation, a cluster or a person, or a pair with the person."""
    made = Encounter.objects.create(activity=activity, **fields)
    for party in parties:
        named = party if isinstance(party, tuple) else (party,)
        made.parties.create(**{one._meta.model_name: one for one in named})
    return made


def make_count(
    activity: Activity, subject: str = "clusters", **fields: Any
) -> CountStatement:
    return CountStatement.objects.create(activity=activity, subject=subject, **fields)


def make_outcome(participation: Participation, **overrides: Any) -> Outcome:
    fields = {
        "kind": "contact",
        "reached_on": dt.date(2016, 12, 1),
        "is_published": True,
    } | overrides
    return Outcome.objects.create(participation=participation, **fields)


def make_partnership(network: Network, **overrides: Any) -> Partnership:
    number = next(_numbers)
    fields = {
        "kind": "escp",
        "title_it": f"Partenariato {number}",
        "title_en": f"Partnership {number}",
        "is_published": True,
    } | overrides
    return Partnership.objects.create(network=network, **fields)


def make_project(network: Network, **overrides: Any) -> Project:
    number = next(_numbers)
    fields = {
        "title_it": f"Progetto {number}",
        "title_en": f"Project {number}",
        "start": "2016",
        "is_published": True,
    } | overrides
    return Project.objects.create(network=network, **_dates(fields))


def make_proposal(network: Network, **overrides: Any) -> Proposal:
    number = next(_numbers)
    fields = {
        "title_it": f"Proposta {number}",
        "title_en": f"Proposal {number}",
        "status": "submitted",
        "submitted": "2016",
        "is_published": True,
    } | overrides
    return Proposal.objects.create(network=network, **_dates(fields))


def make_proposal_count(network: Network, **overrides: Any) -> ProposalCount:
    fields = {"status": "submitted", "number": 47, "period": "2016"} | overrides
    return ProposalCount.objects.create(network=network, **_dates(fields))


def make_party(**fields: Any) -> Party:
    return Party.objects.create(**_dates({"valid_from": "2015"} | fields))
