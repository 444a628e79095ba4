"""A page of visitors is made once for each state of the record, and never late."""

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fondaco.activities.models import Activity, Place
from fondaco.core.models import Revision
from fondaco.core.revisions import MOST, begin_anew, present_revision
from fondaco.web.kept_pages import KeptPagesMiddleware, kept
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_organisation,
    make_participation,
    make_place,
)


@pytest.fixture(autouse=True)
def _keeping(settings: Any) -> Iterator[None]:
    settings.KEPT_PAGES = 2**20
    kept.clear()
    yield
    kept.clear()


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_a_page_is_made_once_until_the_record_changes(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network, title_it="Prima")
    url = reverse("activities:activity_detail", args=[activity.uid])
    assert queries_of(client, url) > 1
    assert queries_of(client, url) == 1
    Activity.objects.filter(pk=activity.pk).update(title_it="Dopo")
    assert "Dopo" in client.get(url).text
    assert queries_of(client, url) == 1


def test_whatever_is_written_however_makes_another_state(cast: Cast) -> None:
    """By a save, in bulk, between two tables, by hand, or by taking away."""
    activity = make_activity(cast.network)
    organisation = make_organisation()
    states = [present_revision()]

    def changed() -> bool:
        states.append(present_revision())
        return len(set(states)) == len(states)

    make_place(activity, "FR", city="Lyon")
    assert changed()
    make_body(activity, organisation)
    assert changed()
    make_participation(activity, cast.cluster)
    assert changed()
    Place.objects.bulk_create([Place(activity=activity, country="BE")])
    assert changed()
    Place.objects.filter(country="BE").update(city="Gent")
    assert changed()
    cite(activity)
    assert changed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE \"activities_place\" SET city = 'Lione'")
    assert changed()
    activity.places.all().delete()
    assert changed()
    cast.manager.name = "Somebody else"
    cast.manager.save()
    assert not changed()


def test_what_did_not_happen_changes_nothing(cast: Cast) -> None:
    before = present_revision()
    with transaction.atomic():
        make_activity(cast.network)
        assert present_revision() != before
        transaction.set_rollback(True)
    assert present_revision() == before


def test_who_signed_in_or_has_a_form_open_gets_a_page_of_their_own(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network)
    url = reverse("activities:activity_detail", args=[activity.uid])
    draft = make_activity(cast.network, is_published=False)
    hidden = reverse("activities:activity_detail", args=[draft.uid])
    signed_in = Client()
    signed_in.force_login(cast.administrator)
    assert signed_in.get(hidden).status_code == 200
    assert client.get(hidden).status_code == 404
    assert signed_in.get(url).status_code == 200
    assert queries_of(client, url) > 1
    assert queries_of(signed_in, url) > 1
    form = client.get(reverse("account_login"))
    again = client.get(reverse("account_login"))
    assert form.context is not None
    assert again.context is not None


def test_languages_are_kept_apart(cast: Cast, client: Client) -> None:
    make_activity(cast.network, title_it="Fiera", title_en="Fair")
    url = reverse("activities:calendar")
    italian = client.get(url).text
    english = client.get(f"/en{url.replace('calendario', 'calendar')}").text
    assert 'lang="it"' in italian[:200]
    assert 'lang="en"' in english[:200]


def test_who_has_it_already_is_told_so(cast: Cast, client: Client) -> None:
    url = reverse("portal:home")
    first = client.get(url)
    etag = {"if-none-match": first["ETag"]}
    again = client.get(url, headers=etag)
    assert (again.status_code, again.content) == (304, b"")
    make_activity(cast.network, start="2016-11-23")
    assert client.get(url, headers=etag).status_code == 200


def test_a_forged_host_gets_nothing_of_what_is_kept(client: Client, cast: Cast) -> None:
    url = reverse("portal:home")
    assert client.get(url).status_code == 200
    assert client.get(url, headers={"host": "evil.example"}).status_code == 400


def test_room_is_bounded(cast: Cast, client: Client, settings: Any) -> None:
    settings.KEPT_PAGES = 100_000
    for number in range(30):
        client.get(reverse("activities:calendar"), {"q": str(number)})
    assert kept._size <= 100_000


def test_old_states_are_forgotten_and_the_present_is_another(cast: Cast) -> None:
    Revision.objects.bulk_create(Revision(token=number) for number in range(MOST + 9))
    before = present_revision()
    assert begin_anew() >= 9
    assert Revision.objects.count() == MOST
    assert present_revision() != before


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_for_a_page_at_once_one_has_it_made(rf: RequestFactory) -> None:
    made = []

    def make(request: HttpRequest) -> HttpResponse:
        made.append(request.path)
        time.sleep(0.2)
        return HttpResponse("A page")

    def ask(path: str) -> bytes:
        try:
            return respond(rf.get(path)).content
        finally:
            connection.close()

    respond: Any = KeptPagesMiddleware(make)
    with ThreadPoolExecutor(4) as readers:
        pages = list(readers.map(ask, ["/one/", "/one/", "/two/", "/one/"]))

    assert pages == [b"A page"] * 4
    assert sorted(made) == ["/one/", "/two/"]


@pytest.mark.django_db
def test_garbage_is_left_while_a_page_is_made_and_not_afterwards(
    rf: RequestFactory,
) -> None:
    looked = []

    def make(_request: HttpRequest) -> HttpResponse:
        looked.append(gc.isenabled())
        return HttpResponse("page")

    def fail(_request: HttpRequest) -> HttpResponse:
        looked.append(gc.isenabled())
        raise ValueError("It failed.")

    KeptPagesMiddleware(make)(rf.get("/", HTTP_HOST="localhost"))
    assert gc.isenabled()
    with pytest.raises(ValueError, match="It failed"):
        KeptPagesMiddleware(fail)(rf.get("/other/", HTTP_HOST="localhost"))
    assert gc.isenabled()
    assert looked == [False, False]
