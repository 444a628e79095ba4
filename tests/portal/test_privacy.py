"""What is held on me, and erasing it: for oneself, for keepers, for nobody else."""

import datetime as dt
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from fondaco.accounts.models import User
from fondaco.core.attachments import attach_file, path_of
from fondaco.core.models import (
    Attachment,
    ErasureReceipt,
    ErasureRequest,
    KeptDraft,
    OutboxEntry,
    Purge,
    SavedView,
    UndoStep,
)
from fondaco.core.outbox import run_due
from fondaco.core.privacy import erase
from fondaco.correspondence.models import Circular, Delivery, Note, Unsubscription
from fondaco.registry.actions import save_consent
from fondaco.registry.inviting import invite
from fondaco.registry.models import Consent, Invitation, Person
from fondaco.registry.privacy import subject_of
from tests.conftest import Cast
from tests.factories import (
    PASSWORD,
    cite,
    make_activity,
    make_mandate,
    make_participation,
    make_person,
    make_user,
)


def path(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"portal:{name}", args=arguments)


def signed_in(user: Any) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend="fondaco.accounts.backends.EmailBackend")
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody of the cast's cluster who signs in."""
    user = make_user(email="ada@example.org", name="Ada", language="en")
    return make_person(
        given_name="Ada",
        family_name="Bianchi",
        email="ada@example.org",
        user=user,
        maintained_by=cast.cluster,
    )


def test_one_sees_everything_and_takes_it_along(cast: Cast, person: Person) -> None:
    SavedView.objects.create(owner=person.user, record_type="x.y", name="My <list>")
    client = signed_in(person.user)
    shown = text(client.get(path("own_data")))
    assert "What is held on you" in shown
    assert "My &lt;list&gt;" in shown
    assert "Legal basis: a legitimate interest" in shown
    assert "Visitors do not see this name anywhere." in shown
    answer = client.get(path("own_data_json"))
    data = json.loads(answer.content)
    rows = {one["kind"]: one["rows"] for one in data["data"]}
    assert set(rows) == {"account", "person", "saved_views", "sign_ins"}
    assert rows["account"][0]["email"] == "ada@example.org"
    archive = client.get(path("own_data_zip"))
    with zipfile.ZipFile(io.BytesIO(b"".join(archive))) as opened:  # type: ignore[arg-type]
        assert opened.namelist() == ["index.html", "data.json"]
        assert "My &lt;list&gt;" in opened.read("index.html").decode()


