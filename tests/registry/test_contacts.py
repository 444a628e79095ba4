"""Who may be named, where contacts work, and which consents run out."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from fondaco.registry.actions import (
    delete_consent,
    follow_all_consents,
    save_consent,
    save_person,
)
from fondaco.registry.models import Consent, Person
from fondaco.registry.queries import expiring_consents
from fondaco.registry.records import PEOPLE
from tests.conftest import Cast
from tests.factories import make_consent, make_organisation, make_person, make_position
from tests.submitting import submit


def is_named(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).is_public


def test_an_office_or_a_consent_lets_a_person_be_named(cast: Cast) -> None:
    person = make_person(maintained_by=cast.cluster)
    given = timezone.localdate() - dt.timedelta(days=9)
    consent = Consent(person=person, purpose="listing", given_on=given, means="mail")
    save_consent(consent, actor=cast.manager)
    assert is_named(person)
    consent.withdrawn_on = timezone.localdate()
    save_consent(consent, actor=cast.manager)
    assert not is_named(person)
    person = Person.objects.get(pk=person.pk)
    person.holds_public_office = True
    save_person(person, actor=cast.manager)
    assert is_named(person)
    delete_consent(consent, actor=cast.manager)
    assert is_named(person)
    person.holds_public_office = False
    save_person(person, actor=cast.manager)
    assert not is_named(person)


def test_a_consent_that_ran_out_names_nobody_any_more(cast: Cast) -> None:
    today = timezone.localdate()
    person = make_person(maintained_by=cast.cluster, is_public=True)
    make_consent(person, "listing", expires_on=today - dt.timedelta(days=1))
    assert follow_all_consents() == 1
    assert not is_named(person)


def test_consents_that_run_out_are_found_unless_renewed(cast: Cast) -> None:
    today, soon = timezone.localdate(), dt.timedelta(days=30)
    person = make_person(maintained_by=cast.cluster)
    ending = make_consent(person, expires_on=today + dt.timedelta(days=5))
    renewed = make_consent(person, "photographs", expires_on=today)
    make_consent(person, "photographs", given_on=today)
    found = expiring_consents(cast.manager, today, soon)
    assert (list(found), renewed in found) == ([ending], False)
    assert not expiring_consents(cast.other_manager, today, soon).exists()


def test_a_consent_ends_after_it_began(cast: Cast) -> None:
    person = make_person()
    for name in ("expires_on", "withdrawn_on"):
        consent = make_consent(person, **{name: dt.date(2019, 1, 1)})
        with pytest.raises(ValidationError) as refused:
            consent.full_clean()
        assert list(refused.value.message_dict) == [name]


def test_the_list_shows_where_contacts_work_today(cast: Cast, client: Client) -> None:
    person = make_person(maintained_by=cast.cluster, email="a@example.org")
    make_position(person, make_organisation(name="Oggi"), function_it="Direttrice")
    make_position(person, make_organisation(name="Ieri"), valid_until="2019")
    client.force_login(cast.manager)
    page = client.get(PEOPLE.url("manage"), {"search": "oggi"}).content.decode()
    assert "Oggi" in page
    assert "Direttrice" in page
    assert "Ieri" not in page
    person.email_bounced_on = timezone.localdate()
    person.save()
    submit(
        client,
        PEOPLE.url("change", person),
        email="b@example.org",
        languages=["it", "de"],
    )
    person.refresh_from_db()
    assert (person.email_bounced_on, person.languages) == (None, "de it")
