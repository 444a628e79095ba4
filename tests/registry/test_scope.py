import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from fondaco.accounts.models import User
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import Mandate
from fondaco.registry.scope import NOBODY, Scope, scope_of
from tests.conftest import Cast, acting_as
from tests.factories import make_cluster, make_network


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_each_of_the_cast_answers_for_their_own(cast: Cast) -> None:
    network, cluster = cast.network.pk, cast.cluster.pk
    both = frozenset({cluster, cast.other_cluster.pk})
    assert scope_of(AnonymousUser()) == NOBODY
    assert scope_of(cast.participant) == Scope()
    assert scope_of(cast.administrator) == Scope(is_administrator=True)
    assert scope_of(cast.manager) == Scope(
        managed_clusters=frozenset({cluster}), joined_networks=frozenset({network})
    )
    assert scope_of(cast.coordinator) == Scope(
        coordinated_networks=frozenset({network}),
        managed_clusters=both,
        joined_networks=frozenset({network}),
    )
    assert scope_of(cast.member_contact) == Scope(
        own_organisations=frozenset({cast.member.pk})
    )


@pytest.mark.parametrize(
    ("begins", "ends", "opens"),
    [(-10, None, True), (-10, 0, True), (-10, -1, False), (1, None, False)],
)
def test_a_mandate_opens_doors_only_while_it_lasts(
    cast: Cast, begins: int, ends: int | None, opens: bool
) -> None:
    today = timezone.localdate()
    mandate = Mandate.objects.get(person__user=cast.manager)
    mandate.valid_from = PartialDate.day(today + dt.timedelta(days=begins))
    if ends is not None:
        mandate.valid_until = PartialDate.day(today + dt.timedelta(days=ends))
    mandate.save()
    assert (cast.cluster.pk in scope_of(fresh(cast.manager)).managed_clusters) is opens


def test_a_president_is_a_fact_and_opens_nothing(db: None) -> None:
    cluster = make_cluster(network=make_network())
    assert scope_of(acting_as("president", cluster=cluster)) == Scope()


def test_someone_deactivated_answers_for_nothing(cast: Cast) -> None:
    cast.manager.is_active = False
    cast.manager.save()
    assert scope_of(fresh(cast.manager)) == NOBODY
