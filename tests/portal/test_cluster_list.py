"""The clusters, by network."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from fondaco.registry.models import MemberCount
from tests.factories import (
    cite,
    make_cluster,
    make_label,
    make_source,
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


def test_a_network_says_what_it_is_and_what_it_was_formed_from(cast, client):
    cast.network.description_en = "Nine clusters."
    cast.network.save()
    source = make_source(publisher="The Region")
    cite(cast.network, source, field="description")
    for unit, number in (("bodies", 3315), ("groupings", 144)):
        cite(
            MemberCount.objects.create(
                network=cast.network, population="origins", unit=unit, number=number
            ),
            source,
        )

    page = client.get(reverse("portal:cluster_list"))

    text = " ".join(page.content.decode().split())
    assert "<p>Nine clusters.</p>" in text
    assert "What it was formed from" in text
    assert text.index("144") < text.index("3,315")
    assert "The Region" in text


def test_without_clusters_the_list_says_what_belongs_there(client):
    assert (
        "No cluster yet" in client.get(reverse("portal:cluster_list")).content.decode()
    )


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_takes_few_queries(cast, client, rows, django_assert_max_num_queries):
    for _row in range(rows):
        make_label(make_cluster(network=cast.network))
        cite(
            MemberCount.objects.create(
                network=cast.network, population="members", unit="bodies", number=750
            )
        )

    with django_assert_max_num_queries(9):
        client.get(reverse("portal:cluster_list"))
