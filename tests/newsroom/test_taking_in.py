"""Sending a file and fetching from an address, as a manager does on the pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from fondaco.newsroom.forms import records as forms
from fondaco.newsroom.models import PressItem
from fondaco.newsroom.records import page_of
from tests.conftest import Cast
from tests.factories import make_press_item
from tests.newsroom.test_reading import IT, PAGE, PARAGRAPHS, pdf
from tests.serving import Site, serving

UPLOAD = reverse("newsroom:pressitem_upload")
FETCH = reverse("newsroom:pressitem_fetch")


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    settings.FETCH_PRIVATE = True
    with serving() as one:
        yield one


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.manager)
    return client


def send(client: Client, cast: Cast, content: bytes, name: str, **fields: Any) -> Any:
    values = {"cluster": cast.cluster.pk, "file": SimpleUploadedFile(name, content)}
    return client.post(UPLOAD, values | fields)


def mistakes(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def test_a_page_that_was_saved_says_what_it_is(cast: Cast, manager: Client) -> None:
    answer = send(manager, cast, PAGE.encode("cp1252", "xmlcharrefreplace"), "a.html")
    item = PressItem.objects.get()
    assert answer.headers["Location"] == page_of(item)
    assert (item.title, item.publisher, item.language) == (
        "Nove cluster a Bruxelles",
        "Il Foglio",
        "it",
    )
    assert str(item.published) == "2016-11-22"
    assert (item.origin, item.file_name) == ("uploaded", "a.html")
    assert [line for line in PARAGRAPHS if line in item.text] == PARAGRAPHS
    assert item.added_by == cast.manager


def test_what_the_person_says_goes_before(cast: Cast, manager: Client) -> None:
    said = {"title": "Mio", "publisher": "Regione", "published": "2016"}
    send(manager, cast, PAGE.encode(), "a.html", **said)
    item = PressItem.objects.get()
    assert (item.title, item.publisher) == ("Mio", "Regione")
    assert str(item.published) == "2016"


def test_a_pdf_without_a_title_has_its_first_line(cast: Cast, manager: Client) -> None:
    send(manager, cast, pdf("Nove cluster\n\nSono a Bruxelles"), "../../c.pdf")
    item = PressItem.objects.get()
    assert item.title == "Nove cluster"
    assert "/" not in item.file_name


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PK\x03\x04 not a text", "tipo di file"),
        (b"%PDF-1.7 broken", "danneggiato"),
        (b" . \n", "Non contiene parole"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_file(
    cast: Cast, manager: Client, content: bytes, expected: str
) -> None:
    answer = send(manager, cast, content, "a.txt")
    assert list(mistakes(answer)) == ["file"]
    assert expected in str(mistakes(answer)["file"])
    assert not PressItem.objects.exists()


def test_a_file_has_a_largest_size(
    cast: Cast, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_FILE", 10)
    assert list(mistakes(send(manager, cast, b"a" * 11, "a.txt"))) == ["file"]
    assert list(mistakes(manager.post(UPLOAD, {"cluster": cast.cluster.pk}))) == [
        "file"
    ]


def test_a_file_that_is_here_already_leads_to_its_text(
    cast: Cast, manager: Client
) -> None:
    item = make_press_item(cast.cluster, text=IT)
    assert send(manager, cast, IT.encode(), "a.txt").headers["Location"] == page_of(
        item
    )
    assert PressItem.objects.count() == 1


def test_an_article_is_fetched_from_where_it_stands(
    cast: Cast, manager: Client, site: Site
) -> None:
    url = site.put("/n?id=1&utm_source=x", PAGE)
    answer = manager.post(FETCH, {"url": url, "cluster": cast.cluster.pk})
    item = PressItem.objects.get()
    assert answer.headers["Location"] == page_of(item)
    assert item.url == f"{site.base}/n?id=1"
    assert (item.origin, item.title) == ("fetched", "Nove cluster a Bruxelles")
    page = manager.get(page_of(item)).content.decode()
    assert f'href="{site.base}/n?id=1"' in page


def test_why_nothing_was_fetched_is_told_beside_the_address(
    cast: Cast, manager: Client, site: Site, settings: Settings
) -> None:
    values: dict[str, Any] = {"cluster": cast.cluster.pk}
    for url, expected in (
        (f"{site.base}/missing", "non c’è più nulla"),
        (site.put("/film", b"x", "video/mp4"), "di un tipo"),
        (site.put("/void", "<html></html>"), "Non contiene parole"),
        ("", "obbligatorio"),
    ):
        answer = manager.post(FETCH, values | {"url": url})
        assert list(mistakes(answer)) == ["url"], url
        assert expected in str(mistakes(answer)["url"])
    settings.FETCH_PRIVATE = False
    answer = manager.post(FETCH, values | {"url": f"{site.base}/film"})
    assert "non pubblica" in str(mistakes(answer)["url"])
    assert not PressItem.objects.exists()


def test_texts_come_for_a_body_of_ones_own(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    for owner in ({"cluster": cast.other_cluster.pk}, {"network": cast.network.pk}, {}):
        sent = {"file": SimpleUploadedFile("a.txt", IT.encode())} | owner
        assert client.post(UPLOAD, sent).context["form"].errors
    client.force_login(cast.coordinator)
    sent = {"file": SimpleUploadedFile("a.txt", IT.encode())}
    client.post(UPLOAD, sent | {"network": cast.network.pk})
    assert PressItem.objects.get().network == cast.network
    for user in (cast.member_contact, cast.participant):
        client.force_login(user)
        for url in (UPLOAD, FETCH):
            assert client.get(url).status_code == client.post(url).status_code == 404
