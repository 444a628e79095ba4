"""A manager before what a text tells, and the shipped network."""

import pytest
from django.test import Client

from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from tests.conftest import Cast
from tests.newsroom.confirming.findings import make_finding, make_part, make_reading
from tests.portal.conftest import shipped_9ctl

__all__ = ["shipped_9ctl"]
WORDS = {"title": "Pollutec", "start": "2016"}


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.manager)
    return client


@pytest.fixture
def told(cast: Cast) -> Finding:
    finding = make_finding(make_reading(cast.cluster, cast.network), words=WORDS)
    make_part(finding, FindingKind.PLACE, "a Lione")
    make_part(finding, FindingKind.ROLE, cluster=cast.cluster.slug)
    return finding
