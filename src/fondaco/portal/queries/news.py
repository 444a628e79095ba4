"""What is new of a network or of a cluster: in the calendar and among its projects."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.urls import reverse

from fondaco.activities.addresses import absolute
from fondaco.activities.news import newest_activities
from fondaco.activities.queries import activities_of_cluster, visible_activities
from fondaco.funding.models import Partnership, Party, Project, Proposal
from fondaco.funding.reach import visible_undertakings
from fondaco.registry.models import Cluster, Network
from fondaco.web.atom import Entry
from fondaco.web.news import newest

UNDERTAKINGS: tuple[type[Model], ...] = (Partnership, Project, Proposal)


def news_of_network(network: Network) -> list[Entry]:
    entries = newest_activities(visible_activities().filter(network=network))
    for model in UNDERTAKINGS:
        entries += newest(_public(model).filter(network=network), _address)
    return entries


def news_of_cluster(cluster: Cluster) -> list[Entry]:
    entries = newest_activities(activities_of_cluster(cluster))
    for model in UNDERTAKINGS:
        name = f"{model._meta.model_name}"
        own = Party.objects.filter(cluster=cluster).values(name)
        entries += newest(_public(model).filter(pk__in=own), _address)
    return entries


def _public(model: type[Model]) -> "QuerySet[Any]":
    return visible_undertakings(model)(AnonymousUser())


def _address(undertaking: Any) -> str:
    name = f"funding:{undertaking._meta.model_name}_detail"
    return absolute(reverse(name, args=[undertaking.uid]))
