"""What nobody deletes, and where they are told why."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from fondaco.accounts.records import USERS
from fondaco.registry.actions import delete_person
from fondaco.registry.models import Mandate, Person
from fondaco.registry.records import PEOPLE
from tests.conftest import Cast
from tests.factories import make_person


def test_nobody_deletes_the_person_that_they_are(cast: Cast, client: Client) -> None:
    own = cast.manager.person
    Person.objects.filter(pk=own.pk).update(maintained_by=cast.cluster)
    client.force_login(cast.manager)
    url = PEOPLE.url("delete", own)
    for page in (client.get(url), client.post(url)):
        assert "Sei tu:" in page.text
        assert "btn-danger" not in page.text
    assert page.status_code == 409
    assert Mandate.objects.filter(person=own).exists()
    with pytest.raises(ValidationError):
        delete_person(own, actor=cast.manager)


def test_others_delete_them_as_before(cast: Cast, client: Client) -> None:
    own = cast.manager.person
    Person.objects.filter(pk=own.pk).update(maintained_by=cast.cluster)
    contact = make_person(maintained_by=cast.cluster)
    client.force_login(cast.manager)
    assert client.post(PEOPLE.url("delete", contact)).status_code == 302
    client.force_login(cast.coordinator)
    assert client.post(PEOPLE.url("delete", own)).status_code == 302
    assert not Person.objects.filter(pk__in=[contact.pk, own.pk]).exists()


def test_nobody_deletes_the_account_that_they_sign_in_with(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)
    page = client.post(USERS.url("delete", cast.administrator))
    assert page.status_code == 409
    assert "l’account con cui accedi" in page.text
    assert "btn-danger" not in page.text
