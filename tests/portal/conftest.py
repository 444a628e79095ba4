"""The shipped network, loaded once for the tests of a module that only add to it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from fondaco.portal.loading.network import load_network


@pytest.fixture(scope="module")
def shipped_9ctl(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Around each test's own transaction there is this one, which is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_network("9ctl")
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
