"""What waits on the desk beside the records, and the mail that says so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from fondaco.accounts.mails import full_address
from fondaco.core.models import Import, LikelyPair, OutboxEntry
from fondaco.core.tasks import add_task
from fondaco.portal.desk.digest import send_digest, send_digests
from fondaco.portal.desk.whole import waiting_for
from fondaco.portal.jobs import mail_what_waits
from fondaco.registry.inviting import invite
from fondaco.registry.models import Invitation, Organisation, Person, ProposedChange
from tests.conftest import Cast
from tests.factories import (
    make_consent,
    make_feed,
    make_organisation,
    make_person,
    make_press_item,
)


def make_matters(cast: Cast, *, number: int = 1) -> None:
    """Of each kind as many as wanted, for the manager of the cluster."""
    today = timezone.localdate()
    for _each in range(number):
        person = make_person(family_name="Neri", maintained_by=cast.cluster)
        make_consent(person, expires_on=today + dt.timedelta(days=3))
        invitation = Invitation(
            email="bo@example.org", role="cluster_manager", cluster=cast.cluster
        )
        invite(invitation, actor=cast.manager)
        for state in ("planned", "failed", "applied"):
            Import.objects.create(
                kind="members",
                actor=cast.manager,
                cluster=cast.cluster.pk,
                file_name=f"{state}.xlsx",
                file_hash="x",
                state=state,
            )
        first = make_organisation(name="Empty", maintained_by=cast.cluster)
        second = make_organisation(name="Void")
        ProposedChange.objects.create(
            organisation=first,
            field="city",
            before="",
            after="Como",
            proposed_by=cast.member_contact,
        )
        LikelyPair.objects.create(
            content_type=ContentType.objects.get_for_model(Organisation),
            first_id=first.pk,
            second_id=second.pk,
            certainty=90,
        )


def test_what_is_open_beside_the_records_waits_with_what_clears_it(
    cast: Cast, client: Client
) -> None:
    make_matters(cast)
    client.force_login(cast.manager)
    found = client.get(reverse("portal:desk")).context["waiting"]
    own = [one for one in found if one.name != cast.member.name]
    assert [(one.name, str(one.action)) for one in own] == [
        ("failed.xlsx", "Guarda che cosa non è riuscito"),
        ("planned.xlsx", "Continua"),
        ("Ada Neri", "Chiedilo di nuovo"),
        ("Empty", "Accetta o rifiuta"),
        ("bo@example.org", "Invia di nuovo o revoca"),
        ("1 probabile doppione", "Confronta"),
        ("Empty", "Completa ciò che manca"),
    ]
    for one in own:
        assert client.get(one.url).status_code == 200
    LikelyPair.objects.update(
        proposed_at=timezone.now(), proposed_by=cast.other_manager
    )
    names = [one.name for one in waiting_for(cast.manager, timezone.localdate())]
    assert "1 unione proposta" in names


def test_what_is_open_elsewhere_is_no_ones_business(cast: Cast) -> None:
    make_matters(cast)
    today = timezone.localdate()
    for person in (cast.other_manager, cast.participant):
        assert waiting_for(person, today) == []


def test_a_desk_of_many_matters_takes_as_few_queries(
    cast: Cast,
    client: Client,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    make_matters(cast, number=15)
    client.force_login(cast.manager)
    with django_assert_max_num_queries(9):
        assert client.get(reverse("portal:desk")).status_code == 200


def digests() -> list[OutboxEntry]:
    return list(OutboxEntry.objects.filter(key__startswith="digest:").order_by("pk"))


def test_one_mail_a_day_tells_each_only_what_is_theirs(cast: Cast) -> None:
    make_matters(cast)
    today = timezone.localdate()
    cast.manager.language = "en"
    cast.manager.save()
    yesterday = today - dt.timedelta(days=1)
    add_task(
        "Chiamare\nComo",
        due_on=yesterday,
        owner=cast.participant,
        actor=cast.administrator,
    )
    assert mail_what_waits() == "4", "the coordinator and the administrator keep it too"
    assert mail_what_waits() == "0", "never twice on one day"
    administrator, _coordinator, manager, participant = digests()
    assert [one.payload["to"] for one in (administrator, manager, participant)] == [
        [cast.administrator.email],
        [cast.manager.email],
        [cast.participant.email],
    ]
    assert manager.payload["subject"] == "[Fondaco] 4 matters wait for you"
    text = manager.payload["text"]
    with override("en"):
        person = Person.objects.get(family_name="Neri")
        url = full_address(reverse("registry:person_change", args=[person.uid]))
    assert "– Consent: Ada Neri, until" in text
    assert f"\n  Ask for it again: {url}" in text
    assert "Chiamare" not in text
    task = participant.payload["text"]
    assert participant.payload["subject"] == "[Fondaco] 1 cosa ti aspetta"
    assert ": Chiamare Como, entro" in task
    assert "(in ritardo)" in task
    assert "Neri" not in task
    assert send_digests(today + dt.timedelta(days=1)) == 4, "the next day again"


def test_who_wants_no_mail_gets_none(cast: Cast, client: Client) -> None:
    make_matters(cast)
    client.force_login(cast.manager)
    form = {"name": "Ada", "language": "it"}
    client.post(reverse("account_profile"), form)
    send_digests(timezone.localdate())
    assert [cast.manager.email] not in [one.payload["to"] for one in digests()]


def test_a_long_mail_ends_and_takes_as_few_queries(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    make_matters(cast, number=15)
    with django_assert_max_num_queries(12):
        assert send_digest(cast.manager, timezone.localdate())
    assert "e altre " in digests()[0].payload["text"]


def test_texts_of_the_press_and_broken_feeds_wait_for_those_whose_they_are(
    cast: Cast,
) -> None:
    """A release in two papers is one; a feed that failed once may be well again."""
    today = timezone.localdate()
    text = " ".join(f"parola{n}" for n in range(40))
    for publisher in ("Il Foglio", "Ansa"):
        make_press_item(cast.cluster, text=text, publisher=publisher)
    make_press_item(cast.cluster)
    make_press_item(cast.cluster, state="set_aside")
    make_feed(cast.cluster, name="Rotto", problem="missing", failures=3)
    make_feed(cast.cluster, name="Una volta", problem="missing", failures=1)
    make_feed(
        cast.cluster, name="Fermo", problem="missing", failures=9, is_active=False
    )

    def waiting(user: Any) -> list[tuple[str, str]]:
        kinds = {"Feed", "Testi della stampa"}
        found = waiting_for(user, today)
        return [(one.name, one.when) for one in found if str(one.kind) in kinds]

    assert waiting(cast.manager) == [
        ("Rotto", "A questo indirizzo non c’è più nulla."),
        ("2 da leggere", ""),
    ]
    assert waiting(cast.coordinator) == waiting(cast.manager)
    assert waiting(cast.other_manager) == waiting(cast.participant) == []
