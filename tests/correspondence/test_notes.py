"""What was said to whom: noted by hand, beside the circulars, for one's own cluster."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.correspondence.models import Note
from fondaco.web.records.locating import panels_url
from tests.conftest import Cast
from tests.factories import (
    make_circular,
    make_delivery,
    make_organisation,
    make_person,
    make_position,
)
from tests.submitting import submit


@pytest.fixture
def noted(cast: Cast, client: Client) -> Any:
    """A note by the form, as the manager writes it."""

    def write(summary: str, **fields: Any) -> Note:
        client.force_login(cast.manager)
        url = reverse("correspondence:note_add")
        answer = submit(client, url, summary=summary, **{"kind": "call"} | fields)
        assert answer.status_code == 302
        return Note.objects.get(summary=summary)

    return write


def page(client: Client, user: Any, url: str) -> str:
    client.force_login(user)
    answer = client.get(url)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_note_says_by_itself_who_spoke_and_whose_it_is(
    cast: Cast, noted: Any
) -> None:
    person = make_person(maintained_by=cast.cluster)
    note = noted("They look for a partner in Lyon", people=[person.pk])
    assert note.who == cast.manager.name
    assert note.cluster == cast.cluster
    assert list(note.people.all()) == [person]


def test_the_latest_are_on_the_record_and_all_in_the_log(
    cast: Cast, client: Client, noted: Any
) -> None:
    person = make_person(maintained_by=cast.cluster)
    for day in range(1, 8):
        noted(f"Call number {day}", people=[person.pk], said_on=f"2026-05-0{day}")
    beside = page(client, cast.manager, panels_url(person))
    shown = [day for day in range(1, 8) if f"Call number {day}" in beside]
    assert shown == [3, 4, 5, 6, 7]
    log = reverse("correspondence:person_log", args=[person.uid])
    assert log in beside
    whole = page(client, cast.manager, log)
    assert [day for day in range(1, 8) if f"Call number {day}" in whole] == [
        *range(1, 8)
    ]
    assert whole.index("Call number 7") < whole.index("Call number 1")


def test_an_organisation_has_what_was_said_to_its_people(
    cast: Cast, client: Client, noted: Any
) -> None:
    person = make_person(family_name="Verdi", maintained_by=cast.cluster)
    make_position(person, cast.member)
    make_delivery(make_circular(cast.cluster, subject_it="Bando aperto"), person)
    noted("Visit to the plant", organisations=[cast.member.pk], people=[person.pk])
    log = reverse("correspondence:organisation_log", args=[cast.member.uid])
    for url in (log, panels_url(cast.member)):
        shown = page(client, cast.manager, url)
        assert "Visit to the plant" in shown
        assert "Bando aperto" in shown
        assert "Verdi" in shown


def test_no_other_cluster_reads_it(cast: Cast, client: Client, noted: Any) -> None:
    """Another cluster has a log of its own about an organisation that all see."""
    known = make_organisation(maintained_by=cast.cluster)
    person = make_person(maintained_by=cast.cluster)
    note = noted("In confidence", organisations=[known.pk], people=[person.pk])
    of_all = reverse("correspondence:organisation_log", args=[known.uid])
    answers = {}
    for name in ("other_manager", "member_contact", "participant"):
        client.force_login(getattr(cast, name))
        answers[name] = [
            client.get(url).status_code
            for url in (
                of_all,
                reverse("correspondence:person_log", args=[person.uid]),
                reverse("correspondence:note_change", args=[note.uid]),
            )
        ]
    assert answers == {
        "other_manager": [200, 404, 404],
        "member_contact": [404, 404, 404],
        "participant": [404, 404, 404],
    }
    theirs = page(client, cast.other_manager, of_all)
    assert "In confidence" not in theirs
    assert "Nothing is on record yet." in theirs or "Non c" in theirs
