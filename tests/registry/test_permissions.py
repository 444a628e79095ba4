"""Who brings a cluster into a network: asked of the permission, not of the form."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from fondaco.accounts.models import User
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import may
from fondaco.registry.models import Cluster, NetworkMembership
from tests.conftest import Cast
from tests.factories import make_cluster, make_network

PERMISSION = "registry.{}_networkmembership"


def day(distance: int) -> PartialDate:
    return PartialDate.day(timezone.localdate() + dt.timedelta(days=distance))


def membership(cast: Cast, cluster: Cluster, **dates: PartialDate) -> NetworkMembership:
    return NetworkMembership(network=cast.network, cluster=cluster, **dates)


def test_only_the_administrator_takes_a_cluster_from_another_network(
    cast: Cast,
) -> None:
    elsewhere, free = make_cluster(network=make_network()), make_cluster()
    add = PERMISSION.format("add")
    may_take: dict[str, Any] = {
        name: [
            may(getattr(cast, name), add, membership(cast, cluster))
            for cluster in (elsewhere, free, cast.cluster)
        ]
        for name in ("administrator", "coordinator", "manager", "member_contact")
    }
    assert may_take == {
        "administrator": [True, True, True],
        "coordinator": [False, True, True],
        "manager": [False, False, False],
        "member_contact": [False, False, False],
    }


@pytest.mark.parametrize(
    ("distances", "allowed"),
    [
        ({"valid_from": -900, "valid_until": -1}, True),
        ({"valid_from": -900, "valid_until": 0}, False),
        ({"valid_from": -900}, False),
        ({"valid_from": 30}, False),
        ({}, False),
    ],
)
def test_what_is_over_takes_nobody(
    cast: Cast, distances: dict[str, int], allowed: bool
) -> None:
    dates = {name: day(distance) for name, distance in distances.items()}
    elsewhere = make_cluster(network=make_network())
    record = membership(cast, elsewhere, **dates)
    assert may(cast.coordinator, PERMISSION.format("add"), record) is allowed


def test_a_membership_that_is_over_is_corrected_but_not_opened_again(
    cast: Cast,
) -> None:
    moved_on = make_cluster(network=make_network())
    record = membership(cast, moved_on, valid_from=day(-900), valid_until=day(-500))
    record.save()
    coordinator, change = cast.coordinator, PERMISSION.format("change")
    assert may(coordinator, change, record)
    record.valid_until = day(-400)
    assert may(coordinator, change, record)
    record.valid_until = None
    assert not may(coordinator, change, record)
    assert may(cast.administrator, change, record)


def test_what_the_administrator_foresaw_is_seen_and_not_brought_forward(
    cast: Cast,
) -> None:
    elsewhere = make_cluster(network=make_network())
    record = membership(cast, elsewhere, valid_from=day(30))
    record.save()
    change = PERMISSION.format("change")
    record.note_en = "As agreed"
    assert may(cast.coordinator, change, record)
    record.valid_from = day(-1)
    assert not may(cast.coordinator, change, record)


def test_a_membership_is_not_turned_into_one_of_another_cluster(cast: Cast) -> None:
    elsewhere = make_cluster(network=make_network())
    record = NetworkMembership.objects.get(cluster=cast.cluster)
    coordinator = User.objects.get(pk=cast.coordinator.pk)
    assert may(coordinator, PERMISSION.format("change"), record)
    record.cluster = elsewhere
    assert not may(coordinator, PERMISSION.format("change"), record)
