"""Addresses that are told of changes: signed, tried again, of what their owner sees."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.accounts.models import User, Webhook
from fondaco.accounts.webhooks import MOST, make_webhook, try_webhook
from fondaco.core.actions import delete_record, save_record
from fondaco.core.calling import RefusedAddressError, check_address, find_address
from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due
from tests.conftest import Cast
from tests.factories import make_organisation

PASSWORD_FIELD = {"password": "correct horse battery staple"}


class Listener:
    """A program that listens, and answers as it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        listener = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                listener.calls.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/told"

    @property
    def told(self) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in json.loads(body).items() if key != "at"}
            for _headers, body in self.calls
        ]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def listening(user: User, listener: Listener, *types: str) -> Webhook:
    return make_webhook(user, url=listener.url, types=types)


def test_a_change_is_told_signed_and_without_its_words(
    cast: Cast, listener: Listener
) -> None:
    webhook = listening(cast.manager, listener, "organisations")
    cast.member.city = "Brescia"
    save_record(cast.member, actor=cast.manager)
    save_record(cast.cluster, actor=cast.manager)
    assert listener.calls == []
    run_due()
    ((headers, body),) = listener.calls
    said = {"event": "changed", "type": "organisations", "ids": [cast.member.uid]}
    assert listener.told == [said]
    sent = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    mark = base64.b64encode(hmac.new(key, sent, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mark}"
    webhook.refresh_from_db()
    assert webhook.answer == "200 OK"


def test_nobody_is_told_of_what_they_may_not_see(
    cast: Cast, listener: Listener
) -> None:
    listening(cast.other_manager, listener)
    save_record(cast.member, actor=cast.manager)
    delete_record(make_organisation(is_published=False), actor=cast.manager)
    run_due()
    assert listener.calls == []
    shown = make_organisation(is_published=True)
    uid = shown.uid
    delete_record(shown, actor=cast.administrator)
    run_due()
    assert [(one["event"], one["ids"]) for one in listener.told] == [("deleted", [uid])]


def test_what_is_not_taken_is_tried_again_under_the_same_number(
    cast: Cast, listener: Listener
) -> None:
    webhook = listening(cast.manager, listener)
    listener.status = 503
    save_record(cast.member, actor=cast.manager)
    run_due()
    entry = OutboxEntry.objects.get()
    assert entry.state == OutboxEntry.State.WAITING
    assert "503" in entry.last_error
    listener.status = 200
    OutboxEntry.objects.update(due_at=entry.created_at)
    run_due()
    first, second = (headers["webhook-id"] for headers, _body in listener.calls)
    assert first == second
    webhook.refresh_from_db()
    assert webhook.answer.startswith("200")


def test_what_fails_for_good_is_for_the_administrator_to_see(
    cast: Cast, listener: Listener, client: Client
) -> None:
    listening(cast.manager, listener)
    listener.status = 500
    save_record(cast.member, actor=cast.manager)
    for _attempt in range(8):
        OutboxEntry.objects.update(due_at="2020-01-01T00:00Z")
        run_due()
    assert OutboxEntry.objects.get().state == OutboxEntry.State.FAILED
    client.force_login(cast.administrator)
    assert "organisations changed" in client.get(reverse("portal:jobs")).text


def test_an_address_that_asks_for_no_more_is_left_alone_until_tried_again(
    cast: Cast, listener: Listener
) -> None:
    webhook = listening(cast.manager, listener)
    listener.status = 410
    save_record(cast.member, actor=cast.manager)
    save_record(cast.member, actor=cast.manager)
    run_due()
    assert len(listener.calls) == 1
    listener.status = 200
    assert try_webhook(cast.manager, webhook.uid)
    run_due()
    assert listener.told[-1]["event"] == "test"
    webhook.refresh_from_db()
    assert webhook.is_active


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org",
        "http://example.org",
        "https://user:word@example.org",
        "https://example.org:99999/",
        "file:///etc/passwd",
    ],
)
def test_in_production_only_plain_public_addresses_are_called(
    settings: Any, url: str
) -> None:
    settings.PRODUCTION = True
    with pytest.raises(RefusedAddressError):
        check_address(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
def test_no_call_leads_into_the_house(settings: Any, host: str) -> None:
    settings.PRODUCTION = True
    with pytest.raises(RefusedAddressError):
        find_address(host, 443)


def test_one_keeps_ones_own_webhooks_on_the_page_of_ones_account(
    cast: Cast, client: Client, listener: Listener
) -> None:
    client.force_login(cast.manager)
    client.post(reverse("account_reauthenticate"), PASSWORD_FIELD)
    wrong = client.post(reverse("account_webhook"), {"url": "ftp://example.org"})
    assert wrong.context["form"].errors["url"]
    sent = {"url": listener.url, "types": ["organisations"]}
    made = client.post(reverse("account_webhook"), sent)
    webhook = Webhook.objects.get()
    page = reverse("account_webhook_made", args=[webhook.uid])
    assert made["Location"] == page
    assert webhook.secret in client.get(page).text
    assert listener.url in client.get(reverse("account_page")).text
    client.post(page, {"press": "try"})
    run_due()
    assert len(listener.calls) == 1
    other = Client()
    other.force_login(cast.administrator)
    other.post(reverse("account_reauthenticate"), PASSWORD_FIELD)
    assert other.get(page).status_code == 404
    client.post(page, {"press": "remove"})
    assert not Webhook.objects.exists()


def test_nobody_heaps_webhooks(cast: Cast, client: Client, listener: Listener) -> None:
    for _number in range(MOST):
        listening(cast.manager, listener)
    client.force_login(cast.manager)
    client.post(reverse("account_reauthenticate"), PASSWORD_FIELD)
    answer = client.post(reverse("account_webhook"), {"url": listener.url})
    assert str(MOST) in str(answer.context["form"].non_field_errors())