def test_who_sees_and_who_erases(
    cast: Cast, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """A keeper sees what their app shows them, and erases no account unasked."""
    KeptDraft.objects.create(owner=person.user, path="/secret/", words={})
    make_mandate(person, "other", cluster=cast.other_cluster, title_en="Hidden seat")
    seen, erased = {}, {}
    everyone = {
        "administrator": cast.administrator,
        "manager": cast.manager,
        "other": cast.other_manager,
        "self": person.user,
        "stranger": None,
    }
    for name, user in everyone.items():
        client = signed_in(user)
        answer = client.get(path("person_data", person.uid))
        shown = text(answer)
        seen[name] = (answer.status_code, "/secret/" in shown, "Hidden seat" in shown)
        answer = client.post(path("person_erasure", person.uid), {"password": "no"})
        erased[name] = (answer.status_code, "It is not yours to erase" in text(answer))
    assert seen == {
        "administrator": (200, True, True),
        "manager": (200, False, False),
        "other": (404, False, False),
        "self": (404, False, False),
        "stranger": (302, False, False),
    }
    assert erased == {
        "administrator": (200, False),
        "manager": (200, True),
        "other": (404, False),
        "self": (404, False),
        "stranger": (302, False),
    }
    refused = [one for one in caplog.messages if "/data/erase/, account" in one]
    assert len(refused) == 3
    assert Person.objects.filter(pk=person.pk).exists()


def test_whom_nobody_keeps_is_erased_at_once(cast: Cast) -> None:
    user = make_user(email="solo@example.org")
    client, page = signed_in(user), path("own_erasure")
    assert "It is done at once." in text(client.get(page))
    wrong = client.post(page, {"password": "wrong"})
    assert "This is not your present password." in text(wrong)
    answer = client.post(page, {"password": PASSWORD}, follow=True)
    assert "Receipt of an erasure" in text(answer)
    receipt = ErasureReceipt.objects.get()
    assert (receipt.role, receipt.means) == ("self", "online")
    assert not User.objects.filter(email="solo@example.org").exists()
    assert client.get(path("own_data")).status_code == 302
    # The receipt has no name in it, so that anybody with its address may read it.
    alone = Client().get(path("erasure_receipt", receipt.uid))
    assert "solo@" not in text(alone)


def test_a_request_goes_to_who_keeps_the_record(cast: Cast, person: Person) -> None:
    own, email = signed_in(person.user), person.user.email
    shown = text(own.get(path("own_erasure")))
    assert f"Your request goes to the managers of {cast.cluster}" in shown
    for _twice in range(2):
        own.post(path("own_erasure"), {"password": PASSWORD})
    assert ErasureRequest.objects.get().person_uid == person.uid
    own.post(path("own_data"), {"settle": "keep"})
    assert not ErasureRequest.objects.exists()
    own.post(path("own_erasure"), {"password": PASSWORD})
    assert "Erasure was asked for" in text(own.get(path("own_data")))
    keeper, page = signed_in(cast.manager), path("person_erasure", person.uid)
    # How and when they asked is known.
    asked = text(keeper.get(page))
    assert "Erasure was asked for" in asked
    assert "How the person asked" not in asked
    answer = keeper.post(page, {"password": PASSWORD}, follow=True)
    assert "It is done; who asked for it gets the receipt by mail." in text(answer)
    receipt = ErasureReceipt.objects.get()
    assert (receipt.role, receipt.means) == ("keeper", "online")
    mail.outbox.clear()
    run_due()
    (message,) = mail.outbox
    assert message.to == [email]
    assert path("erasure_receipt", receipt.uid) in str(message.body)
    # Where it went is forgotten as soon as it left.
    kept = OutboxEntry.objects.get(kind="last_mail")
    assert email not in f"{kept.payload} {kept.words} {kept}"
    assert not Person.objects.filter(pk=person.pk).exists()
    assert own.get(path("own_data")).status_code == 302


def test_a_keeper_says_how_somebody_without_an_account_asked(cast: Cast) -> None:
    kept = make_person(maintained_by=cast.cluster)
    keeper, page = signed_in(cast.manager), path("person_erasure", kept.uid)
    values = {"password": PASSWORD, "means": "letter", "asked_on": "2999-01-01"}
    assert "This day is still to come." in text(keeper.post(page, values))
    values["asked_on"] = timezone.localdate().isoformat()
    assert "Receipt of an erasure" in text(keeper.post(page, values, follow=True))
    receipt = ErasureReceipt.objects.get()
    assert (receipt.role, receipt.means) == ("keeper", "letter")


def test_the_last_administrator_stays_and_demonstrations_too(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    assert "no active administrator left" in text(client.get(path("own_erasure")))
    answer = client.post(path("own_erasure"), {"password": PASSWORD}, follow=True)
    assert "no active administrator left" in text(answer)
    kept = make_person(user=cast.administrator, maintained_by=cast.cluster)
    second = make_user(is_superuser=True)
    assert "another administrator" in text(client.get(path("own_erasure")))
    second.is_active = False
    second.save()
    client = signed_in(make_user(is_superuser=True, is_active=True))
    User.objects.exclude(pk=cast.administrator.pk).update(is_superuser=False)
    assert client.get(path("person_erasure", kept.uid)).status_code == 404
    demo = signed_in(make_user(is_demonstration=True))
    answer = demo.get(path("own_erasure"), follow=True)
    assert "Demonstration accounts stay as they are." in text(answer)


def test_without_a_password_a_mailed_link_confirms(cast: Cast) -> None:
    user = make_user(email="key@example.org", language="en")
    user.set_unusable_password()
    user.save()
    client, page = signed_in(user), path("own_erasure")
    assert "a link by mail shows that it is you" in text(client.get(page))
    client.post(page, {"send": "link"})
    run_due()
    (message,) = mail.outbox
    link = next(one for one in message.body.split() if "key=" in one)
    key = link.partition("key=")[2]
    client.post(page, {"key": key + "x"})
    assert User.objects.filter(pk=user.pk).exists()
    assert "Erase for good" in text(client.get(page, {"key": key}))
    client.post(page, {"key": key})
    assert not User.objects.filter(pk=user.pk).exists()
    assert not OutboxEntry.objects.filter(payload__icontains="key@").exists()


def test_a_withdrawn_consent_takes_the_name_off_every_public_page(
    cast: Cast, person: Person
) -> None:
    consent = Consent(person=person, purpose="listing", given_on=timezone.localdate())
    consent.means = "paper"
    save_consent(consent, actor=cast.manager)
    cite(make_mandate(person, "president", cluster=cast.cluster, is_public=True))
    activity = make_activity(cast.network)
    participation = make_participation(activity, cast.cluster)
    participation.attendances.create(person=person)
    with override("en"):
        pages = [
            reverse("portal:cluster_detail", args=[cast.cluster.slug]),
            reverse("activities:activity_detail", args=[activity.uid]),
            reverse("activities:activity_feed", args=[activity.uid]),
            reverse("portal:home"),
            reverse("portal:source_list"),
        ]

    def naming() -> list[str]:
        return [one for one in pages if b"Bianchi" in Client().get(one).content]

    assert naming()
    client = signed_in(person.user)
    shown = text(client.get(path("own_data")))
    assert "Public office: president" in shown.lower() or "Public office" in shown
    assert "Consent of" in shown
    named = text(signed_in(cast.manager).get(path("named_people")))
    assert "Ada Bianchi" in named
    client.post(path("own_data"), {"settle": "withdraw"})
    assert naming() == []
    assert "Nobody is named" in text(signed_in(cast.manager).get(path("named_people")))


def test_administrators_see_the_periods_and_let_go(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    page = text(client.get(path("retention")))
    assert "none let go yet" in page
    for period in ("10 years", "1 day", "90 days"):
        assert f"<td>{period}</td>" in page
    answer = client.post(path("retention"), follow=True)
    assert "0 rows are gone." in text(answer)
    assert Purge.objects.exists()


def test_the_public_page_tells_each_kind_in_both_languages(
    client: Client, db: None
) -> None:
    assert "Words typed and not sent" in text(client.get(path("privacy")))
    with override("it"):
        shown = text(client.get(reverse("portal:privacy")))
    assert "Parole scritte e non inviate" in shown


def test_requests_and_contacts_about_to_go_wait_on_the_desk(
    cast: Cast, person: Person
) -> None:
    ErasureRequest.objects.create(user=person.user, person_uid=person.uid)
    lonely = make_person(family_name="Verdi", maintained_by=cast.cluster)
    make_person(family_name="Neri", maintained_by=cast.cluster)
    soon = timezone.now() - dt.timedelta(days=3 * 365 - 30)
    Person.objects.filter(pk=lonely.pk).update(modified_at=soon)
    with override("en"):
        desk = reverse("portal:desk")
    shown = text(signed_in(cast.manager).get(desk))
    assert ("Asked to be erased" in shown, "Contact about to go" in shown) == (
        True,
    ) * 2
    assert ("Ada Bianchi" in shown, "Verdi" in shown, "Neri" in shown) == (
        True,
        True,
        False,
    )
    assert "Ada Bianchi" not in text(signed_in(cast.other_manager).get(desk))


def test_files_on_my_record_come_along_and_go(cast: Cast, person: Person) -> None:
    file = SimpleUploadedFile("resume.txt", b"Words.", content_type="text/plain")
    attached = attach_file(person, file, kind="other", title="CV", actor=cast.manager)
    path_on_disk = path_of(attached.stored_name)
    archive = signed_in(person.user).get(path("own_data_zip"))
    with zipfile.ZipFile(io.BytesIO(b"".join(archive))) as opened:  # type: ignore[arg-type]
        assert opened.read(f"files/{attached.uid}-resume.txt") == b"Words."
    path_on_disk.unlink()
    lost = signed_in(cast.manager).get(path("person_data_zip", person.uid))
    with zipfile.ZipFile(io.BytesIO(b"".join(lost))) as opened:  # type: ignore[arg-type]
        assert opened.namelist() == ["index.html", "data.json"]
    erase(subject_of(person), means="letter", role="keeper")
    assert not Attachment.objects.exists()


def test_notes_of_other_clusters_are_exported_and_not_shown_to_a_keeper(
    cast: Cast, person: Person
) -> None:
    for cluster, words in ((cast.cluster, "Ours"), (cast.other_cluster, "Theirs")):
        note = Note.objects.create(cluster=cluster, kind="call", summary=words)
        note.people.add(person)
    shared = Note.objects.create(cluster=cast.cluster, kind="call", summary="Shared")
    shared.people.add(person, make_person())
    circular = Circular.objects.create(cluster=cast.cluster, subject_it="S")
    Delivery.objects.create(circular=circular, person=person, address=person.email)
    Unsubscription.objects.create(cluster=cast.cluster, address=person.email)
    Consent.objects.create(
        person=person, purpose="circulars", given_on="2026-01-02", means="paper"
    )
    seen = {}
    for name, user in (("keeper", cast.manager), ("self", person.user)):
        address = path("person_data", person.uid) if name == "keeper" else None
        shown = text(signed_in(user).get(address or path("own_data")))
        seen[name] = ("Ours" in shown, "Theirs" in shown)
    assert seen == {"keeper": (True, False), "self": (True, True)}
    receipt = erase(subject_of(person), means="letter", role="keeper")
    assert list(Note.objects.all()) == [shared]
    assert Delivery.objects.get().address.endswith("@erased.invalid")
    assert receipt.counts["unsubscriptions"] == {"kept": 1}
    assert not Person.objects.filter(pk=person.pk).exists()


def test_texts_that_say_the_name_are_shown_to_who_keeps_them(
    cast: Cast, person: Person
) -> None:
    """In either order and whatever the accents; not as a part of another name."""
    ours, theirs = cast.cluster, cast.other_cluster
    for title, cluster, is_published in (
        ("Greetings of ADA Biànchi, in Lyon", ours, True),
        ("Bianchi Ada and others", ours, True),
        ("Nada Bianchini speaks", ours, True),
        ("Ada Bianchi abroad", theirs, True),
        ("Ada Bianchi, secretly", theirs, False),
    ):
        make_activity(
            cast.network,
            maintained_by=cluster,
            title_en=title,
            is_published=is_published,
        )
    person.private_note = "Ada Bianchi is the record itself"
    person.save()
    page = text(signed_in(cast.manager).get(path("person_erasure", person.uid)))
    assert "An erasure does not change these texts." in page
    shown = [
        title
        for title in ("ADA Biànchi", "Bianchi Ada", "Bianchini", "abroad", "secretly")
        if title in page
    ]
    assert shown == ["ADA Biànchi", "Bianchi Ada", "abroad"]
    assert page.count("kept by others") == 1
    own = text(signed_in(person.user).get(path("own_erasure")))
    assert "these texts say your name" in own
    assert "Bianchi Ada and others" in own


def test_no_text_says_the_name(cast: Cast, person: Person) -> None:
    page = text(signed_in(cast.manager).get(path("person_erasure", person.uid)))
    assert "No text among what you may see says the full name." in page


def elsewhere(cast: Cast, address: str) -> dict[str, Any]:
    """What two clusters hold of somebody of whom they know but the address."""
    held: dict[str, Any] = {}
    for name, cluster, manager in (
        ("ours", cast.cluster, cast.manager),
        ("theirs", cast.other_cluster, cast.other_manager),
    ):
        invitation = Invitation(email=address, role="cluster_manager", cluster=cluster)
        invitation.language, invitation.given_name = "en", "Vera"
        held[f"{name}: invitation"] = invite(invitation, actor=manager)
        held[f"{name}: draft"] = KeptDraft.objects.create(
            owner=manager, path=f"/{name}/{address[:3]}/", words={"email": [address]}
        )
        held[f"{name}: undo"] = UndoStep.objects.create(
            owner=manager, entries=[{"before": address}]
        )
    held["mail"] = OutboxEntry.objects.filter(payload__icontains=address).first()
    return held


def left_of(held: dict[str, Any]) -> set[str]:
    return {
        name
        for name, row in held.items()
        if type(row)._default_manager.filter(pk=row.pk).exists()
    }


def numbers_in(page: str) -> int:
    """The rows that a preview or a receipt counts."""
    return sum(int(one) for one in re.findall(r"<td>(\d+)</td>", page))


def test_a_keeper_erases_nothing_of_others_that_has_but_the_same_address(
    cast: Cast,
) -> None:
    """A contact may have been given anybody’s address: it opens nobody else’s rows."""
    held = elsewhere(cast, "vera@example.org")
    kept = make_person(email="vera@example.org", maintained_by=cast.cluster)
    theirs = Note.objects.create(cluster=cast.other_cluster, kind="call", summary="X")
    theirs.people.add(kept)
    keeper, page = signed_in(cast.manager), path("person_erasure", kept.uid)
    shown = text(keeper.get(page))
    assert "under the same e-mail address alone stays" in shown
    assert "Notes of what was said" not in shown
    values = {"password": PASSWORD, "means": "letter", "asked_on": "2026-01-02"}
    receipt = text(keeper.post(page, values, follow=True))
    # Ours: an invitation, a draft, a step; and the record with its own note.
    assert numbers_in(shown) == 4
    assert numbers_in(receipt) == 4
    assert "Notes of what was said" not in receipt
    assert left_of(held) == {
        "theirs: invitation",
        "theirs: draft",
        "theirs: undo",
        "mail",
    }
    assert not Note.objects.exists()
    assert not Person.objects.filter(pk=kept.pk).exists()


def test_another_manager_does_not_erase_it_and_the_administrator_reaches_all(
    cast: Cast,
) -> None:
    held = elsewhere(cast, "vera@example.org")
    kept = make_person(email="vera@example.org", maintained_by=cast.cluster)
    page = path("person_erasure", kept.uid)
    values = {"password": PASSWORD, "means": "letter", "asked_on": "2026-01-02"}
    assert signed_in(cast.other_manager).post(page, values).status_code == 404
    assert left_of(held) == set(held)
    administrator = signed_in(cast.administrator)
    shown = text(administrator.get(page))
    receipt = text(administrator.post(page, values, follow=True))
    assert numbers_in(shown) == numbers_in(receipt)
    assert left_of(held) == set()


def test_the_person_reaches_all_of_the_address_that_they_sign_in_with(
    cast: Cast, person: Person
) -> None:
    """And nothing of another one, that a cluster wrote into their record."""
    own = elsewhere(cast, "ada@example.org")
    other = elsewhere(cast, "vera@example.org")
    Person.objects.filter(pk=person.pk).update(email="vera@example.org")
    client = signed_in(person.user)
    assert "vera@example.org" not in {
        one["email"]
        for kind in json.loads(client.get(path("own_data_json")).content)["data"]
        if kind["kind"] == "invitations"
        for one in kind["rows"]
    }
    client.post(path("own_erasure"), {"password": PASSWORD})
    keeper = signed_in(cast.manager)
    answer = keeper.post(
        path("person_erasure", person.uid), {"password": PASSWORD}, follow=True
    )
    assert "who asked for it gets the receipt by mail" in text(answer)
    assert left_of(own) == set()
    assert left_of(other) == {one for one in other if not one.startswith("ours")}
    run_due()
    receipt = ErasureReceipt.objects.get()
    assert receipt.counts["undo"] == {"deleted": 3}


def test_a_contact_that_nothing_rests_on_takes_nothing_else_along(cast: Cast) -> None:
    held = elsewhere(cast, "vera@example.org")
    kept = make_person(email="vera@example.org", maintained_by=cast.cluster)
    Person.objects.filter(pk=kept.pk).update(
        modified_at=timezone.now() - dt.timedelta(days=4000)
    )
    call_command("retention", stdout=io.StringIO())
    assert not Person.objects.filter(pk=kept.pk).exists()
    assert left_of(held) == set(held)
