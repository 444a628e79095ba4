"""Who signs in, who does not, and how a forgotten password is replaced."""

import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from fondaco.core.outbox import run_due
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEXT = "/en/anywhere/"
LIMITS = {"login": "1000/m/ip", "login_failed": "3/300s/key"}


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    data = {"login": email, "password": password, "next": NEXT} | more
    return client.post(reverse("account_login"), data)


def test_a_person_signs_in_and_goes_where_they_meant_to_go(client):
    response = sign_in(client, make_user().email)

    assert response.headers["Location"] == NEXT
    assert "_auth_user_id" in client.session


def test_the_e_mail_may_be_typed_in_any_case(client):
    make_user(email="ada@example.org")

    assert sign_in(client, " ADA@example.org ").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"],
)
def test_nobody_is_led_to_another_site(client, settings, address):
    settings.LOGIN_REDIRECT_URL = "/en/desk/"

    response = sign_in(client, make_user().email, next=address)

    assert response.headers["Location"] == "/en/desk/"


@pytest.mark.parametrize(
    "overrides", [{"is_active": False}, {"is_demonstration": True}]
)
def test_suspended_and_demonstration_accounts_read_like_a_wrong_password(
    client, settings, overrides
):
    settings.DEMONSTRATION = False
    refused = sign_in(client, make_user(**overrides).email)
    wrong = sign_in(client, make_user().email, "not this one")
    unknown = sign_in(client, "nobody@example.org")

    assert [r.status_code for r in (refused, wrong, unknown)] == [200, 200, 200]
    assert (
        refused.context["form"].errors
        == wrong.context["form"].errors
        == unknown.context["form"].errors
    )
    assert "_auth_user_id" not in client.session


def test_a_refusal_says_what_to_do(client):
    page = sign_in(client, make_user().email, "not this one").content.decode()

    assert "The e-mail or the password is not right." in page
    assert 'role="alert"' in page


def test_too_many_attempts_are_told_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    user = make_user()
    for _attempt in range(3):
        sign_in(client, user.email, "not this one")

    page = sign_in(client, user.email).content.decode()

    assert "Too many attempts with this e-mail." in page


def test_too_many_requests_have_a_page_of_the_house(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "a@example.org")

    response = sign_in(client, "a@example.org")

    assert response.status_code == 429
    assert "<h1>Too many requests</h1>" in response.content.decode()
    assert '<html lang="en">' in response.content.decode()


def test_no_page_offers_to_register(client):
    page = client.get(reverse("account_login")).content.decode().lower()

    assert "sign up" not in page
    assert "signup" not in page


def test_the_page_lists_demonstration_accounts_only_where_there_are_any(client):
    make_user(email="real@example.org")
    without = client.get(reverse("account_login")).content.decode()
    make_user(email="demo@example.org", name="Cluster manager", is_demonstration=True)
    with_one = client.get(reverse("account_login")).content.decode()

    assert "fondaco-demo-2016" not in without
    assert "demo@example.org" in with_one
    assert "Cluster manager" in with_one
    assert "real@example.org" not in with_one


def test_production_does_not_list_demonstration_accounts(client, settings):
    settings.DEMONSTRATION = False
    make_user(email="demo@example.org", is_demonstration=True)

    assert "demo@" not in client.get(reverse("account_login")).content.decode()


def test_looking_at_the_sign_out_page_signs_nobody_out(client):
    client.force_login(make_user())

    page = client.get(reverse("account_logout")).content.decode()

    assert "_auth_user_id" in client.session
    assert '<form method="post"' in page


def test_signing_out_takes_a_post(client, settings):
    settings.ACCOUNT_LOGOUT_REDIRECT_URL = "/en/"
    client.force_login(make_user())

    response = client.post(reverse("account_logout"))

    assert response.headers["Location"] == "/en/"
    assert "_auth_user_id" not in client.session


