"""Taking back what was saved or deleted, and bringing earlier versions back."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.core.models import KeptDraft, UndoStep
from fondaco.registry.models import (
    Competence,
    Membership,
    Organisation,
    OrganisationAlias,
)
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_organisation,
    make_person,
    make_source,
    make_user,
)
from tests.submitting import form_values, said, submit
from tests.web.records.test_lists import signed_in, together


@pytest.fixture
def manager(cast: Cast) -> Client:
    return signed_in(cast.manager)


def page(verb: str, record: Any, *more: object) -> str:
    return reverse(f"registry:organisation_{verb}", args=[record.uid, *more])


def take_back(client: Client) -> Any:
    step = UndoStep.objects.latest("pk")
    url = reverse("web:undo", args=[step.uid])
    assert client.get(url).status_code == 200
    return client.post(url)


def test_what_was_saved_becomes_what_it_was_with_its_rows(
    cast: Cast, manager: Client
) -> None:
    member = cast.member
    old, url = member.name, page("change", member)
    OrganisationAlias.objects.create(organisation=member, name="Before")
    changes = {"organisationalias__0__name": "After", "organisationalias__1__name": "X"}
    submit(manager, url, name="Renamed", **changes)
    member.refresh_from_db()
    assert member.name == "Renamed"
    assert member.aliases.count() == 2
    take_back(manager)
    member.refresh_from_db()
    assert member.name == old
    assert list(member.aliases.values_list("name", flat=True)) == ["Before"]
    assert member.history.first().history_change_reason == "undo"
    assert UndoStep.objects.count() == 0


def test_what_was_made_is_taken_away(cast: Cast, manager: Client) -> None:
    new = {"name": "New", "kind": "company", "maintained_by": str(cast.cluster.pk)}
    submit(manager, reverse("registry:organisation_add"), **new)
    assert Organisation.objects.filter(name="New").exists()
    take_back(manager)
    assert not Organisation.objects.filter(name="New").exists()


def test_what_was_deleted_returns_as_it_was(cast: Cast, manager: Client) -> None:
    member = cast.member
    OrganisationAlias.objects.create(organisation=member, name="Alias")
    member.competences.add(Competence.objects.create(name_it="A", name_en="B"))
    cite(member, make_source(), quote="words")
    born = member.created_at.replace(microsecond=0)
    kept = (member.pk, member.uid, born, Membership.objects.get().uid)
    manager.post(page("delete", member))
    assert not Organisation.objects.filter(pk=member.pk).exists()
    take_back(manager)
    back = Organisation.objects.get(pk=member.pk)
    born = back.created_at.replace(microsecond=0)
    assert (back.pk, back.uid, born, Membership.objects.get().uid) == kept
    assert (back.aliases.count(), back.competences.count()) == (1, 1)
    assert back.citations.get().quote == "words"


def test_many_return_together(cast: Cast, manager: Client) -> None:
    one, two = (make_organisation(maintained_by=cast.cluster) for _ in range(2))
    together(manager, "withdraw", one, two, confirmed="1")
    together(manager, "delete", one, two, confirmed="1")
    take_back(manager)
    assert Organisation.objects.filter(pk__in=[one.pk, two.pk]).count() == 2


def test_a_step_is_ones_own_lasts_a_day_and_gives_way_to_what_came_after(
    cast: Cast, manager: Client
) -> None:
    url = page("change", cast.member)
    submit(manager, url, name="Mine")
    step = UndoStep.objects.get()
    address = reverse("web:undo", args=[step.uid])
    assert signed_in(cast.coordinator).post(address).status_code == 404
    submit(signed_in(cast.coordinator), url, name="Theirs")
    refused = manager.post(address)
    cast.member.refresh_from_db()
    assert cast.member.name == "Theirs"
    assert "Theirs" in said(refused)[-1]
    UndoStep.objects.update(done_at=timezone.now() - dt.timedelta(days=2))
    assert manager.get(address).status_code == 404


def test_an_earlier_version_comes_back_as_a_new_change(
    cast: Cast, manager: Client
) -> None:
    member, old = cast.member, cast.member.name
    first = member.history.latest().history_id
    submit(manager, page("change", member), name="Renamed")
    count = member.history.count()
    url = page("restore", member, first)
    fields = manager.get(url).context["fields"]
    assert [(one.before, one.after) for one in fields] == [("Renamed", old)]
    assert url in manager.get(page("history", member)).content.decode()
    manager.post(url)
    member.refresh_from_db()
    assert (member.name, member.history.count()) == (old, count + 1)
    assert "fields" in manager.get(url).context
    strangers = signed_in(cast.other_manager)
    assert strangers.post(url).status_code == 404
    assert manager.get(page("restore", member, "9" * 20)).status_code == 404


def test_a_version_that_would_be_others_is_refused(cast: Cast, manager: Client) -> None:
    member = cast.member
    member.maintained_by, member.kind = cast.other_cluster, "company"
    member.save()
    first = member.history.latest().history_id
    member.maintained_by = cast.cluster
    member.save()
    refused = manager.post(page("restore", member, first))
    member.refresh_from_db()
    assert (member.maintained_by, len(said(refused))) == (cast.cluster, 1)


def test_no_version_brings_back_what_the_form_keeps_from_one(
    cast: Cast, manager: Client
) -> None:
    """Whom a user is decides what the user may do: the administrator's to say."""
    person = make_person(maintained_by=cast.cluster, user=make_user(), phone="")
    first = person.history.latest().history_id
    person.user, person.phone = None, "+39 02 1234567"
    person.save()
    url = reverse("registry:person_restore", args=[person.uid, first])
    assert [one.after for one in manager.get(url).context["fields"]] == [""]
    manager.post(url)
    person.refresh_from_db()
    assert (person.phone, person.user) == ("", None)


def test_words_typed_and_not_sent_are_offered_again(
    cast: Cast, manager: Client
) -> None:
    url = page("change", cast.member)
    words = form_values(manager.get(url)) | {"name": "Typed", "press": "keep"}
    assert manager.post(url, words).status_code == 204
    cast.member.refresh_from_db()
    assert cast.member.name != "Typed"
    assert manager.get(url).context["editing"].draft is not None
    assert signed_in(cast.coordinator).get(url).context["editing"].draft is None
    assert form_values(manager.get(f"{url}?draft=1"))["name"] == ["Typed"]
    submit(manager, f"{url}?draft=1")
    cast.member.refresh_from_db()
    assert (cast.member.name, KeptDraft.objects.count()) == ("Typed", 0)


def test_kept_words_are_thrown_away_when_asked_or_old(
    cast: Cast, manager: Client
) -> None:
    url = reverse("registry:organisation_add")
    words = form_values(manager.get(url)) | {"name": "Typed", "press": "keep"}
    manager.post(url, words | {"visit": "forged"})
    assert KeptDraft.objects.count() == 0
    manager.post(url, words)
    manager.post(url, words | {"press": "discard"})
    assert KeptDraft.objects.count() == 0
    manager.post(url, words)
    KeptDraft.objects.update(kept_at=timezone.now() - dt.timedelta(days=31))
    assert manager.get(url).context["editing"].draft is None


def test_words_for_a_record_that_is_gone_are_given_back(
    cast: Cast, manager: Client
) -> None:
    url = page("change", cast.member)
    words = form_values(manager.get(url)) | {"description_it": "Lungo lavoro"}
    cast.member.delete()
    answer = manager.post(url, words | {"press": "save"})
    assert answer.status_code == 404
    assert ("description it", "Lungo lavoro") in answer.context["words"]
    assert manager.get(url).context["words"] == []
