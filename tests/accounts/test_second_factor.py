"""Passkeys, apps with codes, recovery codes, and who must have one."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.fixtures import Settings

from fondaco.accounts.models import User
from tests.accounts.software_key import SoftwareKey
from tests.conftest import Cast
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "mfa_login_webauthn"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def sign_in(client: Client, user: User, **values: str) -> Any:
    data = {"login": user.email, "password": PASSWORD} | values
    return client.post(reverse("account_login"), data)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def proven(client: Client, user: User) -> Client:
    """Signed in, and asked for the password again a moment ago."""
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def options_of(page: str) -> dict[str, Any]:
    (text,) = re.findall(r'id="passkey-options"[^>]*>(.*?)</script>', page)
    found: dict[str, Any] = json.loads(text)
    return found


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def add_app(client: Client) -> tuple[str, Any]:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    (secret,) = re.findall(r'account-secret">(\w+)<', page)
    values = {"code": code_now(secret)}
    return secret, client.post(reverse("mfa_activate_totp"), values)


def add_passkey(client: Client, *, alone: bool = True) -> SoftwareKey:
    key = SoftwareKey()
    address = reverse("mfa_add_webauthn")
    answer = key.create(options_of(client.get(address).content.decode()))
    values = {"name": "Telefono", "credential": json.dumps(answer)}
    sent = client.post(address, values | ({"passwordless": "on"} if alone else {}))
    assert sent.status_code == 302, sent.context["form"].errors
    return key


def test_an_app_is_set_up_without_javascript_and_asked_for_at_the_next_sign_in(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user()
    asked = Client()
    sign_in(asked, user)
    before = asked.get(reverse("mfa_activate_totp"))
    assert before.headers["Location"].startswith(reverse("account_reauthenticate"))

    _secret, sent = add_app(proven(client, user))
    assert sent.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(
        r"\b\d{8}\b", client.get(sent.headers["Location"]).content.decode()
    )
    assert len(codes) == 10
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "are not shown again" in again
    assert not any(code in again for code in codes)

    other = Client()
    step = sign_in(other, user)
    assert step.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(other)
    refused = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "The code is not right." in refused.content.decode()
    assert "wrong second factor" in caplog.text
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    third = Client()
    sign_in(third, user)
    assert (
        third.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    )
    assert is_in(third)
    fourth = Client()
    sign_in(fourth, user)
    fourth.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not is_in(fourth), "a recovery code is good once"

    page = client.get(reverse("account_page")).content.decode()
    assert "9 codes are left" in page
    client.post(reverse("mfa_generate_recovery_codes"))
    assert "10 codes are left" in client.get(reverse("account_page")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_codes_are_not_guessed(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/300s/key"}
    user = make_user()
    secret, _sent = add_app(proven(client, user))
    other = Client()
    sign_in(other, user)
    for _try in range(3):
        other.post(reverse("mfa_authenticate"), {"code": "000000"})
    right = other.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert "Too many attempts" in right.content.decode()
    assert not is_in(other)


def test_a_code_is_good_once_for_as_long_as_it_is_good_at_all(client: Client) -> None:
    """The app’s clock may be one period off: until then, a seen code stays used."""
    user = make_user()
    secret, _sent = add_app(proven(client, user))
    code, seen = code_now(secret), []
    for _try in range(2):
        other = Client()
        sign_in(other, user)
        other.post(reverse("mfa_authenticate"), {"code": code})
        seen.append(is_in(other))
        # As half a minute later, when allauth has forgotten it.
        assert cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")
    assert seen == [True, False]


def test_a_passkey_signs_in_by_itself(client: Client) -> None:
    user = make_user()
    key = add_passkey(proven(client, user))
    assert "Telefono" in client.get(reverse("account_page")).content.decode()

    other = Client()
    options = other.get(reverse(SIGN_IN), headers={"Accept": "application/json"}).json()
    answer = {"credential": json.dumps(key.get(options))}
    assert other.post(reverse(SIGN_IN), answer).status_code == 302
    assert is_in(other)
    replayed = Client()
    replayed.post(reverse(SIGN_IN), answer)
    assert not is_in(replayed)

    User.objects.update(is_active=False)
    late = Client()
    options = late.get(reverse(SIGN_IN), headers={"Accept": "application/json"}).json()
    late.post(reverse(SIGN_IN), {"credential": json.dumps(key.get(options))})
    assert not is_in(late)


def test_a_passkey_is_a_second_factor_and_proves_again(client: Client) -> None:
    user = make_user()
    key = add_passkey(proven(client, user), alone=False)
    other = Client()
    step = sign_in(other, user).headers["Location"]
    options = options_of(other.get(step).content.decode())
    other.post(step, {"credential": json.dumps(key.get(options))})
    assert is_in(other)
    again = reverse("mfa_reauthenticate_webauthn")
    options = options_of(other.get(again).content.decode())
    other.post(again, {"credential": json.dumps(key.get(options))})
    (kept,) = Authenticator.objects.filter(type="webauthn")
    edit = reverse("mfa_edit_webauthn", kwargs={"pk": kept.pk})
    other.post(edit, {"name": "Chiave"})
    kept.refresh_from_db()
    assert kept.wrap().name == "Chiave"


def test_a_key_of_another_host_is_no_key_of_ours(client: Client) -> None:
    proven(client, make_user())
    key = SoftwareKey("evil.example")
    address = reverse("mfa_add_webauthn")
    answer = key.create(options_of(client.get(address).content.decode()))
    sent = client.post(address, {"name": "x", "credential": json.dumps(answer)})
    assert sent.status_code == 200
    assert not Authenticator.objects.exists()


HOSTILE = [
    "",
    "x",
    "[]",
    "{}",
    '"a"',
    "null",
    '{"id": 1, "response": []}',
    '{"id":"a","rawId":"b","type":"public-key","response":{"clientDataJSON":"!","authenticatorData":"","signature":"","userHandle":"////"}}',
]


@pytest.mark.parametrize("credential", HOSTILE)
def test_whatever_a_device_says_is_answered(client: Client, credential: str) -> None:
    stranger = Client()
    stranger.get(reverse(SIGN_IN), headers={"Accept": "application/json"})
    values = {"credential": credential, "name": "x"}
    assert stranger.post(reverse(SIGN_IN), values).status_code == 302
    assert not is_in(stranger)
    proven(client, make_user())
    client.get(reverse("mfa_add_webauthn"))
    assert client.post(reverse("mfa_add_webauthn"), values).status_code == 200


def test_the_only_way_in_is_not_removed(client: Client) -> None:
    user = make_user()
    key = add_passkey(proven(client, user))
    user.set_unusable_password()
    user.save()
    other = Client()
    options = other.get(reverse(SIGN_IN), headers={"Accept": "application/json"}).json()
    other.post(reverse(SIGN_IN), {"credential": json.dumps(key.get(options))})
    again = reverse("mfa_reauthenticate_webauthn")
    options = options_of(other.get(again).content.decode())
    other.post(again, {"credential": json.dumps(key.get(options))})
    (kept,) = Authenticator.objects.filter(type="webauthn")
    remove = reverse("mfa_remove_webauthn", kwargs={"pk": kept.pk})
    assert "It no longer signs you in." in other.get(remove).content.decode()
    assert "only way to sign in" in other.post(remove, follow=True).content.decode()
    user.set_password(PASSWORD)
    user.save()
    proven(client, user)
    # The password is asked for with the key, from now on.
    assert Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize(
    ("required", "asked"),
    [
        ("nobody", set()),
        ("administrators", {"administrator"}),
        ("editors", {"administrator", "coordinator", "manager"}),
    ],
)
def test_who_must_have_a_second_factor_is_led_to_it(
    cast: Cast, settings: Settings, required: str, asked: set[str]
) -> None:
    settings.REQUIRE_MFA = required
    page = reverse("account_page")
    led = set()
    for role in ("administrator", "coordinator", "manager", "member_contact"):
        client = Client()
        client.force_login(
            getattr(cast, role), backend="fondaco.accounts.backends.EmailBackend"
        )
        if client.get(reverse("portal:desk")).headers.get("Location") == page:
            led.add(role)
            assert "needs a second factor" in client.get(page).content.decode()
    assert led == asked


def test_the_required_factor_opens_the_desk_and_stays(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA = "administrators"
    user = make_user(is_superuser=True)
    proven(client, user)
    assert client.get(reverse("portal:desk")).status_code == 302
    add_app(client)
    assert client.get(reverse("portal:desk")).status_code == 200
    page = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "add another one before you remove" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_demonstration_accounts_stay_as_they_are(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA = "editors"
    client.force_login(make_user(is_demonstration=True, is_superuser=True))
    assert client.get(reverse("portal:desk")).status_code == 200
    answer = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Demonstration accounts stay as they are." in answer.content.decode()


def test_no_page_of_signing_in_has_an_inline_script(client: Client) -> None:
    proven(client, make_user())
    for name in ("account_login", "mfa_add_webauthn", "account_page"):
        for script in re.findall(
            r"<script[^>]*>",
            (Client() if name == "account_login" else client)
            .get(reverse(name))
            .content.decode(),
        ):
            assert "src=" in script or 'type="application/json"' in script
