import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from fondaco.accounts.backends import EmailBackend
from fondaco.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def signed_in(user: User, password: str = PASSWORD) -> object:
    request = RequestFactory().post("/")
    return authenticate(request, email=user.email, password=password)


def test_a_person_signs_in_with_their_email_in_any_case() -> None:
    user = make_user(email="ada@example.org")
    request = RequestFactory().post("/")
    assert authenticate(request, email="Ada@Example.org", password=PASSWORD) == user
    assert signed_in(user, "another password") is None


def test_who_is_no_longer_active_cannot_sign_in() -> None:
    assert signed_in(make_user(is_active=False)) is None


def test_a_demonstration_account_signs_in_where_demonstrations_are_allowed() -> None:
    user = make_user(is_demonstration=True)
    assert signed_in(user) == user


def test_production_refuses_demonstration_accounts(settings: Settings) -> None:
    user = make_user(is_demonstration=True, is_superuser=True)
    settings.DEMONSTRATION = False
    assert signed_in(user) is None
    assert EmailBackend().get_user(user.pk) is None


def test_production_ends_the_session_of_a_demonstration_account(
    client: Client, settings: Settings
) -> None:
    user = make_user(is_demonstration=True)
    client.force_login(user, backend="fondaco.accounts.backends.EmailBackend")
    page = reverse("portal:desk")
    assert client.get(page).status_code == 200
    settings.DEMONSTRATION = False
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
