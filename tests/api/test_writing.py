"""What programs write: by the forms' rules, and never over what they have not read."""

from typing import Any

import pytest

from fondaco.activities.models import Activity, Participation
from fondaco.registry.models import Competence, Organisation
from tests.api.calling import Program
from tests.conftest import Cast
from tests.factories import make_activity, make_organisation, make_participation


def a_fair(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "network": cast.network.uid,
        "maintained_by": cast.cluster.uid,
        "kind": "fair",
        "status": "announced",
        "title_it": "Fiera di Lione",
        "time_zone": "Europe/Rome",
        "start": "2016-11-29",
        "end": {"earliest": "2016-12-02", "latest": "2016-12-02", "precision": "day"},
        "places": [{"country": "FR", "city": "Lyon", "venue": "Eurexpo"}],
    } | more


def test_a_record_is_made_as_the_form_would_make_it(cast: Cast) -> None:
    program = Program(cast.manager)
    answer = program.post("activities", a_fair(cast))
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert answer["Location"].endswith(f"/api/v1/activities/{said['id']}")
    assert said["start"]["precision"] == "day"
    assert said["places"] == [{"country": "FR", "city": "Lyon", "venue": "Eurexpo"}]
    assert said["is_published"] is False
    made = Activity.objects.get(uid=said["id"])
    assert made.history.get().history_user == cast.manager
    assert made.places.get().latitude is not None
    assert program.get(f"activities/{said['id']}")["ETag"] == answer["ETag"]


def test_who_may_add_nothing_is_told_so(cast: Cast) -> None:
    answer = Program(cast.participant).post("activities", a_fair(cast))
    assert answer.status_code == 403
    assert answer.json()["detail"] == "You may not add records of this kind."


def test_only_what_is_sent_is_changed(cast: Cast) -> None:
    program = Program(cast.manager)
    first = program.post("activities", a_fair(cast, edition=3))
    address = f"activities/{first.json()['id']}"
    answer = program.patch(address, {"title_en": "Lyon fair"}, first["ETag"])
    assert answer.status_code == 200, answer.text
    assert answer.json() == first.json() | {"title_en": "Lyon fair"}
    assert answer["ETag"] != first["ETag"]


def test_what_was_read_can_be_sent_back(cast: Cast) -> None:
    program = Program(cast.manager)
    first = program.post("activities", a_fair(cast))
    address = f"activities/{first.json()['id']}"
    said = first.json()
    body = {
        name: value["id"] if isinstance(value, dict) and "id" in value else value
        for name, value in said.items()
        if name not in {"id", "url", "is_published"}
    }
    answer = program.patch(address, body, first["ETag"])
    assert answer.status_code == 200, answer.text
    assert answer.json() == said
    assert answer["ETag"] == first["ETag"]
    assert Activity.objects.get(uid=said["id"]).history.count() == 1


def test_nothing_unread_is_overwritten(cast: Cast) -> None:
    mine, theirs = Program(cast.manager), Program(cast.coordinator)
    address = f"organisations/{cast.member.uid}"
    read = mine.get(address)["ETag"]
    assert theirs.patch(address, {"city": "Brescia"}, read).status_code == 200
    answer = mine.patch(address, {"city": "Milano"}, read)
    assert answer.status_code == 412
    assert mine.patch(address, {"city": "Milano"}, "").status_code == 428
    assert mine.delete(address, read).status_code == 412
    cast.member.refresh_from_db()
    assert cast.member.city == "Brescia"


def test_rows_are_sent_whole_and_those_that_stay_stay_themselves(cast: Cast) -> None:
    program = Program(cast.manager)
    address = f"organisations/{cast.member.uid}"
    names = [{"name": "Acme"}, {"name": "Acme Italia", "kind": "former_name"}]
    answer = program.patch(address, {"aliases": names})
    assert answer.status_code == 200, answer.text
    kept = cast.member.aliases.get(name="Acme Italia").pk
    names = [{"name": "Acme Italia", "kind": "former_name"}, {"name": "ACME"}]
    answer = program.patch(address, {"aliases": names})
    found = dict(cast.member.aliases.values_list("name", "pk"))
    assert set(found) == {"Acme Italia", "ACME"}
    assert found["Acme Italia"] == kept


