import logging
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils.translation import override

from fondaco.config.urls import urlpatterns as house
from fondaco.registry.records import PEOPLE
from fondaco.web import views
from tests.conftest import Cast
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


def _raise(error: Exception) -> HttpResponse:
    raise error


urlpatterns = [
    *house,
    path("broken/", lambda request: _raise(RuntimeError("broken"))),
    path("forbidden/", lambda request: _raise(PermissionDenied())),
    path("bad/", lambda request: _raise(SuspiciousOperation())),
    path("private/<int:pk>/", lambda request, pk: _raise(Http404("private"))),
    path("", include("fondaco.web.urls", namespace="again")),
]
handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error


@pytest.fixture(autouse=True)
def _these_addresses(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.web.test_views"  # type: ignore[attr-defined]


@pytest.fixture
def visitor() -> Iterator[Client]:
    """The log would repeat each error that these tests provoke."""
    logging.disable(logging.CRITICAL)
    yield Client(raise_request_exception=False)
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/bad/", 400, "La richiesta non è leggibile"),
        ("/forbidden/", 403, "Non puoi farlo"),
        ("/nothing/", 404, "Qui non c’è nulla da mostrare"),
        ("/en/nothing/", 404, "There is nothing here to show"),
        ("/broken/", 500, "Qualcosa si è rotto da parte nostra"),
    ],
)
def test_an_error_says_what_happened_within_the_shell(
    visitor: Client, address: str, status: int, words: str
) -> None:
    response = visitor.get(address)
    page = response.content.decode().replace("&#x27;", "'")
    assert response.status_code == status
    assert f"<h1>{words}</h1>" in page
    assert "site-navigation" in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_stranger_may_sign_in_and_come_back(visitor: Client) -> None:
    page = visitor.get("/private/1/?a=1&b=2").content.decode()
    assert "?next=%2Fprivate%2F1%2F%3Fa%3D1%26b%3D2" in page


def test_what_is_private_reads_like_what_does_not_exist(visitor: Client) -> None:
    private, absent = (
        visitor.get(f"/private/{which}/").content.decode() for which in (1, 2)
    )
    for sign in ("/", "%2F"):
        private = private.replace(f"private{sign}1", "")
        absent = absent.replace(f"private{sign}2", "")
    assert private == absent


def test_who_is_signed_in_is_not_sent_to_sign_in(visitor: Client) -> None:
    visitor.force_login(make_user())
    assert "?next=" not in visitor.get("/private/1/").content.decode()


def test_a_broken_page_asks_the_database_nothing() -> None:
    request = RequestFactory().get("/broken/")
    request.user = AnonymousUser()
    with CaptureQueriesContext(connection) as queries:
        response = views.server_error(request)
    assert len(queries) == 0
    assert response.status_code == 500


def test_a_form_that_expired_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    logging.disable(logging.CRITICAL)
    response = client.post("/en/sign-in/")
    logging.disable(logging.NOTSET)
    assert response.status_code == 403
    assert "<h1>The form has expired</h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/componenti/", "it", "Dove è stata la rete nel 2016"),
        ("/en/patterns/", "en", "Where the network was in 2016"),
    ],
)
def test_the_patterns_are_shown_in_both_languages(
    client: Client, address: str, language: str, words: str
) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page
    assert words in page
    assert len(page) < 100_000


def test_the_shell_asks_the_database_nothing_for_a_stranger(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/componenti/")
    assert len(queries) == 0


def test_no_page_has_inline_style_or_handlers(client: Client) -> None:
    page = client.get("/componenti/").content.decode()
    assert 'style="' not in page
    assert "<script>" not in page
    assert " onclick=" not in page


def test_a_page_leads_to_itself_in_the_other_language(client: Client) -> None:
    page = client.get("/componenti/?page=3").content.decode()
    assert 'href="/en/patterns/?page=3" lang="en" hreflang="en"' in page


def test_a_view_may_know_its_other_address_better(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        request.translations = {"en": "/en/activities/a-better-name/"}  # type: ignore[attr-defined]
        return views.patterns(request)

    request = rf.get("/componenti/")
    request.user = AnonymousUser()
    with override("it"):
        page = view(request).content.decode()
    assert 'href="/en/activities/a-better-name/" lang="en"' in page


def test_what_a_signed_in_person_may_not_do_is_logged_and_what_is_not_there_is_not(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer is the same; the log says who asked for what, and no name."""
    secret = make_person(family_name="Segreta", maintained_by=cast.other_cluster)
    theirs = PEOPLE.url("change", secret)
    missing = theirs.replace(secret.uid, "nobody")
    with caplog.at_level(logging.WARNING, "fondaco.security"):
        client.get(theirs)
        client.force_login(cast.manager)
        answers = [client.get(url) for url in (theirs, missing)]
        assert client.get(PEOPLE.url("manage")).status_code == 200
        client.force_login(cast.other_manager)
        assert client.get(theirs).status_code == 200
        client.force_login(cast.manager)
        assert client.post(theirs).status_code == 404
    assert [one.status_code for one in answers] == [404, 404]
    own = [one for one in caplog.records if one.name == "fondaco.security"]
    line, posted = (one.getMessage() for one in own)
    assert line.startswith(f"not theirs: GET {theirs}, account {cast.manager.pk},")
    what = f"registry.change_person of registry.Person {secret.pk}"
    assert line.endswith(f", {what!r}")
    assert posted.startswith(f"not theirs: POST {theirs}, account")
    assert "Segreta" not in caplog.text
