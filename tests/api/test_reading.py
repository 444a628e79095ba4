"""What programs read: as much as a person would, and not a word more."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.core.merging import merge_records
from fondaco.registry.models import Organisation
from fondaco.web.api import all_resources
from tests.api.calling import Program
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_body,
    make_organisation,
    make_participation,
    make_person,
    make_place,
)
from tests.world import make_world


def test_visitors_read_what_is_published_and_learn_of_nothing_else(cast: Cast) -> None:
    published = make_organisation(name="Acme", is_published=True)
    reader = Program()
    assert reader.ids("organisations") == [published.uid]
    assert reader.get(f"organisations/{published.uid}").json()["name"] == "Acme"
    hidden = reader.get(f"organisations/{cast.member.uid}")
    nothing = reader.get("organisations/nothinghere")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.json() == nothing.json()
    assert hidden["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("administrator", True),
        ("coordinator", True),
        ("manager", True),
        ("member_contact", True),
        ("other_manager", False),
        ("participant", False),
    ],
)
def test_a_token_reads_what_its_owner_may_see(cast: Cast, who: str, sees: bool) -> None:
    answer = Program(getattr(cast, who)).get(f"organisations/{cast.member.uid}")
    assert (answer.status_code == 200) is sees


def test_what_is_kept_for_oneself_is_said_to_who_keeps_it_alone(cast: Cast) -> None:
    activity = make_activity(cast.network)
    make_participation(
        activity, cast.cluster, private_note="Ours alone", is_published=True
    )
    person = make_person(
        is_public=True, maintained_by=cast.cluster, email="secret@example.org"
    )
    for reader in (Program(), Program(cast.other_manager)):
        (said,) = reader.get("participations").json()["results"]
        assert "private_note" not in said
        assert "email" not in reader.get(f"people/{person.uid}").json()
    own = Program(cast.manager)
    (said,) = own.get("participations").json()["results"]
    assert said["private_note"] == "Ours alone"
    assert own.get(f"people/{person.uid}").json()["email"] == "secret@example.org"


def test_a_reference_to_what_one_may_not_see_names_nothing(cast: Cast) -> None:
    draft = make_activity(cast.network, is_published=False, title_en="Secret plans")
    activity = make_activity(cast.network, parent=draft)
    make_body(activity, cast.member)
    said = Program().get(f"activities/{activity.uid}").json()
    assert said["parent"] == {"type": "activities", "id": None, "name": None}
    assert said["bodies"] == []
    said = Program(cast.administrator).get(f"activities/{activity.uid}").json()
    assert said["parent"]["id"] == draft.uid
    assert [one["organisation"]["id"] for one in said["bodies"]] == [cast.member.uid]


def test_a_browsers_session_is_no_token(cast: Cast, client: Any) -> None:
    client.force_login(cast.administrator)
    assert client.get(f"/api/v1/organisations/{cast.member.uid}").status_code == 404


def test_a_wrong_token_is_told_apart_from_none(cast: Cast) -> None:
    reader = Program(cast.manager)
    reader.client.defaults["HTTP_AUTHORIZATION"] = "Bearer fondaco_wrong"
    answer = reader.get("clusters")
    assert answer.status_code == 401
    assert "invalid_token" in answer["WWW-Authenticate"]


def paths() -> list[str]:
    return [one.path for one in all_resources().values()]


@pytest.mark.walk
@pytest.mark.parametrize("path", paths())
def test_every_list_answers_and_takes_no_more_queries_for_more_rows(
    cast: Cast, path: str
) -> None:
    make_world(cast)
    program = Program(cast.administrator)
    program.get("networks")
    counts = []
    for limit in (1, 50):
        with CaptureQueriesContext(connection) as queries:
            answer = program.get(f"{path}?limit={limit}")
        assert answer.status_code == 200, answer.text
        counts.append(len(queries))
    assert answer.json()["results"]
    assert max(counts) <= 9
    # The first may point to nothing, and so need no look at what others point to.
    assert counts[1] - counts[0] in {0, 1}


def test_nothing_changed_is_said_without_a_body(cast: Cast) -> None:
    reader = Program()
    for path in ("clusters", f"clusters/{cast.cluster.uid}"):
        etag = reader.get(path)["ETag"]
        again = reader.get(path, **{"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
    first = reader.get(f"clusters/{cast.cluster.uid}")
    later = {"if-modified-since": first["Last-Modified"]}
    assert reader.get(f"clusters/{cast.cluster.uid}", **later).status_code == 304
    cast.cluster.acronym = "NEW"
    cast.cluster.save()
    again = reader.get("clusters", **{"if-none-match": etag})
    assert again.status_code == 200


def test_lists_are_narrowed_searched_and_paged(cast: Cast) -> None:
    for name in ("Alfa", "Beta", "Gamma"):
        make_organisation(name=name, kind="university", is_published=True)
    make_organisation(name="Alfa", kind="company", is_published=True)
    reader = Program()
    first = reader.get("organisations?kind=university&limit=2").json()
    assert (first["count"], first["previous"]) == (3, None)
    second = reader.client.get(first["next"]).json()
    assert [one["name"] for one in second["results"]] == ["Gamma"]
    assert second["next"] is None
    assert reader.get("organisations?search=ALFÀ").json()["count"] == 2
    since = "modified_since=2999-01-01T00:00:00Z"
    assert reader.get(f"organisations?{since}").json()["count"] == 0


def test_a_relation_is_asked_for_by_identifier_or_address(cast: Cast) -> None:
    activity = make_activity(cast.network)
    make_participation(activity, cast.cluster, is_published=True)
    make_participation(activity, cast.other_cluster, is_published=True)
    reader = Program()
    for key in (cast.cluster.uid, cast.cluster.slug):
        assert len(reader.ids(f"participations?cluster={key}")) == 1
    assert reader.ids("participations?cluster=nobody") == []


def test_activities_are_asked_for_by_when_they_are(cast: Cast) -> None:
    inside = make_activity(cast.network, start="2016-11-23")
    make_activity(cast.network, start="2018-02-01")
    reader = Program()
    assert reader.ids("activities?from=2016&to=2016") == [inside.uid]
    wrong = reader.get("activities?from=tomorrow")
    assert wrong.status_code == 422
    assert "tomorrow" in wrong.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "offset=-1", "kind=nonsense", "search=%00"]
)
def test_a_wrong_question_is_a_problem_and_no_failure(cast: Cast, query: str) -> None:
    answer = Program().get(f"organisations?{query}")
    assert answer.status_code == 422
    (mistake,) = answer.json()["errors"]
    assert mistake["pointer"] == query.partition("=")[0]


def test_who_was_merged_leads_to_who_was_kept(cast: Cast) -> None:
    keep = make_organisation(is_published=True)
    gone = make_organisation(is_published=True)
    old = gone.uid
    merge_records(keep, gone, take=(), actor=cast.administrator)
    answer = Program().get(f"organisations/{old}")
    assert answer.status_code == 301
    assert answer["Location"] == f"/api/v1/organisations/{keep.uid}"
    assert Organisation.objects.filter(uid=old).count() == 0


def test_dates_say_how_well_they_are_known(cast: Cast) -> None:
    activity = make_activity(cast.network, start="2016-11")
    make_place(activity, "BE", city="Brussels")
    said = Program().get(f"activities/{activity.uid}").json()
    assert said["start"] == {
        "earliest": "2016-11-01",
        "latest": "2016-11-30",
        "precision": "month",
    }
    assert said["places"] == [{"country": "BE", "city": "Brussels", "venue": ""}]


def test_the_headers_alone_can_be_asked_for(cast: Cast) -> None:
    reader = Program()
    address = f"/api/v1/clusters/{cast.cluster.uid}"
    answer = reader.client.head(address)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == reader.client.get(address)["ETag"]
    assert answer["Access-Control-Allow-Origin"] == "*"