def test_mistakes_say_where_they_are(cast: Cast) -> None:
    program = Program(cast.manager)
    sent = a_fair(cast, start="2016-12-29", places=[{"country": "ZZ"}], parent="nobody")
    answer = program.post("activities", sent)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/parent"]
    answer = program.post("activities", sent | {"parent": None})
    pointers = {one["pointer"] for one in answer.json()["errors"]}
    assert pointers == {"/end", "/places/0/country"}
    answer = program.post("activities", sent | {"colour": "red", "kind": "party"})
    pointers = {one["pointer"] for one in answer.json()["errors"]}
    assert pointers == {"/colour", "/kind"}
    assert not Activity.objects.exists()


def test_relations_of_many_are_sent_as_identifiers(cast: Cast) -> None:
    robotics = Competence.objects.create(name_it="Robotica", name_en="Robotics")
    address = f"organisations/{cast.member.uid}"
    program = Program(cast.manager)
    answer = program.patch(address, {"competences": [robotics.uid]})
    assert [one["id"] for one in answer.json()["competences"]] == [robotics.uid]
    assert program.ids("organisations?competences=" + robotics.uid) == [cast.member.uid]
    assert program.patch(address, {"competences": []}).json()["competences"] == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("coordinator", 200),
        ("administrator", 200),
        ("member_contact", 403),
        ("other_manager", 404),
        ("participant", 404),
    ],
)
def test_who_may_change_a_draft(cast: Cast, who: str, status: int) -> None:
    program = Program(getattr(cast, who))
    address = f"organisations/{cast.member.uid}"
    assert program.patch(address, {"city": "Brescia"}).status_code == status
    deleted = program.delete(address).status_code
    assert deleted == (status if status != 200 else 204)


def test_a_token_does_what_it_was_made_for(cast: Cast) -> None:
    address = f"organisations/{cast.member.uid}"
    reader = Program(cast.manager, "write:activities")
    assert reader.get(address).status_code == 200
    answer = reader.patch(address, {"city": "Brescia"})
    assert answer.status_code == 403
    assert "write:registry" in answer.json()["detail"]
    assert Program().patch(address, {"city": "Brescia"}).status_code == 401


def test_one_gives_nothing_to_others_that_one_does_not_answer_for(cast: Cast) -> None:
    program = Program(cast.manager)
    sent = a_fair(cast, maintained_by=cast.other_cluster.uid)
    answer = program.post("activities", sent)
    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_publishing_asks_whether_it_is_there_already(cast: Cast) -> None:
    program = Program(cast.manager)
    first = program.post("activities", a_fair(cast, is_published=True))
    assert first.json()["is_published"] is True
    assert Program().ids("activities") == [first.json()["id"]]
    twin = program.post("activities", a_fair(cast, is_published=True))
    assert twin.status_code == 409
    assert twin.json()["errors"][0]["pointer"] == f"/{first.json()['id']}"
    assert Activity.objects.count() == 1
    sent = a_fair(cast, is_published=True, is_another=True)
    assert program.post("activities", sent).status_code == 201


def test_who_may_not_publish_is_told(cast: Cast) -> None:
    cast.member.trusts_contact = True
    cast.member.save()
    program = Program(cast.member_contact)
    address = f"organisations/{cast.member.uid}"
    answer = program.patch(address, {"is_published": True})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/is_published"
    assert program.patch(address, {"maintained_by": None}).status_code == 422
    assert program.patch(address, {"city": "Brescia"}).status_code == 200


def test_what_others_depend_on_is_not_deleted(cast: Cast) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    make_participation(activity, cast.cluster, organisation=cast.member)
    program = Program(cast.manager)
    answer = program.delete(f"organisations/{cast.member.uid}")
    assert answer.status_code == 409
    assert answer.json()["errors"]
    assert Participation.objects.count() == 1
    alone = make_organisation(maintained_by=cast.cluster)
    assert program.delete(f"organisations/{alone.uid}").status_code == 204
    assert not Organisation.objects.filter(pk=alone.pk).exists()
