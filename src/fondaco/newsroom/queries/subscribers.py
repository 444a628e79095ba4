"""How many get the bulletins, and how the mails of one fared."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from fondaco.core.permissions import Actor
from fondaco.newsroom import reach
from fondaco.newsroom.models import Bulletin, BulletinMail, Subscriber
from fondaco.newsroom.vocabularies import LANGUAGES, MailState
from fondaco.registry.models import Cluster, Network

WANTED = Q(confirmed_at__isnull=False, bounced_at=None)


def subscribers_of(bulletin: Bulletin) -> "QuerySet[Subscriber]":
    """To whom it may go: who confirmed, and whose mail does not come back."""
    return Subscriber.objects.filter(
        WANTED, cluster=bulletin.cluster_id, network=bulletin.network_id
    )


def count_by_language(bulletin: Bulletin) -> list[tuple[str, int]]:
    numbers = dict(
        subscribers_of(bulletin)
        .order_by()
        .values_list("language")
        .annotate(number=Count("pk"))
    )
    return [(str(name), numbers[code]) for code, name in LANGUAGES if code in numbers]


@dataclass(frozen=True)
class Following:
    """The subscribers of one body, in numbers."""

    body: Cluster | Network
    confirmed: int
    italian: int
    english: int
    waiting: int
    bounced: int


def read_following(actor: Actor) -> list[Following]:
    """Of the bodies that one keeps, those that anybody follows."""
    confirmed = Q(confirmed_at__isnull=False)
    rows = list(
        reach.own_subscribers(actor)
        .order_by()
        .values("cluster", "network")
        .annotate(
            confirmed=Count("pk", filter=WANTED),
            italian=Count("pk", filter=WANTED & Q(language="it")),
            english=Count("pk", filter=WANTED & Q(language="en")),
            waiting=Count("pk", filter=~confirmed),
            bounced=Count("pk", filter=confirmed & Q(bounced_at__isnull=False)),
        )
    )
    bodies: dict[str, dict[int, Any]] = {
        "cluster": Cluster.objects.in_bulk({row["cluster"] for row in rows} - {None}),
        "network": Network.objects.in_bulk({row["network"] for row in rows} - {None}),
    }
    found = []
    for row in rows:
        cluster, network = row.pop("cluster"), row.pop("network")
        body = bodies["cluster"][cluster] if cluster else bodies["network"][network]
        found.append(Following(body, **row))
    return sorted(found, key=lambda one: (isinstance(one.body, Cluster), str(one.body)))


def count_by_state(bulletin: Bulletin) -> dict[str, int]:
    return dict(
        BulletinMail.objects.filter(bulletin=bulletin)
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
    )


def state_labels(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [
        (str(label), counts[state])
        for state, label in MailState.choices
        if state in counts
    ]
