"""Two who decide in the same instant; on SQLite one of them always waits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from fondaco.accounts.models import User
from fondaco.activities.models import Activity
from fondaco.core.models import Citation, Source
from fondaco.newsroom.actions.confirming import confirm_finding
from fondaco.newsroom.models import Finding
from tests.conftest import Cast
from tests.newsroom.confirming.findings import make_finding, make_reading

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" in settings.DATABASES["default"]["ENGINE"],
        reason="the tests' SQLite lives in memory, which threads do not share",
    ),
]
WORDS = {"title": "Pollutec"}


def confirm_at_once(findings: list[Finding], actor: User) -> list[str]:
    together = Barrier(len(findings))

    def confirm(finding: Finding) -> str:
        together.wait(timeout=30)
        try:
            confirm_finding(finding, actor=actor)
        except ValidationError as error:
            return " ".join(error.messages)
        finally:
            connection.close()
        return "confirmed"

    with ThreadPoolExecutor(len(findings)) as threads:
        return sorted(threads.map(confirm, findings))


def test_of_two_who_confirm_the_same_one_has_decided(cast: Cast) -> None:
    finding = make_finding(make_reading(cast.cluster, cast.network), words=WORDS)
    said = confirm_at_once([finding, finding], cast.manager)
    assert said[1] == "confirmed"
    assert said[0] != "confirmed"
    assert Activity.objects.count() == 1


def test_two_findings_of_a_text_cite_the_same_source(cast: Cast) -> None:
    reading = make_reading(cast.cluster, cast.network)
    findings = [
        make_finding(reading, words=WORDS, title=title)
        for title in ("Pollutec", "Ecomondo", "Green Days", "SPS")
    ]
    said = confirm_at_once(findings, cast.manager)
    assert said == ["confirmed"] * 4
    assert Activity.objects.count() == 4
    source = Source.objects.get()
    assert set(Citation.objects.values_list("source", flat=True)) == {source.pk}
