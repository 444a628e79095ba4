"""The clusters, by network."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories import (
    make_cluster,
    make_label,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_clusters_are_listed_by_network_with_the_label_they_hold(cast, client):
    make_label(cast.cluster, "bronze", valid_until="2015")
    make_label(cast.cluster, "gold")
    alone = make_cluster()

    groups = client.get(reverse("portal:cluster_list")).context["groups"]

    assert [
        (
            group.network and group.network.acronym,
            [(line.cluster, line.label) for line in group.lines],
        )
        for group in groups
    ] == [
        (cast.network.acronym, [(cast.cluster, "Gold"), (cast.other_cluster, "")]),
        (None, [(alone, "")]),
    ]


def test_without_clusters_the_list_says_what_belongs_there(client):
    assert (
        "No cluster yet" in client.get(reverse("portal:cluster_list")).content.decode()
    )


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_takes_few_queries(cast, client, rows, django_assert_max_num_queries):
    for _row in range(rows):
        make_label(make_cluster(network=cast.network))

    with django_assert_max_num_queries(10):
        client.get(reverse("portal:cluster_list"))
