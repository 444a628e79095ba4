"""A circular reaches whoever is meant, wants it and may get it: once, or not at all."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due
from fondaco.correspondence import actions
from fondaco.correspondence.letters import token_of
from fondaco.correspondence.models import Circular, Delivery, Segment, Unsubscription
from fondaco.correspondence.queries.audience import audience_of, people_in
from fondaco.correspondence.queries.log import read_log
from fondaco.correspondence.queries.recipients import read_audience
from fondaco.registry.models import Person
from tests.conftest import Cast
from tests.factories import (
    make_circular,
    make_consent,
    make_list,
    make_membership,
    make_organisation,
    make_person,
    make_position,
)


def contact(cast: Cast, name: str, **fields: Any) -> Person:
    """Somebody who wants circulars."""
    own = {"maintained_by": cast.cluster, "email": f"{name}@example.org"}
    person = make_person(given_name="Ada", family_name=name, **own | fields)
    make_consent(person)
    return person


def states(circular: Circular) -> dict[str, str]:
    return {
        one.address.partition("@")[0]: one.reason or one.state
        for one in circular.deliveries.all()
    }


def test_who_is_left_out_and_why(cast: Cast) -> None:
    reached = contact(cast, "reached")
    twin = contact(cast, "twin", email="REACHED@example.org")
    mute = contact(cast, "mute", email="")
    moved = contact(cast, "moved", email_bounced_on=dt.date(2026, 1, 1))
    left = contact(cast, "left")
    asked = make_person(maintained_by=cast.cluster, email="asked@example.org")
    make_consent(asked, withdrawn_on=dt.date(2021, 1, 1))
    theirs = make_person(maintained_by=cast.other_cluster, email="t@example.org")
    people = (reached, twin, mute, moved, left, asked, theirs)
    circular = make_circular(cast.cluster, *people)
    Unsubscription.objects.create(cluster=cast.cluster, address="left@example.org")
    audience = read_audience(circular)
    assert [one.person for one in audience.going] == [reached]
    assert {one.person: str(one.reason) for one in audience.left_out} == {
        twin: "duplicate",
        mute: "no_address",
        moved: "bounced",
        left: "unsubscribed",
        asked: "no_consent",
    }
    circular.purpose = "service"
    assert asked in [one.person for one in read_audience(circular).going]


def test_a_circular_leaves_once_in_the_language_of_each(cast: Cast) -> None:
    firm = make_organisation(name="Fonderie <Nord>")
    italian = contact(cast, "it", language="it")
    make_position(italian, firm)
    both = contact(cast, "both")
    circular = make_circular(
        cast.cluster,
        italian,
        both,
        subject_it="Invito",
        subject_en="Invitation",
        text_it="Gentile {nome_e_cognome} ({organizzazione}),\n\nvedi https://example.org/a?b=1",
        text_en="Dear {given_name}, {nobody",
        reply_to="cluster@example.org",
    )
    with pytest.raises(ValidationError):
        actions.send_circular(circular, actor=cast.manager, expected=3)
    assert actions.send_circular(circular, actor=cast.manager, expected=2) == 2
    with pytest.raises(ValidationError):
        actions.send_circular(circular, actor=cast.manager, expected=2)
    assert mail.outbox == []
    assert set(run_due()) == {"done"}
    messages: dict[str, Any] = {one.to[0]: one for one in mail.outbox}
    assert sorted(messages) == ["both@example.org", "it@example.org"]
    message = messages["it@example.org"]
    assert message.subject == "Invito"
    assert message.body.startswith("Gentile Ada it (Fonderie <Nord>),\n\nvedi ")
    html = message.alternatives[0][0]
    assert "Fonderie &lt;Nord&gt;" in html
    assert 'href="https://example.org/a?b=1"' in html
    letter = messages["both@example.org"]
    assert letter.subject == "Invito / Invitation"
    for way in ("/cancellazione/", "/en/unsubscribe/"):
        assert (letter.body.count(way), letter.alternatives[0][0].count(way)) == (1, 2)
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith("http://localhost:8000/")
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )
    assert message.extra_headers["Reply-To"] == "cluster@example.org"
    assert states(circular) == {"it": "handed_over", "both": "handed_over"}
    for delivery in circular.deliveries.all():
        actions.deliver(delivery.pk)
    run_due()
    assert len(mail.outbox) == 2


def test_what_has_not_left_is_kept_back_and_who_stopped_meanwhile_is_left_out(
    cast: Cast,
) -> None:
    names = ("one", "two", "three", "four")
    people = {name: contact(cast, name) for name in names}
    circular = make_circular(cast.cluster, *people.values())
    later = timezone.now() + dt.timedelta(days=1)
    actions.send_circular(circular, actor=cast.manager, expected=4, send_at=later)
    assert run_due() == []
    by_name = {one.address: one for one in Delivery.objects.all()}
    actions.unsubscribe(by_name["one@example.org"])
    people["two"].delete()
    Person.objects.filter(family_name="three").update(email="four@example.org")
    waits = by_name["four@example.org"].pk
    OutboxEntry.objects.exclude(payload__delivery=waits).update(due_at=timezone.now())
    run_due()
    assert mail.outbox == []
    assert actions.cancel_circular(circular, actor=cast.manager) == 1
    assert actions.cancel_circular(circular, actor=cast.manager) == 0
    circular.refresh_from_db()
    assert circular.state == "cancelled"
    assert sorted(states(circular).values()) == [
        "cancelled",
        "duplicate",
        "gone",
        "unsubscribed",
    ]
    OutboxEntry.objects.update(due_at=timezone.now())
    run_due()
    assert mail.outbox == []


def test_unsubscribing_takes_one_click_and_is_taken_back(
    cast: Cast, client: Client
) -> None:
    person = contact(cast, "ada")
    circular = make_circular(cast.cluster, person)
    actions.send_circular(circular, actor=cast.manager, expected=1)
    url = reverse("correspondence:unsubscribe", args=[token_of(Delivery.objects.get())])
    strict = Client(enforce_csrf_checks=True)
    page = client.get(url)
    assert b"ada@example.org" not in page.content
    assert page["Referrer-Policy"] == "no-referrer"
    for _time in range(2):
        done = strict.post(url, {"List-Unsubscribe": "One-Click"})
        assert (done.status_code, done.content) == (200, b"OK")
    purposes = Unsubscription.objects.values_list("address", "purpose")
    assert list(purposes) == [("ada@example.org", "circulars")]
    assert read_audience(circular).going == []
    strict.post(url, {"press": "stop_all"})
    assert sorted(purposes.values_list("purpose", flat=True)) == ["", "circulars"]
    assert client.get(url).context["is_all_stopped"]
    strict.post(url, {"press": "resume"})
    assert not Unsubscription.objects.exists()
    for wrong in (url[:-3] + "x/", url.replace(":", ""), url[:-4] + "/"):
        assert client.get(wrong).status_code == 404


def test_a_segment_asks_all_of_one_position(cast: Cast) -> None:
    firm = make_organisation(country="FR", kind="company", province="MI")
    make_membership(cast.cluster, firm, kind="founding")
    bank = make_organisation(country="IT", kind="bank")
    right, wrong, gone = (contact(cast, name) for name in ("a", "b", "c"))
    make_position(right, firm, function_it="Responsabile export")
    make_position(wrong, firm, function_it="Acquisti")
    make_position(wrong, bank, function_it="Export")
    make_position(gone, firm, function_it="Export", valid_until="2020")
    criteria: dict[str, Any] = {
        "organisation_kind": "company",
        "country": "FR",
        "province": "mi",
        "function": "EXPORT",
        "membership_kind": "founding",
        "consent": "circulars",
    }
    segment = Segment.objects.create(cluster=cast.cluster, name="s", **criteria)
    assert list(people_in(segment)) == [right]
    everybody = Segment.objects.create(
        network=cast.network, name="e", kept_by=cast.cluster
    )
    assert set(people_in(everybody)) == {right, wrong, gone}
    everybody.language = "en"
    assert list(people_in(everybody)) == []
    circular = make_circular(cast.cluster)
    circular.segments.add(segment)
    by_firm = make_list(cast.cluster)
    by_firm.members.create(organisation=firm)
    circular.lists.add(by_firm)
    assert set(audience_of(circular)) == {right, wrong}


def test_a_list_is_filled_by_paste(cast: Cast) -> None:
    known = contact(cast, "known")
    one = make_list(cast.cluster, contact(cast, "present"))
    text = (
        "KNOWN@example.org; present@example.org\nRossi Bianchi <new@example.org>, "
        'nobody@example.org\nnot an address, "Verdi, Lea" <lea@example.org>'
    )
    filled = actions.fill_list(one, text, actor=cast.manager)
    assert filled.added[0] == known
    assert [str(person) for person in filled.created] == [
        "Rossi Bianchi",
        "Lea Verdi",
    ]
    assert filled.created[0].maintained_by == cast.cluster
    assert [str(person) for person in filled.present] == ["Ada present"]
    assert filled.unknown == ["nobody@example.org"]
    assert filled.wrong == ["not an address"]
    everybody = Segment.objects.create(cluster=cast.cluster, name="e")
    again = actions.fill_from_segment(one, everybody, actor=cast.manager)
    assert (len(again.added), len(again.present)) == (0, 4)


def test_a_manager_looks_tests_sends_and_keeps_back(cast: Cast, client: Client) -> None:
    person = contact(cast, "ada", language="it")
    circular = make_circular(cast.cluster, person)
    client.force_login(cast.manager)
    preview, test, send, cancel = (
        reverse(f"correspondence:circular_{verb}", args=[circular.uid])
        for verb in ("preview", "test", "send", "cancel")
    )
    page = client.get(preview, {"person": person.uid}).content.decode()
    assert "<p>Gentile Ada ada,</p>" in page
    client.post(test)
    assert run_due() == ["done"]
    assert mail.outbox[0].to == [cast.manager.email]
    assert client.get(send).context["number"] == 1
    assert client.post(send, {"expected": "5"}).status_code == 200
    past = client.post(send, {"expected": "1", "send_at": "2020-01-01T10:00"})
    assert list(past.context["form"].errors) == ["send_at"]
    assert client.post(send, {"expected": "1"}).status_code == 302
    assert client.get(preview).context["waiting"] == 1
    assert client.get(send).status_code == 302
    client.get(cancel)
    client.post(cancel)
    assert client.get(preview).context["waiting"] == 0
    assert [one.words for one in read_log(person, cast.manager)] == [str(circular)]
    assert read_log(person, cast.other_manager) == []
    circular.refresh_from_db()
    with pytest.raises(ValidationError):
        actions.save_circular(circular, actor=cast.manager)
    assert actions.reason_to_keep_circular(circular, cast.manager)


def test_only_known_words_are_filled_in(cast: Cast) -> None:
    circular = make_circular(cast.cluster, text_it="{nome} {wrong}", subject_en="Hello")
    with pytest.raises(ValidationError) as refused:
        circular.full_clean()
    assert sorted(refused.value.message_dict) == ["text_en", "text_it"]
