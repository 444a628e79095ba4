"""One's own account: name, e-mail, password, sessions."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override
from pytest_django.fixtures import Settings

from fondaco.accounts.models import SignIn, User
from fondaco.accounts.queries import device_in_words
from fondaco.core.models import OutboxEntry
from tests.accounts.test_second_factor import is_in, proven, sign_in
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def test_name_and_language_are_ones_own(client: Client) -> None:
    user = make_user(name="Ada")
    client.force_login(user)
    form = {"name": "Ada Rossi", "language": "it", "is_superuser": "on"}
    answer = client.post(reverse("account_profile"), form)
    with override("it"):
        assert answer.headers["Location"] == reverse("account_page")
    user.refresh_from_db()
    assert (user.name, user.language, user.is_superuser) == ("Ada Rossi", "it", False)
    assert user.history.first().history_user == user


def new_email(client: Client, email: str = "new@example.org") -> None:
    client.post(reverse("account_email_change"), {"email": email})


def latest_link() -> str:
    entry = OutboxEntry.objects.order_by("pk").last()
    assert entry is not None
    return re.findall(r"https?://\S+", entry.payload["text"])[0]


def test_a_new_e_mail_counts_once_its_link_is_opened_and_confirmed(
    client: Client, settings: Settings
) -> None:
    user = make_user(email="old@example.org", language="en")
    new_email(proven(client, user))
    link = latest_link()
    assert link.startswith(settings.BASE_URL.geturl())
    other = Client()
    assert "new@example.org" in other.get(link).content.decode()
    user.refresh_from_db()
    assert user.email == "old@example.org", "looking changes nothing"
    other.post(link)
    user.refresh_from_db()
    assert user.email == "new@example.org"
    to = [entry.payload["to"] for entry in OutboxEntry.objects.order_by("pk")]
    assert to == [["new@example.org"], ["old@example.org"]]
    assert "no longer good" in other.post(link).content.decode()


def test_an_address_that_is_taken_is_told_to_nobody(client: Client) -> None:
    make_user(email="taken@example.org")
    proven(client, make_user())
    pages = []
    for email in ("TAKEN@example.org", "free@example.org"):
        answer = client.post(
            reverse("account_email_change"), {"email": email}, follow=True
        )
        pages.append("A message is on its way" in answer.content.decode())
    assert pages == [True, True]
    assert [e.payload["to"] for e in OutboxEntry.objects.all()] == [
        ["free@example.org"]
    ]


@pytest.mark.parametrize("key", ["x", "WzEsIDFd:1:2"])
def test_a_forged_link_is_refused(client: Client, key: str) -> None:
    url = reverse("account_email_confirm", kwargs={"key": key})
    assert "no longer good" in client.post(url).content.decode()


def test_what_is_sensitive_asks_for_the_password_again(client: Client) -> None:
    sign_in(client, make_user())
    asked = client.get(reverse("account_email_change")).headers["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    wrong = client.post(asked, {"password": "not this one"})
    assert wrong.status_code == 200
    right = client.post(asked, {"password": PASSWORD})
    assert right.headers["Location"] == reverse("account_email_change")


def test_one_sees_where_one_is_signed_in_and_signs_out_there(client: Client) -> None:
    user = make_user()
    here, there, third = client, Client(headers={"User-Agent": FIREFOX}), Client()
    for one in (here, there, third):
        sign_in(one, user)
    stranger = Client()
    sign_in(stranger, make_user())
    page = here.get(reverse("account_page")).content.decode()
    assert "Firefox on Linux" in page
    assert page.count("this one") == 1
    known = {s.session_key: s.pk for s in UserSession.objects.all()}
    ending = reverse("account_sessions")
    here.post(ending, {"session": known[stranger.session.session_key]})
    here.post(ending, {"session": "none"})
    here.post(ending, {"session": known[there.session.session_key]})
    assert [is_in(c) for c in (here, there, third, stranger)] == [
        True,
        False,
        True,
        True,
    ]
    here.post(ending)
    assert [is_in(c) for c in (here, third, stranger)] == [True, False, True]


def test_a_new_password_ends_the_other_sessions(client: Client) -> None:
    user = make_user()
    other = Client()
    for one in (client, other):
        sign_in(one, user)
    new = "a completely other staple"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    desk = reverse("portal:desk")
    assert (client.get(desk).status_code, other.get(desk).status_code) == (200, 302)


def test_signing_in_changes_the_number_of_the_session(client: Client) -> None:
    client.get(reverse("oidc_callback"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    sign_in(client, make_user())
    assert client.session.session_key != planted


def test_being_here_is_noted_every_five_minutes(client: Client) -> None:
    sign_in(client, make_user())
    UserSession.objects.update(ip="192.0.2.1")
    client.get(reverse("account_page"))
    assert UserSession.objects.get().ip == "192.0.2.1"
    session = client.session
    session["seen_at"] -= 301
    session.save()
    client.get(reverse("account_page"))
    assert UserSession.objects.get().ip == "127.0.0.1"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU) Version/18 Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari Edg/140", "Edge on Windows"),
        ("curl/8", "unknown device"),
        ("<script>Android", "Android"),
    ],
)
def test_a_device_is_told_in_words(said: str, words: str) -> None:
    assert device_in_words(said) == words


def storm(client: Client, email: str, times: int, **extra: Any) -> list[str]:
    """What each try of a wrong password is told."""
    told = []
    for _try in range(times):
        data = {"login": email, "password": "wrong"}
        page = client.post(reverse("account_login"), data, **extra)
        errors = page.context["form"].errors.get("__all__", [""])
        told.append(errors[0][:10])
    return told


def test_a_storm_of_sign_ins_locks_the_address_and_not_the_person(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "1000/m/ip",
        "login_failed": "1000/m/ip,5/300s/key",
        "login_failed_anywhere": "200/3600s/key",
    }
    user = make_user()
    with caplog.at_level(logging.WARNING, "fondaco.security"):
        told = storm(client, user.email, 100)
    assert told == ["The e-mail"] * 5 + ["Too many a"] * 95
    assert storm(Client(), "nobody@example.org", 6) == ["The e-mail"] * 5 + [
        "Too many a"
    ], "an address without an account is answered alike"
    page = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}
    )
    assert "Wait five minutes" in page.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    sign_in(elsewhere, user)
    assert is_in(elsewhere)
    assert caplog.text.count("too many sign-ins") == 97
    assert caplog.text.count("wrong e-mail or password") == 10
    assert "wrong'" not in caplog.text, "no password is logged"


def test_many_addresses_together_have_a_limit_of_their_own(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed_anywhere": "3/3600s/key"}
    user = make_user()
    for number in range(3):
        storm(Client(REMOTE_ADDR=f"192.0.2.{number}"), user.email, 1)
    assert storm(Client(REMOTE_ADDR="192.0.2.7"), user.email, 1) == ["Too many a"]


def test_attempts_are_counted_in_one_table_for_all_processes(
    settings: Settings, client: Client
) -> None:
    table = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
    }
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/300s/key"}
    user = make_user()
    told = []
    for _process in range(5):
        # Set anew, it forgets all that a process would hold in its own memory.
        settings.CACHES = {"default": table}
        told += storm(Client(), user.email, 1)
    assert told == ["The e-mail"] * 3 + ["Too many a"] * 2


def test_sign_ins_are_kept_for_the_administrator(client: Client) -> None:
    user = make_user()
    sign_in(Client(headers={"User-Agent": FIREFOX}), user)
    (one,) = SignIn.objects.all()
    assert (one.user, one.ip, one.device, one.method) == (
        user,
        "127.0.0.1",
        "Firefox on Linux",
        "password",
    )
    SignIn.objects.bulk_create([SignIn(user=user, device="x") for _ in range(120)])
    sign_in(Client(), user)
    assert SignIn.objects.count() == 100
    client.force_login(make_user(is_superuser=True))
    page = client.get(reverse("accounts:user_manage")).content.decode()
    when = localtime(User.objects.get(pk=user.pk).last_login)
    assert date_format(when, "SHORT_DATETIME_FORMAT") in page


def test_a_post_without_a_token_is_refused_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = Client(enforce_csrf_checks=True)
    for name in ("account_login", "oidc_login", "account_sessions"):
        assert client.post(reverse(name)).status_code == 403
    assert caplog.text.count("no valid token") == 3


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil", "javascript:x"]
)
def test_proving_again_leads_nobody_away(client: Client, address: str) -> None:
    sign_in(client, make_user())
    answer = client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": address}
    )
    assert "evil" not in answer.headers["Location"]
    assert not answer.headers["Location"].startswith("javascript")


def test_a_forged_host_gets_no_page(client: Client) -> None:
    answer = client.get(reverse("account_login"), headers={"host": "evil.example"})
    assert answer.status_code == 400
