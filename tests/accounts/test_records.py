"""The administrators' list of accounts."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.db.models.signals import post_save
from django.test import Client

from fondaco.accounts.models import User
from fondaco.accounts.records import USERS
from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due
from tests.conftest import Cast
from tests.factories import PASSWORD, make_user
from tests.submitting import errors, submit


def test_a_new_account_sets_its_password_by_mail(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    submit(
        client,
        USERS.url("add"),
        name="Nuova Gestrice",
        email="nuova@example.org",
        language="it",
    )
    made = User.objects.get(email="nuova@example.org")
    assert not made.has_usable_password()
    assert made.is_active
    assert not made.is_superuser
    run_due()
    (message,) = mail.outbox
    assert message.to == ["nuova@example.org"]
    assert "http" in message.body
    submit(client, USERS.url("change", made), name="Gestrice")
    run_due()
    assert len(mail.outbox) == 2, "who never set a password gets the link again"


def test_an_account_is_not_made_whose_link_could_not_be_written_down(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)

    def refuse(**_told: object) -> None:
        raise IntegrityError

    new = {"name": "Nuova", "email": "nuova@example.org", "language": "it"}
    post_save.connect(refuse, sender=OutboxEntry)
    try:
        response = submit(client, USERS.url("add"), **new)
    finally:
        post_save.disconnect(refuse, sender=OutboxEntry)
    assert response.status_code == 200
    assert not User.objects.filter(email="nuova@example.org").exists()
    submit(client, USERS.url("add"), **new)
    assert User.objects.filter(email="nuova@example.org").exists()
    assert OutboxEntry.objects.count() == 1


def test_nothing_but_the_form_is_written(cast: Cast, client: Client) -> None:
    user = make_user(name="Ada")
    client.force_login(cast.administrator)
    submit(
        client,
        USERS.url("change", user),
        name="Ada Rossi",
        is_demonstration="on",
        password="x",
        user_permissions="1",
    )
    changed = User.objects.get(pk=user.pk)
    assert (changed.name, changed.is_demonstration) == ("Ada Rossi", False)
    assert changed.check_password(PASSWORD)


@pytest.mark.parametrize("email", ["ADA@example.org", "ada@EXAMPLE.org"])
def test_an_e_mail_is_of_one_account_whatever_its_capitals(
    cast: Cast, client: Client, email: str
) -> None:
    make_user(email="ada@example.org")
    client.force_login(cast.administrator)
    response = submit(client, USERS.url("add"), name="Ada", email=email)
    assert errors(response) == ["id_email"]


def test_a_former_address_no_longer_signs_in(cast: Cast, client: Client) -> None:
    user = make_user(name="Ada", email="old@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True)
    client.force_login(cast.administrator)
    submit(client, USERS.url("change", user), email="new@example.org")
    assert not EmailAddress.objects.filter(email="old@example.org").exists()


def test_the_last_administrator_stays(cast: Cast, client: Client) -> None:
    User.objects.filter(pk=cast.administrator.pk).update(name="Ada")
    client.force_login(cast.administrator)
    url = USERS.url("change", cast.administrator)
    for change in ({"is_superuser": None}, {"is_active": None}):
        response = submit(client, url, **change)
        assert len(errors(response)) == 1
    client.post(USERS.url("delete", cast.administrator))
    administrator = User.objects.get(pk=cast.administrator.pk)
    assert administrator.is_superuser
    assert administrator.is_active


def test_an_account_is_deleted_and_its_person_stays(cast: Cast, client: Client) -> None:
    person = cast.manager.person
    client.force_login(cast.administrator)
    assert client.post(USERS.url("delete", cast.manager)).status_code == 302
    person.refresh_from_db()
    assert person.user is None


def test_only_administrators_find_the_accounts(cast: Cast, client: Client) -> None:
    for person in (cast.coordinator, cast.manager, cast.member_contact):
        client.force_login(person)
        assert client.get(USERS.url("manage")).status_code == 404
        url = USERS.url("change", person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"is_superuser": "on"}).status_code == 404
