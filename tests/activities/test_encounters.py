"""Who met whom: kept by a cluster, seen by those who met, and by nobody else."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from fondaco.activities import reach, records
from fondaco.activities.models import Encounter
from fondaco.core.merging import merge_records
from fondaco.core.permissions import may
from fondaco.core.privacy import erase
from fondaco.registry.privacy import subject_of
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_encounter,
    make_organisation,
    make_person,
)
from tests.submitting import errors, submit

WHO = (
    "administrator",
    "coordinator",
    "manager",
    "other_manager",
    "member_contact",
    "participant",
)


@pytest.fixture
def encounters(cast: Cast) -> dict[str, Encounter]:
    """At an activity of the other cluster, kept by one, by the other, or by none."""
    activity = make_activity(cast.network, maintained_by=cast.other_cluster)
    guest = make_organisation(name="Gamma")
    attending = make_person(user=cast.participant)
    day = {"day": dt.date(2016, 11, 23), "start_time": dt.time(10), "table": "7"}
    note = {"private_note": "Promessa una visita."}
    return {
        "own": make_encounter(
            activity, cast.cluster, guest, cluster=cast.cluster, **day, **note
        ),
        "member": make_encounter(
            activity, cast.member, guest, cluster=cast.other_cluster, **day, **note
        ),
        "person": make_encounter(activity, (guest, attending), cast.other_cluster),
    }


@pytest.mark.parametrize(
    ("who", "sees", "changes"),
    [
        ("administrator", "own member person", "own member person"),
        ("coordinator", "own member person", "own member person"),
        ("manager", "own", "own"),
        ("other_manager", "member person", "member person"),
        ("member_contact", "member", ""),
        ("participant", "person", ""),
    ],
)
def test_who_keeps_it_and_who_met_see_it(
    cast: Cast, encounters: dict[str, Encounter], who: str, sees: str, changes: str
) -> None:
    actor = getattr(cast, who)
    names = {one.pk: name for name, one in encounters.items()}
    for verb, expected, found in (
        ("view", sees, reach.visible_encounters(actor)),
        ("change", changes, reach.changeable_encounters(actor)),
    ):
        assert {names[one.pk] for one in found} == set(expected.split())
        permission = f"activities.{verb}_encounter"
        allowed = {
            name for name, one in encounters.items() if may(actor, permission, one)
        }
        assert allowed == set(expected.split()), verb


@pytest.mark.parametrize("who", ["stranger", *WHO])
def test_the_page_of_the_activity_shows_nobody_more(
    cast: Cast, encounters: dict[str, Encounter], client: Client, who: str
) -> None:
    actor = getattr(cast, who)
    if actor:
        client.force_login(actor)
    activity = encounters["own"].activity
    response = client.get(f"/en/activities/{activity.uid}/")
    page = response.content.decode()
    shown = response.context["encounters"].shown
    expected = reach.visible_encounters(actor) if actor else []
    assert {one.pk for one in shown} == {one.pk for one in expected}
    assert ("Gamma" in page) is bool(shown)
    assert "Promessa una visita." not in page


def test_a_cluster_records_whom_it_met_at_an_activity_of_others(
    cast: Cast, client: Client
) -> None:
    theirs = make_activity(cast.network, maintained_by=cast.other_cluster)
    hidden = make_activity(
        cast.network, maintained_by=cast.other_cluster, is_published=False
    )
    guest = make_organisation()
    client.force_login(cast.manager)
    url = f"{records.ENCOUNTERS.url('add')}?activity={theirs.uid}"
    words: dict[str, Any] = {
        "status": "held",
        "outcome": "negotiation",
        "day": "2016-11-23",
        "encounterparty__0__cluster": str(cast.cluster.pk),
    }
    response = submit(client, url, **words)
    assert len(errors(response)) == 1, "one alone meets nobody"
    assert not Encounter.objects.exists()
    words["encounterparty__1__organisation"] = str(guest.pk)
    response = submit(client, url, **words, activity=str(hidden.pk))
    assert errors(response) == ["id_activity"]
    response = submit(client, url, **words, cluster="")
    assert len(errors(response)) == 1, "what no cluster keeps goes with the activity"
    response = submit(client, url, **words | {"status": "cancelled"})
    assert errors(response) == ["id_outcome"]
    submit(client, url, **words)
    made = Encounter.objects.get()
    assert (made.cluster, made.outcome, made.parties.count()) == (
        cast.cluster,
        "negotiation",
        2,
    )
    listed = client.get(records.ENCOUNTERS.url("manage") + "?outcome=negotiation")
    assert str(guest) in listed.content.decode()


def test_the_same_two_are_not_one_party(cast: Cast, client: Client) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    guest = make_organisation()
    client.force_login(cast.manager)
    response = submit(
        client,
        f"{records.ENCOUNTERS.url('add')}?activity={activity.uid}",
        encounterparty__0__organisation=str(guest.pk),
        encounterparty__1__organisation=str(guest.pk),
    )
    assert len(errors(response)) == 1
    assert not Encounter.objects.exists()


def test_merging_activities_brings_the_encounters_along(cast: Cast) -> None:
    keep, gone = (make_activity(cast.network) for _ in range(2))
    made = make_encounter(gone, cast.cluster, make_organisation())
    merge_records(keep, gone, take=[], actor=cast.coordinator)
    made.refresh_from_db()
    assert (made.activity, made.parties.count()) == (keep, 2)


def test_an_erased_person_leaves_the_organisation_that_met(cast: Cast) -> None:
    activity = make_activity(cast.network)
    person = make_person(maintained_by=cast.cluster)
    made = make_encounter(activity, (cast.member, person), make_organisation())
    alone = make_encounter(activity, person, cast.cluster)
    erase(subject_of(person), means="mail", role="manager")
    assert str(made.parties.all()[0]) == str(cast.member)
    assert alone.parties.count() == 1
