"""Keys for programs: shown once, for what they were made for, withdrawn at once."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.accounts.models import ApiToken
from fondaco.accounts.tokens import MOST, find_token, make_token
from tests.conftest import Cast
from tests.factories import make_user

PASSWORD_FIELD = {"password": "correct horse battery staple"}


def ask_for(client: Client, **more: object) -> object:
    """The page asks for the password again first."""
    url = reverse("account_key_add")
    client.post(reverse("account_reauthenticate"), PASSWORD_FIELD)
    day = timezone.localdate() + dt.timedelta(days=30)
    sent = {"name": "CRM", "scopes": ["write:registry"], "expires_on": day} | more
    return client.post(url, sent)


def test_a_key_is_shown_once_and_kept_nowhere(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    answer = ask_for(client)
    assert answer.url == reverse("account_key_made")  # type: ignore[attr-defined]
    page = client.get(reverse("account_key_made"))
    secret = page.context["secret"]
    assert secret.startswith("fondaco_")
    assert "no-store" in page["Cache-Control"]
    assert client.get(reverse("account_key_made")).status_code == 302
    made = ApiToken.objects.get()
    assert secret not in str(vars(made))
    assert find_token(secret) == made
    listed = client.get(reverse("account_page")).text
    assert "CRM" in listed
    assert secret not in listed


def test_a_key_must_end_within_a_year(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    answer = ask_for(client, expires_on="2999-01-01")
    assert answer.context["form"].errors["expires_on"]  # type: ignore[attr-defined]
    assert not ApiToken.objects.exists()


def test_a_withdrawn_or_expired_key_opens_nothing(cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    key, secret = make_token(cast.manager, name="one", scopes=(), expires_on=today)
    assert find_token(secret) == key
    client.force_login(cast.other_manager)
    client.post(reverse("account_key_withdraw", args=[key.pk]))
    assert find_token(secret) == key
    client.force_login(cast.manager)
    client.post(reverse("account_key_withdraw", args=[key.pk]))
    assert find_token(secret) is None
    yesterday = today - dt.timedelta(days=1)
    _key, old = make_token(cast.manager, name="old", scopes=(), expires_on=yesterday)
    assert find_token(old) is None


def test_who_may_not_sign_in_has_no_program_in(cast: Cast) -> None:
    user = make_user()
    _key, secret = make_token(
        user, name="one", scopes=(), expires_on=timezone.localdate()
    )
    user.is_active = False
    user.save()
    assert find_token(secret) is None


def test_nobody_heaps_keys(cast: Cast, client: Client) -> None:
    for number in range(MOST):
        make_token(
            cast.manager,
            name=str(number),
            scopes=(),
            expires_on=timezone.localdate(),
        )
    client.force_login(cast.manager)
    answer = ask_for(client)
    assert str(MOST) in str(answer.context["form"].non_field_errors())  # type: ignore[attr-defined]
