"""The managers' side of every app at once: who reaches which record, and how."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from fondaco.accounts import records as accounts
from fondaco.activities import records as activities
from fondaco.correspondence import records as correspondence
from fondaco.funding import records as funding
from fondaco.funding.models import Partnership, Project, Proposal
from fondaco.newsroom import records as newsroom
from fondaco.registry import records as registry
from fondaco.web.records import RecordType
from fondaco.web.records.types import RECORD_TYPES
from tests.conftest import Cast
from tests.factories import cite, make_organisation, make_place
from tests.world import everybody, make_world, management

ALL = (
    *registry.RECORDS,
    *activities.RECORDS,
    *correspondence.RECORDS,
    *funding.RECORDS,
    *newsroom.RECORDS,
    *accounts.RECORDS,
)


MACHINERY = {
    # Of one's own account.
    "ApiToken",
    "Webhook",
    # What is made of the record, and that it changed.
    "Revision",
    "SearchEntry",
    "SearchMark",
    "SearchUnsent",
    "SearchState",
    # A form alone writes that it was saved.
    "Receipt",
    # A circular's way to each, and who stopped it.
    "Delivery",
    "Unsubscription",
    # A bulletin's way to each, who gets them, and what is to be corrected in one.
    "BulletinMail",
    "Correction",
    "Subscriber",
    # What came of a feed, and what tells the same.
    "FeedEntry",
    "Finding",
    "Reading",
    "Fingerprint",
    "Story",
    # What waits, runs and is kept for a while; pages of their own, where people see it.
    "Attachment",
    "ErasureReceipt",
    "ErasureRequest",
    "ExternalId",
    "Import",
    "ImportChange",
    "ImportMapping",
    "Invitation",
    "KeptDraft",
    "LikelyPair",
    "Merge",
    "OutboxEntry",
    "ProposedChange",
    "Purge",
    "SavedView",
    "SignIn",
    "Task",
    "UndoStep",
    "WorkerSign",
}


@pytest.fixture
def world(cast: Cast) -> Cast:
    make_world(cast)
    return cast


def every_record() -> Iterator[tuple[RecordType, Any]]:
    for record_type in ALL:
        for record in record_type.model._default_manager.all():
            yield record_type, record


def test_every_model_is_edited_on_a_page_of_its_own_or_as_a_row() -> None:
    reached = {record_type.model for record_type in ALL}
    for record_type in ALL:
        reached |= {rows.model for rows in record_type.all_rows}
    models = {
        model
        for app in (
            "registry",
            "activities",
            "correspondence",
            "funding",
            "newsroom",
            "accounts",
            "core",
        )
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    }
    # What nobody types: machinery, each with pages or commands of its own.
    assert {model.__name__ for model in models - reached} == MACHINERY


def test_types_are_known_by_their_models() -> None:
    assert {RECORD_TYPES[one.model] for one in ALL} == set(ALL)


def test_what_may_be_changed_or_seen_is_the_same_for_lists_and_for_one_record(
    world: Cast,
) -> None:
    people: dict[str, Any] = everybody(world) | {"stranger": AnonymousUser()}
    for name, person in people.items():
        for verb in ("change", "view"):
            one_by_one = {
                record
                for record_type, record in every_record()
                if record_type.may(person, verb, record)
            }
            at_once: set[Any] = set()
            for record_type in ALL:
                by_verb = {
                    "change": record_type.changeable_by,
                    "view": record_type.visible_to,
                }
                at_once |= set(by_verb[verb](person))
            assert at_once == one_by_one, (name, verb)


@pytest.mark.no_cover
def test_a_page_opens_for_whoever_may_change_the_record_and_is_not_there_for_others(
    world: Cast, client: Client
) -> None:
    """Of each type one that opens and all that do not: pages take long to draw."""
    for person in (world.manager, world.member_contact):
        client.force_login(person)
        drawn = set()
        for record_type, record in every_record():
            opens = record_type.may(person, "change", record)
            if opens and record_type in drawn:
                continue
            status = client.get(record_type.url("change", record)).status_code
            assert status == (200 if opens else 404), (person, record)
            if opens:
                drawn.add(record_type)


@pytest.mark.no_cover
def test_lists_take_few_queries_for_one_row_and_for_many(
    cast: Cast,
    client: Client,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    everyone = (cast.administrator, cast.manager, cast.coordinator)
    for people, make_more in (
        ((cast.administrator,), lambda cast: None),
        (everyone, make_world),
    ):
        make_more(cast)
        for person in people:
            client.force_login(person)
            for record_type in ALL:
                if record_type.may(person, "change"):
                    url = record_type.url("manage")
                    with django_assert_max_num_queries(10):
                        assert client.get(url).status_code == 200
                    with django_assert_max_num_queries(10):
                        client.get(url, {"search": "o", "order": "-1"})


@pytest.mark.no_cover
def test_forms_take_few_queries_whatever_hangs_on_the_record(
    world: Cast,
    client: Client,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    for record_type in ALL:
        person = world.manager
        if not record_type.changeable_by(person).exists():
            person = world.administrator
        client.force_login(person)
        record = record_type.changeable_by(person).first()
        # Read once in the life of a process.
        ContentType.objects.get_for_model(record_type.model)
        if record_type.may(person, "add"):
            with django_assert_max_num_queries(10):
                assert client.get(record_type.url("add")).status_code == 200
        with django_assert_max_num_queries(10) as few:
            assert client.get(record_type.url("change", record)).status_code == 200
        _hang_rows_on(record)
        with django_assert_max_num_queries(len(few)):
            assert client.get(record_type.url("change", record)).status_code == 200


def _hang_rows_on(record: Any) -> None:
    if hasattr(record, "citations"):
        for _number in range(4):
            cite(record)
    for number in range(4):
        if hasattr(record, "places"):
            make_place(record, "BR")
        if hasattr(record, "bodies"):
            record.bodies.create(organisation=make_organisation(), role="partner")
        if hasattr(record, "aliases"):
            record.aliases.create(name=f"Another name {number}")
        if isinstance(record, Proposal | Project | Partnership):
            record.parties.create(organisation=make_organisation())


ODD = ["\0", "a\0b", "'", '"', "%", "\\", "x" * 5000, "٣", "<script>", "1e9", "²"]


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_words_in_the_address_of_a_list_are_no_error(
    text: str, cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)
    names = ("search", "order", "page", "kind", "cluster", "is_published")
    for record_type in ALL:
        query = dict.fromkeys(names, text)
        assert client.get(record_type.url("manage"), query).status_code == 200


@given(st.text(max_size=30), st.text(max_size=8), st.text(max_size=8))
def test_no_search_order_or_page_of_a_list_is_an_error(
    cast: Cast, client: Client, search: str, order: str, page: str
) -> None:
    client.force_login(cast.administrator)
    query = {
        name: value.encode("utf-8", "surrogatepass")
        for name, value in (("search", search), ("order", order), ("page", page))
    }
    url = registry.MANDATES.url("manage")
    assert client.get(url, query).status_code == 200


def test_a_page_beyond_the_last_is_the_last(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    for page in ("1000000000", "9" * 5000, "-3", "zero"):
        response = client.get(registry.ORGANISATIONS.url("manage"), {"page": page})
        assert response.status_code == 200
        assert "</table>" in response.text


def test_an_empty_form_says_what_is_missing_and_saves_nothing(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)
    for record_type in ALL:
        before = record_type.model._default_manager.count()
        response = client.post(record_type.url("add"), {})
        assert response.status_code == 200
        assert 'id="form-errors"' in response.text
        assert record_type.model._default_manager.count() == before


def test_null_characters_anywhere_in_a_form_are_mistakes_of_the_form(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)
    for record_type in ALL:
        editing = client.get(record_type.url("add")).context["editing"]
        data: dict[str, object] = dict.fromkeys(editing.form.fields, "a\0b")
        for rows in editing.row_sets:
            data |= management(rows.prefix, 1)
            data |= {f"{rows.prefix}-0-{name}": "a\0b" for name in rows.forms[0].fields}
        response = client.post(record_type.url("add"), data)
        assert response.status_code == 200
        assert 'id="form-errors"' in response.text


@pytest.mark.parametrize(
    ("total", "initial"),
    [("", ""), ("x", "0"), ("-1", "0"), ("1" * 30, "0"), ("1", "1"), ("0", "99")],
)
def test_a_tampered_count_of_rows_is_no_error_of_ours(
    total: str, initial: str, cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)
    for record_type in (registry.CLUSTERS, activities.ACTIVITIES):
        data: dict[str, object] = {}
        for rows in record_type.all_rows:
            data |= management(rows.prefix, total, initial)
        assert client.post(record_type.url("add"), data).status_code == 200


def test_a_key_that_is_no_key_is_not_found(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    for record_type in ALL:
        for key in ("nobody", "%00", "9" * 30, "²", "%ED%A0%80"):
            url = record_type.url("manage") + key + "/"
            assert client.get(url).status_code == 404, url


def test_more_rows_than_anybody_types_are_refused_with_a_sentence(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.administrator)
    data = management("clusteralias", 401)
    data |= {f"clusteralias-{number}-name": "x" for number in range(401)}
    response = client.post(registry.CLUSTERS.url("add"), data)
    places = [error.label for error in response.context["editing"].errors]
    assert response.context["editing"].row_sets[0].title in places
