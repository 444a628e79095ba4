"""What administrators see of the jobs, and settle."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from fondaco.core.models import OutboxEntry, WorkerSign
from fondaco.core.outbox import run_due
from tests.conftest import Cast
from tests.core.outbox.test_running import enqueue


@pytest.fixture
def page(cast: Cast, client: Client) -> str:
    client.force_login(cast.administrator)
    with override("en"):
        return reverse("portal:jobs")


def text(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_a_quiet_installation_says_so(client: Client, page: str) -> None:
    shown = text(client, page)
    assert "Nothing went wrong. What waits is done by itself." in shown
    assert "No backups are made" in shown
    assert "htmx" not in shown
    with override("it"):
        assert "Nessun problema." in text(client, reverse("portal:jobs"))


def test_without_a_worker_what_waits_is_a_warning(client: Client, page: str) -> None:
    enqueue("test", {})
    assert "None has been seen yet. 1 job waits for it." in text(client, page)
    WorkerSign.objects.create(name="w", seen_at="2026-01-02T10:00Z")
    assert "The last one was seen on" in text(client, page)
    WorkerSign.objects.update(seen_at=timezone.now())
    shown = text(client, page)
    assert "No worker is running" not in shown
    assert 'hx-trigger="every 3s"' in shown


def test_what_failed_is_tried_again_or_given_up(client: Client, page: str) -> None:
    failed = enqueue("test", {"useless": "The <b>harbour</b> is closed."})
    doubtful = enqueue("test", {"leave": True, "error": "silence"})
    run_due()
    shown = text(client, page)
    assert "2 jobs did not go well: decide what becomes of them." in shown
    assert "The &lt;b&gt;harbour&lt;/b&gt; is closed." in shown
    assert "Send it again" in shown

    def settle(what: str) -> list[str]:
        answer = client.post(page, {"settle": what}, follow=True)
        assert answer.redirect_chain[-1][0].endswith("/jobs/")
        return [str(message) for message in answer.context["messages"]]

    assert settle(f"again {failed.pk}") == ["It will be tried again in a moment."]
    assert settle(f"drop {doubtful.pk}") == ["It was given up."]
    nothing = ["There was nothing left to decide about it."]
    assert settle(f"drop {doubtful.pk}") == nothing
    assert settle("again " + "9" * 40) == nothing
    assert settle("again ²") == nothing
    run_due()
    assert settle("all") == ["All that failed will be tried again."]
    states = OutboxEntry.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["waiting", "dropped"]


@pytest.mark.parametrize("number", [1, 60])
def test_the_page_takes_few_queries(
    client: Client, page: str, number: int, django_assert_max_num_queries
) -> None:
    for _each in range(number):
        enqueue("test", {"useless": "no"})
    run_due()
    for _each in range(number):
        enqueue("test", {})
    with django_assert_max_num_queries(9):
        client.get(page)


def test_nobody_else_finds_the_page(cast: Cast, client: Client, page: str) -> None:
    client.force_login(cast.coordinator)
    assert client.get(page).status_code == 404
    assert client.post(page, {"settle": "all"}).status_code == 404
