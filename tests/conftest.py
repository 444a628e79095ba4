"""The cast of the permission tests, and what every test may rely on."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from fondaco.accounts.models import User
from fondaco.registry.models import Cluster, Network, Organisation
from tests.factories import (
    make_cluster,
    make_mandate,
    make_membership,
    make_network,
    make_organisation,
    make_person,
    make_user,
)
from tests.migrated import copied_before, filled_before

# The database's first touch is slow on a busy machine; the examples are not.
hypothesis_settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,
    database=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
    ],
)
hypothesis_settings.load_profile("house")


DATABASE = {"db", "transactional_db", "django_db_setup"}
# Pages and loads whose queries are those of the other tests; `WHOLE=1` runs them, too.
ALIKE = re.compile(
    r"tests/(accounts|portal/open_data|presence/(exports|pages|management)|web/records)/"
    r"|tests/portal/test_(cluster|demonstration|generated|home|load|network|organis)"
    r"|tests/portal/test_(pages|privacy|prog|records|sitemap|sources)"
    r"|tests/newsroom/confirming/test_(correcting|facts|linking|pages|proposing)"
    r"|tests/(funding|presence)/test_views|tests/activities/test_calendar_page"
)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """On the second database run only what asks one: the rest has no other answer.

    Every page for everybody opens there too, but for the walks from address to address:
    those ask who may, not what the database says.

    Fifty examples of one property, or every page for everybody, go again and again over
    lines that tests of their own cover: to measure them takes longer than to run them.
    """
    for item in items:
        again = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if again or item.get_closest_marker("walk"):
            item.add_marker("no_cover")
    # The longest first, so that no worker is left with one of them alone at the end.
    items.sort(key=lambda item: item.get_closest_marker("walk") is None)
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        return
    asking: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        walks = item.get_closest_marker("walk") is not None
        asks = _asks_the_database(item) and not walks and not _is_alike(item)
        (asking if asks else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = asking


def _is_alike(item: pytest.Item) -> bool:
    return "WHOLE" not in os.environ and ALIKE.match(item.nodeid) is not None


def _asks_the_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or not DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def kept_tables(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[ExitStack]:
    """Open until the tests' database is: what it holds is then kept, or found."""
    with ExitStack() as until_set_up:
        if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
            name = connection.creation._get_test_db_name()
            until_set_up.enter_context(filled_before(name))
        else:
            with django_db_blocker.unblock():
                until_set_up.enter_context(copied_before())
        yield until_set_up


@pytest.fixture(scope="session")
def django_db_setup(
    kept_tables: ExitStack, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        kept_tables.close()


@pytest.fixture(autouse=True)
def _a_day_like_the_first() -> Iterator[None]:
    """No test inherits the cache or the language of another."""
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield


def acting_as(kind: str, **scope: object) -> User:
    """Somebody who signs in and holds one office."""
    user = make_user(name=kind)
    make_mandate(make_person(user=user), kind, **scope)
    return user


@dataclass(frozen=True)
class Cast:
    """One network of two clusters, and everyone who has to do with them."""

    network: Network
    cluster: Cluster
    other_cluster: Cluster
    member: Organisation
    administrator: User
    coordinator: User
    manager: User
    other_manager: User
    member_contact: User
    participant: User
    stranger: AbstractBaseUser | None = None


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    network = make_network()
    cluster, other = make_cluster(network=network), make_cluster(network=network)
    member = make_organisation(is_published=False, maintained_by=cluster)
    make_membership(cluster, member)
    return Cast(
        network=network,
        cluster=cluster,
        other_cluster=other,
        member=member,
        administrator=make_user(is_superuser=True),
        coordinator=acting_as("network_coordinator", network=network),
        manager=acting_as("cluster_manager", cluster=cluster),
        other_manager=acting_as("cluster_manager", cluster=other),
        member_contact=acting_as("member_contact", organisation=member),
        participant=make_user(),
    )


@pytest.fixture
def on_sqlite() -> bool:
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]
