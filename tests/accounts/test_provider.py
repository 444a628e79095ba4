"""Sign-in by OpenID Connect, walked against a provider on localhost."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.fixtures import Settings

from fondaco.accounts.models import SignIn, User
from fondaco.registry.scope import scope_of
from tests.accounts.identity_provider import CLIENT, SECRET, Provider, running
from tests.conftest import Cast
from tests.factories import PASSWORD, make_user
from tests.registry.test_invitations import GUEST, invite, latest_link

pytestmark = pytest.mark.django_db
EMAIL = "ada@example.org"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running() as one:
        settings.OIDC = {
            "provider_id": "oidc",
            "name": "OpenID Connect",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": one.issuer, "origin": one.issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [settings.OIDC]}
        }
        yield one


def leave(client: Client, **values: str) -> Any:
    return client.post(reverse("oidc_login"), values)


def walk(client: Client, provider: Provider, **values: str) -> Any:
    """There, and back to where the visitor ends."""
    there = leave(client, **values).headers["Location"]
    assert there.startswith(f"{provider.issuer}/authorize?")
    back = urlsplit(provider.authorize(urlsplit(there).query))
    with override("en"):
        return client.get(f"{back.path}?{back.query}", follow=True)


def signed_in(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def known(provider: Provider, **claims: Any) -> User:
    provider.claims |= {"email": EMAIL, "email_verified": True} | claims
    return make_user(email=EMAIL)


def test_a_verified_e_mail_finds_the_account_and_links_it(
    client: Client, provider: Provider, settings: Settings
) -> None:
    user = known(provider)
    page = walk(client, provider, next="/en/calendar/")

    assert page.redirect_chain[-1][0] == "/en/calendar/"
    assert signed_in(client) == str(user.pk)
    assert [(a.uid, a.user) for a in SocialAccount.objects.all()] == [("ada", user)]
    assert SignIn.objects.get().method == "socialaccount"
    user.refresh_from_db()
    assert user.check_password(PASSWORD), "the password stays"

    # From now on the identity is enough, whatever its e-mail.
    provider.claims |= {"email": "other@example.org", "email_verified": False}
    again = Client()
    walk(again, provider)
    assert signed_in(again) == str(user.pk)


def test_the_way_there_names_our_own_address_and_no_other(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    answer = client.post(
        reverse("oidc_login"),
        {"next": "https://evil.example/"},
        headers={"host": "evil.example"},
    )
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == ["http://localhost:8000/oidc/callback/"]
    assert asked["code_challenge_method"] == ["S256"]
    known(provider)
    page = walk(client, provider, next="https://evil.example/")
    assert page.redirect_chain[-1][0] == reverse("portal:desk")


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {"email": "nobody@example.org"}]
)
def test_no_account_is_made_or_taken_by_signing_in(
    client: Client,
    provider: Provider,
    caplog: pytest.LogCaptureFixture,
    claims: dict[str, Any],
) -> None:
    known(provider, **claims)
    with caplog.at_level(logging.WARNING, "fondaco.security"):
        page = walk(client, provider).content.decode()
    assert "No account has the e-mail" in page
    assert '<html lang="en">' in page
    assert signed_in(client) == ""
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)
    assert "identity without an account" in caplog.text


def test_settings_may_trust_the_providers_e_mails_and_open_the_door(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_TRUST_EMAIL = settings.OIDC_NEW_ACCOUNTS = True
    provider.claims |= {"email": EMAIL, "name": "Ada Rossi"}
    walk(client, provider)
    user = User.objects.get(email=EMAIL)
    assert (user.name, user.has_usable_password()) == ("Ada Rossi", False)
    assert signed_in(client) == str(user.pk)


def test_a_suspended_account_does_not_come_in_by_the_provider(
    client: Client, provider: Provider
) -> None:
    known(provider)
    User.objects.update(is_active=False)
    page = walk(client, provider).content.decode()
    assert "did not confirm who you are" in page
    assert signed_in(client) == ""


def test_an_invitation_is_accepted_by_the_identity(
    cast: Cast, client: Client, provider: Provider
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    provider.claims |= {"email": "private@example.com", "name": "Nuova P."}
    guest = Client()
    link = latest_link()
    token = link.rstrip("/").rpartition("/")[2]
    page = guest.get(link).content.decode()
    assert f'name="invitation" value="{token}"' in page
    lured = Client()
    lured.get(link)
    walk(lured, provider)
    assert signed_in(lured) == "", "a link alone plants nothing"
    walk(guest, provider, invitation=token)
    user = User.objects.get(email=GUEST)
    assert signed_in(guest) == str(user.pk)
    assert scope_of(user).managed_clusters == {cast.cluster.pk}


LIES: dict[str, dict[str, Any]] = {
    "another issuer": {"discovery": {"issuer": "https://evil.example"}},
    "an inner address": {"discovery": {"token_endpoint": "http://169.254.169.254/"}},
    "another host for keys": {"discovery": {"jwks_uri": "http://localhost:1/jwks"}},
    "another audience": {"token": {"aud": "somebody-else"}},
    "another issuer in the token": {"token": {"iss": "https://evil.example"}},
    "an old token": {"token": {"exp": 1}},
    "two people": {"user_info": {"sub": "mallory"}},
    "a redirect": {"redirect_to": "http://127.0.0.1:1/inside"},
    "another key": {"key": rsa.generate_private_key(65537, 2048)},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_provider_that_lies_signs_nobody_in(
    client: Client, provider: Provider, caplog: pytest.LogCaptureFixture, lie: str
) -> None:
    known(provider)
    for name, value in LIES[lie].items():
        setattr(provider, name, value)
    if "discovery" in LIES[lie]:
        page = client.get(leave(client).headers["Location"]).content.decode()
    else:
        page = walk(client, provider).content.decode()
    assert "did not confirm who you are" in page
    assert signed_in(client) == ""
    assert "identity provider failed" in caplog.text


def test_what_comes_back_unasked_or_cancelled_is_told(
    client: Client, provider: Provider
) -> None:
    callback = reverse("oidc_callback")
    forged = client.get(f"{callback}?code=x&state=y", follow=True).content.decode()
    assert "non ha confermato" in forged or "did not confirm" in forged
    with override("en"):
        there = urlsplit(leave(client).headers["Location"])
    state = parse_qs(there.query)["state"][0]
    page = client.get(f"{callback}?error=access_denied&state={state}", follow=True)
    assert "You left the identity provider" in page.content.decode()


def test_a_provider_that_does_not_answer_is_told(
    client: Client, settings: Settings, provider: Provider
) -> None:
    settings.OIDC["settings"]["server_url"] = "http://127.0.0.1:1"
    page = client.get(leave(client).headers["Location"]).content.decode()
    assert "did not confirm who you are" in page


def test_one_links_an_identity_and_unlinks_it(
    client: Client, provider: Provider
) -> None:
    user = make_user()
    client.force_login(user)
    asked = leave(client).headers["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    client.post(asked, {"password": PASSWORD})
    page = walk(client, provider)
    assert "The identity is linked" in page.content.decode()
    (linked,) = SocialAccount.objects.all()
    assert linked.user == user
    other = Client()
    mallory = make_user()
    other.force_login(mallory)
    unlink = reverse("account_unlink", kwargs={"pk": linked.pk})
    other.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert other.post(unlink).status_code == 404
    assert "linked to another" in walk(other, provider).content.decode()
    client.post(unlink)
    assert not SocialAccount.objects.exists()


def test_the_only_way_in_stays(client: Client, provider: Provider) -> None:
    user = known(provider)
    user.set_unusable_password()
    user.save()
    walk(client, provider)
    (linked,) = SocialAccount.objects.all()
    page = client.post(reverse("account_unlink", kwargs={"pk": linked.pk}), follow=True)
    assert "only way to sign in" in page.content.decode()
    assert SocialAccount.objects.exists()


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    assert leave(client).status_code == 404
    assert client.get(reverse("oidc_callback")).status_code == 404
    assert "oidc" not in client.get(reverse("account_login")).content.decode()


def test_the_button_says_what_the_settings_say(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_LABELS = {"it": "Entra con SPID", "en": "Enter with SPID"}
    page = client.get(reverse("account_login")).content.decode()
    assert "Enter with SPID" in page
