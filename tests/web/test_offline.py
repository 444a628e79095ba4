"""The site as an app: its manifest and icons, and what browsers may keep of it."""

import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from fondaco.web.offline.keeping import HEADER
from tests.conftest import Cast
from tests.factories import make_activity

pytestmark = pytest.mark.django_db


# 1. What may be kept.
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/calendario/", "keep"),
        ("/en/calendar/?view=month&month=2016-11", "keep"),
        ("/senza-rete/", "keep"),
        # What one sought, forms with their tokens, what is no page or is not there.
        ("/calendario/?q=rossi", None),
        ("/accedi/", None),
        ("/calendario.ics", None),
        ("/manifest.webmanifest", None),
        ("/nulla/", None),
        ("/gestione/", None),
    ],
)
def test_visitors_keep_public_pages_and_nothing_else(
    client: Client, address: str, said: str | None
) -> None:
    assert client.get(address).get(HEADER) == said


def test_an_activity_is_kept_and_a_sent_form_is_not(client: Client) -> None:
    address = f"/attivita/{make_activity().uid}/"
    assert client.get(address)[HEADER] == "keep"
    assert client.head(address).get(HEADER) is None
    assert client.post(address).get(HEADER) is None


def test_whoever_is_signed_in_empties_what_was_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    for address in ("/calendario/", "/gestione/", "/nulla/"):
        assert client.get(address)[HEADER] == "clear"
    client.logout()
    assert client.get("/calendario/")[HEADER] == "keep"


# 2. The worker.
def test_the_worker_is_asked_for_anew_and_knows_what_to_keep(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert response.content.decode().startswith(
        'const KNOWN = {"version": "plain", "header": "Fondaco-Offline", '
        '"staticFiles": "/static/", '
        '"offline": {"it": "/senza-rete/", "en": "/en/offline/"}};\n'
    )


def test_without_a_network_there_is_a_page_in_each_language(client: Client) -> None:
    for address, title in (
        ("/senza-rete/", "Pagine conservate su questo dispositivo"),
        ("/en/offline/", "Pages kept on this device"),
    ):
        page = client.get(address).content.decode()
        assert title in page
        assert '<meta name="robots" content="noindex">' in page


# 3. The manifest.
@pytest.mark.parametrize(
    ("prefix", "name"),
    [
        ("", "Fondaco – l’anno dei cluster"),
        ("/en", "Fondaco – the year of the clusters"),
    ],
)
def test_the_app_has_a_name_in_each_language(
    client: Client, prefix: str, name: str
) -> None:
    page = client.get(f"{prefix}/")
    address = f"{prefix}/manifest.webmanifest"
    assert f'<link rel="manifest" href="{address}">' in page.content.decode()
    response = client.get(address)
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert (manifest["name"], manifest["start_url"]) == (name, f"{prefix}/")
    assert manifest["id"] == manifest["scope"] == "/"


def test_its_icons_have_the_size_that_it_says(client: Client) -> None:
    icons = client.get("/manifest.webmanifest").json()["icons"]
    for icon in icons[1:]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path is not None
        # A PNG begins with its signature, then a chunk with width and height.
        size = struct.unpack(">II", Path(path).read_bytes()[16:24])
        assert "x".join(map(str, size)) == icon["sizes"]
    assert [icon["purpose"] for icon in icons] == ["any", "any", "any", "maskable"]
