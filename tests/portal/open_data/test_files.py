"""Files of open data: all that a visitor sees, typed, and safe to open."""

import csv
import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.portal.open_data import rows
from fondaco.portal.open_data.columns import columns_of
from fondaco.portal.open_data.datasets import public_resources, read_datasets
from fondaco.portal.open_data.descriptions import DESCRIPTIONS
from fondaco.portal.open_data.files import WRITERS
from fondaco.registry.models import Organisation
from tests.api.calling import Program
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_mandate,
    make_organisation,
    make_participation,
    make_person,
    make_place,
    make_project,
)
from tests.world import make_world

NAMES = [one.path for one in public_resources()]


def download(name: str, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).get(f"/open-data/{name}", headers=headers)


def content(name: str, client: Client | None = None) -> bytes:
    answer = download(name, client)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(f"{name}.csv").decode())))


def parquet(name: str) -> Any:
    return pq.read_table(io.BytesIO(content(f"{name}.parquet")))


def test_every_public_resource_has_its_words_and_no_other_has() -> None:
    assert sorted(NAMES) == sorted(DESCRIPTIONS)
    assert "encounters" not in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_json_has_the_objects_of_the_api(cast: Cast, name: str) -> None:
    make_world(cast)
    answered = Client().get(f"/api/v1/{name}?limit=200").json()["results"]
    host = "http://testserver"
    told = content(f"{name}.json").decode().replace("http://localhost:8000", host)
    assert json.loads(told) == answered
    assert len(table(name)) == len(answered) == parquet(name).num_rows > 0


def test_an_empty_set_is_a_file_all_the_same(db: None) -> None:
    assert json.loads(content("projects.json")) == []
    assert table("projects") == []
    assert parquet("projects").num_rows == 0


def test_files_say_what_visitors_see_even_to_who_sees_more(cast: Cast) -> None:
    published = make_organisation(is_published=True)
    make_person(is_public=False, family_name="Hidden")
    administrator = Client()
    administrator.force_login(cast.administrator)
    for kind in ("csv", "json"):
        for name in ("organisations", "people"):
            file = f"{name}.{kind}"
            assert content(file, administrator) == content(file)
    (only,) = json.loads(content("organisations.json", administrator))
    assert only["id"] == published.uid
    assert "trusts_contact" not in only
    assert json.loads(content("people.json", administrator)) == []


def test_what_is_for_nobody_or_no_format_is_not_there(cast: Cast) -> None:
    for name in ("encounters.csv", "users.csv", "nothing.json", "clusters.exe"):
        assert download(name).status_code == 404


def test_tables_are_flat(cast: Cast) -> None:
    activity = make_activity(cast.network, start="2016-11", title_en="Fair")
    make_place(activity, "FR", city="Lyon")
    make_participation(activity, cast.cluster, is_published=True)
    (row,) = table("activities")
    assert (row["start.earliest"], row["start.latest"]) == ("2016-11-01", "2016-11-30")
    assert (row["start.precision"], row["is_virtual"]) == ("month", "false")
    assert json.loads(row["places"])[0]["city"] == "Lyon"
    assert row["parent.id"] == ""
    (row,) = table("participations")
    assert row["cluster.id"] == cast.cluster.uid
    assert row["cluster.name"] == str(cast.cluster)
    # What other records say is not told by a name.
    assert "session.name" in row or "session" in row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "  =", "'="])
def test_no_text_of_a_table_is_a_formula(db: None, start: str) -> None:
    text = f'{start}HYPERLINK("http://evil.example";"x")'
    make_organisation(name="Acme", description_it=text, is_published=True)
    (row,) = table("organisations")
    assert row["description_it"] == f"'{text}"
    (record,) = json.loads(content("organisations.json"))
    assert record["description_it"] == text


def test_parquet_has_types(cast: Cast) -> None:
    make_project(cast.network, total_budget="1234.5", start="2016-11-23")
    found = parquet("projects")
    kinds = {
        "id": pa.string(),
        "start.earliest": pa.date32(),
        "total_budget": pa.decimal128(20, 2),
    }
    assert {name: found.schema.field(name).type for name in kinds} == kinds
    make_place(make_activity(cast.network, is_virtual=True), "FR", city="Lyon")
    found = parquet("activities")
    assert found.schema.field("is_virtual").type == pa.bool_()
    (activity,) = found.to_pylist()
    assert activity["is_virtual"] is True
    assert [one["city"] for one in activity["places"]] == ["Lyon"]


@pytest.mark.parametrize("name", NAMES)
def test_no_two_columns_have_one_name(name: str) -> None:
    (resource,) = (one for one in public_resources() if one.path == name)
    names = [column.name for column in columns_of(resource)]
    assert len(set(names)) == len(names)


def test_large_sets_are_read_in_batches_of_few_queries(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "BATCH", 10)
    for number in range(35):
        make_organisation(name=f"Organisation {number}", is_published=True)
    for kind, write in WRITERS.items():
        (resource,) = (one for one in public_resources() if one.path == "organisations")
        chunks = write(resource)
        with CaptureQueriesContext(connection) as queries:
            first = next(chunks)
        assert first
        # Nothing is read before it is asked for: at most one batch.
        assert len(queries) <= 3, kind
        with CaptureQueriesContext(connection) as queries:
            rest = b"".join(chunks)
        assert len(queries) <= 4 * 3, kind
        if kind == "json":
            told = json.loads(first + rest)
            assert len({one["id"] for one in told}) == len(told) == 35


def test_the_mark_holds_until_anything_changes(cast: Cast) -> None:
    organisation = make_organisation(is_published=True)
    person = make_person(is_public=True)
    make_mandate(person, "president", organisation=organisation)
    mark = download("mandates.csv")["ETag"]
    again = download("mandates.csv", **{"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    seen = {mark}
    # The name of another record is in the file, too.
    organisation.name = "Another name"
    organisation.save()
    seen.add(download("mandates.csv")["ETag"])
    other = make_organisation()
    seen.add(download("mandates.csv")["ETag"])
    Organisation.objects.filter(pk=other.pk).delete()
    seen.add(download("mandates.csv")["ETag"])
    assert len(seen) == 4
    assert download("mandates.csv", **{"if-none-match": mark}).status_code == 200


def test_who_asks_for_the_head_gets_no_body(cast: Cast) -> None:
    answer = Client().head("/open-data/clusters.parquet")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.apache.parquet"
    assert b"".join(answer.streaming_content) == b""


def test_the_datasets_are_counted_in_one_query(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    make_world(cast)
    with django_assert_num_queries(1):
        found = {one.name: one for one in read_datasets()}
    assert {name: found[name].number for name in ("people", "clusters")} == {
        name: Program().get(name).json()["count"] for name in ("people", "clusters")
    }
