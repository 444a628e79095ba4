"""Subscribing: confirmed by whose address it is, ended by one click, told to nobody."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due
from fondaco.core.outbox.words import REFUSED
from fondaco.newsroom.actions import mailing, subscribing
from fondaco.newsroom.letters import CONFIRMING, confirm_url, end_url
from fondaco.newsroom.models import BulletinMail, Subscriber
from fondaco.newsroom.queries.subscribers import count_by_state, read_following
from fondaco.newsroom.vocabularies import BulletinState
from tests.conftest import Cast
from tests.factories import make_bulletin, make_subscriber

pytestmark = pytest.mark.django_db
BACKEND = "fondaco.accounts.backends.EmailBackend"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path(url: str) -> str:
    return url.removeprefix("http://localhost:8000")


def ask(client: Client, cast: Cast, email: str, **more: str) -> Any:
    data = {
        "email": email,
        "body": f"cluster-{cast.cluster.slug}",
        "language": "it",
        **more,
    }
    return client.post("/iscrizione/", data)


def test_a_link_in_a_mail_confirms(cast: Cast, client: Client) -> None:
    assert client.get("/iscrizione/").status_code == 200
    assert ask(client, cast, "Ada@Example.org")["Location"] == "/iscrizione/inviata/"
    assert client.get("/iscrizione/inviata/").status_code == 200
    one = Subscriber.objects.get()
    assert (one.address, one.confirmed_at) == ("ada@example.org", None)
    assert run_due() == ["done"]
    found = re.search(
        r"http://localhost:8000(/iscrizione/\S+)", str(mail.outbox[0].body)
    )
    assert found
    page = client.get(found[1])
    assert page["Referrer-Policy"] == "no-referrer"
    # Programs that look into mails open links.
    one.refresh_from_db()
    assert one.confirmed_at is None
    Client(enforce_csrf_checks=True).post(found[1])
    one.refresh_from_db()
    assert one.confirmed_at


def test_a_link_is_good_for_three_days(cast: Cast, client: Client) -> None:
    one = make_subscriber(cast.cluster, confirmed_at=None)
    link = path(confirm_url(one))
    early = timezone.now() - dt.timedelta(days=4)
    token = CONFIRMING.sign(one.uid)
    key, stamp, signature = token.split(":")
    assert (
        client.get(link.replace(signature, "x" * len(signature))).context["subscriber"]
        is None
    )
    Subscriber.objects.update(asked_at=early)
    assert subscribing.forget_unconfirmed() == 1
    assert client.get(link).context["subscriber"] is None
    assert stamp
    assert key == one.uid


def test_whether_an_address_is_known_is_told_to_nobody(
    cast: Cast, client: Client
) -> None:
    known = make_subscriber(
        cast.cluster, asked_at=timezone.now() - dt.timedelta(days=1)
    )
    answers = [
        ask(client, cast, address) for address in (known.address, "x@example.org")
    ]
    assert (
        len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
    )
    run_due()
    subjects = {one.to[0]: one.subject for one in mail.outbox}
    assert "già" in subjects[known.address]
    assert "Conferma" in subjects["x@example.org"]


def test_nobody_fills_the_mailbox_of_another(
    cast: Cast, client: Client, settings: Any
) -> None:
    for _time in range(3):
        ask(client, cast, "ada@example.org")
    run_due()
    assert len(mail.outbox) == 1
    ask(client, cast, "robot@example.org", website="https://spam.example")
    assert not Subscriber.objects.filter(address="robot@example.org").exists()
    settings.ACCOUNT_RATE_LIMITS = {"subscribe": "3/m/ip"}
    codes = [ask(client, cast, f"a{n}@example.org").status_code for n in range(4)]
    assert codes == [302, 302, 302, 429]


def test_what_is_wrong_is_said(cast: Cast, client: Client) -> None:
    page = ask(client, cast, "no address", body="cluster-nobody")
    assert set(page.context["form"].errors) == {"email", "body"}


def test_one_click_ends_it_and_nothing_stays(cast: Cast, client: Client) -> None:
    one = make_subscriber(cast.cluster)
    url = path(end_url(one))
    page = client.get(url)
    assert one.address not in page.content.decode()
    strict = Client(enforce_csrf_checks=True)
    for _time in range(2):
        done = strict.post(url, ONE_CLICK)
        assert (done.status_code, done.content) == (200, b"OK")
    assert not Subscriber.objects.exists()
    assert client.get(url).status_code == 200
    assert strict.post(url)["Location"] == url
    assert client.get(url.replace(":", "")).status_code == 404


def test_a_bulletin_goes_once_to_each(cast: Cast, client: Client) -> None:
    it, en = make_subscriber(cast.cluster), make_subscriber(cast.cluster, language="en")
    make_subscriber(cast.cluster, confirmed_at=None)
    make_subscriber(cast.cluster, bounced_at=timezone.now())
    make_subscriber(cast.other_cluster)
    make_subscriber(cast.network)
    draft = make_bulletin(cast.cluster, cast.network)
    with pytest.raises(ValidationError):
        mailing.send_bulletin(draft, actor=cast.manager, expected=2)
    bulletin = make_bulletin(
        cast.cluster,
        cast.network,
        state=BulletinState.PUBLISHED,
        body_it="## Uno\n\n**Due** [tre](/a/) & <b>\n",
    )
    client.force_login(cast.manager, backend=BACKEND)
    url = reverse("newsroom:bulletin_send", args=[bulletin.uid])
    assert client.get(url).context["number"] == 2
    assert client.post(url, {"expected": 3}).context["form"].errors
    assert client.post(url, {"expected": 2}).status_code == 302
    assert client.post(url, {"expected": 2}).context["form"].errors
    run_due()
    assert client.get(url).context["waiting"] == 0
    messages: dict[str, Any] = {one.to[0]: one for one in mail.outbox}
    assert sorted(messages) == sorted([it.address, en.address])
    message = messages[it.address]
    assert message.subject == bulletin.title_it
    assert "Due tre (http://localhost:8000/a/) & <b>" in message.body
    html = message.alternatives[0][0]
    assert "<strong>Due</strong>" in html
    assert "&amp; &lt;b&gt;" in html
    assert 'href="http://localhost:8000/a/"' in html
    assert f"/bollettini/{bulletin.slug_it}/" in html
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert Client().post(path(link), ONE_CLICK).content == b"OK"
    assert not Subscriber.objects.filter(pk=it.pk).exists()
    assert "/en/bulletins/" in messages[en.address].body
    for one in BulletinMail.objects.all():
        mailing.deliver(one.pk)
    run_due()
    assert len(mail.outbox) == 2
    assert count_by_state(bulletin) == {"handed_over": 2}


def test_who_left_meanwhile_gets_nothing_and_what_waits_is_kept_back(
    cast: Cast, client: Client
) -> None:
    one, _other = (make_subscriber(cast.cluster) for _ in range(2))
    bulletin = make_bulletin(cast.cluster, cast.network, state=BulletinState.PUBLISHED)
    mailing.send_bulletin(bulletin, actor=cast.manager)
    subscribing.end_subscription(one.uid)
    assert mailing.deliver(BulletinMail.objects.get(subscriber=None).pk)
    client.force_login(cast.manager, backend=BACKEND)
    cancel = reverse("newsroom:bulletin_cancel", args=[bulletin.uid])
    assert client.get(cancel).context["waiting"] == 1
    client.post(cancel)
    run_due()
    assert mail.outbox == []
    assert count_by_state(bulletin) == {"left_out": 1, "cancelled": 1}


def test_a_test_goes_to_oneself(cast: Cast, client: Client) -> None:
    draft = make_bulletin(cast.cluster, cast.network)
    client.force_login(cast.manager, backend=BACKEND)
    client.post(reverse("newsroom:bulletin_test", args=[draft.uid]))
    run_due()
    assert [one.to for one in mail.outbox] == [[cast.manager.email]] * 2


def test_what_the_server_refuses_is_written_to_no_more(cast: Cast) -> None:
    one = make_subscriber(cast.cluster)
    bulletin = make_bulletin(cast.cluster, cast.network, state=BulletinState.PUBLISHED)
    mailing.send_bulletin(bulletin, actor=cast.manager)
    mailing.deliver(BulletinMail.objects.get().pk)
    OutboxEntry.objects.filter(key__startswith="bulletin-mail:").update(
        state=OutboxEntry.State.FAILED, last_error=f"{REFUSED} 550 User unknown"
    )
    assert (mailing.note_refused(), mailing.note_refused()) == (1, 0)
    one.refresh_from_db()
    assert one.bounced_at
    assert count_by_state(bulletin) == {"refused": 1}
    subscribing.confirm(one)
    one.refresh_from_db()
    assert one.bounced_at is None


def test_managers_see_numbers_of_their_own(cast: Cast, client: Client) -> None:
    one = make_subscriber(cast.cluster)
    make_subscriber(cast.cluster, language="en", confirmed_at=None)
    other = make_subscriber(cast.other_cluster)
    (found,) = read_following(cast.manager)
    assert (found.body, found.confirmed, found.italian, found.waiting) == (
        cast.cluster,
        1,
        1,
        1,
    )
    url = reverse("newsroom:subscriber_numbers")
    client.force_login(cast.manager, backend=BACKEND)
    assert one.address not in client.get(url).content.decode()
    for address in (one.address.upper(), other.address, "nobody@example.org"):
        client.post(url, {"email": address})
    marked = Subscriber.objects.exclude(bounced_at=None)
    assert list(marked) == [one]
    client.force_login(cast.participant, backend=BACKEND)
    assert client.get(url).status_code == 404