def ask_for_link(client: Client, email: str) -> str:
    response = client.post(reverse("account_reset_password"), {"email": email})
    assert response.headers["Location"] == reverse("account_reset_password_done")
    run_due()
    return mail.outbox[-1].body if mail.outbox else ""


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("it", "[Fondaco] Scegli una nuova password"),
        ("en", "[Fondaco] Choose a new password"),
    ],
)
def test_the_mail_speaks_its_readers_language_and_leads_to_our_address(
    client, settings, language, subject
):
    user = make_user(name="Ada Rossi", language=language)

    body = ask_for_link(client, user.email)

    link = re.findall(r"https?://\S+", body)[0]
    assert mail.outbox[0].subject == subject
    assert mail.outbox[0].to == [user.email]
    assert link.startswith(settings.BASE_URL.geturl())
    assert ("/en/" in link) == (language == "en")


def test_the_links_host_is_not_the_senders_to_choose(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        reverse("account_reset_password"),
        {"email": make_user().email},
        headers={"host": "evil.example"},
    )
    run_due()

    assert "evil.example" not in mail.outbox[0].body


def test_a_forgotten_password_is_replaced(client):
    user = make_user(language="en")
    link = re.findall(r"https?://\S+", ask_for_link(client, user.email))[0]

    form = client.get(link, follow=True)
    new = "a completely other staple"
    done = client.post(
        form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True
    )

    assert "<h1>Password changed</h1>" in done.content.decode()
    assert sign_in(client, user.email, new).status_code == 302
    used = client.get(link, follow=True).content.decode()
    assert "<h1>This link is no longer good</h1>" in used


def test_a_stranger_learns_nothing_from_asking_for_a_link(client):
    ask_for_link(client, "nobody@example.org")

    assert mail.outbox == []


def test_a_password_is_changed_by_who_knows_it(client, settings):
    settings.LOGIN_REDIRECT_URL = "/en/desk/"
    user = make_user()
    client.force_login(user)
    new = "a completely other staple"
    change = reverse("account_change_password")

    wrong = client.post(
        change, {"oldpassword": "no", "password1": new, "password2": new}
    )
    right = client.post(
        change, {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert "This is not your present password." in wrong.content.decode()
    assert right.headers["Location"] == reverse("account_page")
    user.refresh_from_db()
    assert user.check_password(new)


def test_a_demonstration_account_keeps_the_password_that_all_know(client, settings):
    settings.LOGIN_REDIRECT_URL = "/en/"
    user = make_user(is_demonstration=True)
    client.force_login(user)
    new = "a completely other staple"

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        follow=True,
    )

    assert "Demonstration accounts keep their password." in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_has_no_password_is_sent_a_link(client):
    user = make_user(password=None)
    client.force_login(user)

    response = client.get(reverse("account_change_password"))

    assert response.headers["Location"] == reverse("account_reset_password")


def test_changing_a_password_asks_a_stranger_to_sign_in(client):
    change = reverse("account_change_password")

    response = client.get(change)

    assert response.headers["Location"] == f"{reverse('account_login')}?next={change}"


NAMES = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_reads_in_both_languages(client, name, language):
    with override(language):
        response = client.get(reverse(name))

    assert f'<html lang="{language}">' in response.content.decode()


@given(login=st.text(), password=st.text(), following=st.text())
def test_whatever_is_typed_is_answered(client, login, password, following):
    data = {"login": login, "password": password, "next": following}

    assert client.post(reverse("account_login"), data).status_code == 200


@given(st.text(st.characters(codec="ascii"), min_size=1), st.text(min_size=1))
def test_whatever_link_is_followed_is_answered(client, user, token):
    beyond_any_number = client.get("/en/password/reset/zzzzzzzzzzzzz-x/")
    anything = client.get(f"/en/password/reset/{quote(user)}-{quote(token)}/")

    assert beyond_any_number.status_code == 200
    assert anything.status_code in {200, 301, 302, 404}


@pytest.mark.parametrize("known", [True, False])
def test_a_mail_that_cannot_leave_tells_nobody_who_has_an_account(
    client: Client, settings: Settings, known: bool
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    user = make_user()
    email = user.email if known else "nobody@example.org"
    answer = client.post(reverse("account_reset_password"), {"email": email})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    # The worker tries again later.
    assert run_due() == ["waiting"] * known
