"""Tests of presence read English, unless an address or a test says otherwise."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.portal.conftest import shipped_9ctl

__all__ = ["shipped_9ctl"]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield
