"""The sitemap: every page that anybody may read, in files of bounded length."""

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from django.utils.translation import override
from lxml import etree

from fondaco.portal.open_data import sitemap
from tests.conftest import Cast
from tests.factories import make_organisation
from tests.world import make_world

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://localhost:8000"


def read(address: str) -> dict[str, str | None]:
    """What it lists, with when that last changed."""
    answer = Client().get(address.removeprefix(HOST))
    assert answer.status_code == 200, address
    return {
        one.findtext(f"{NAMESPACE}loc"): one.findtext(f"{NAMESPACE}lastmod")
        for one in etree.fromstring(answer.content)
    }


def read_all() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for file in read("/sitemap.xml"):
        found |= read(file)
    return found


def test_every_address_in_it_is_a_page_for_anybody(cast: Cast) -> None:
    make_world(cast)
    addresses = read_all()
    assert len(addresses) > 60
    client = Client()
    wrong, seen = {}, set[str]()
    for address in addresses:
        path = address.removeprefix(HOST)
        # In Italian the same records stand: of each kind of page one is opened.
        if not path.startswith("/en/"):
            with override("it"):
                view = resolve(path).view_name
            if view in seen:
                continue
            seen.add(view)
        status = client.get(path).status_code
        if status != 200 and not path.endswith(("/presenza/", "/presence/")):
            wrong[address] = status
    assert wrong == {}


def test_published_records_are_in_it_in_both_languages_and_drafts_are_not(
    cast: Cast,
) -> None:
    shown = make_organisation(is_published=True)
    hidden = make_organisation(is_published=False)
    found = read_all()
    for start in ("/organizzazioni/", "/en/organisations/"):
        changed = found[f"{HOST}{start}{shown.slug}/"]
        assert changed == shown.modified_at.isoformat()
        assert f"{HOST}{start}{hidden.slug}/" not in found


def test_long_lists_are_split(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 4)
    for _ in range(5):
        make_organisation(is_published=True)
    files = [file for file in read("/sitemap.xml") if "organisations" in file]
    assert [len(read(file)) for file in files] == [4, 4, 2]
    last = Client().get("/sitemap-organisations-4.xml")
    assert last.status_code == 404
    for wrong in ("people-1", "encounters-1", "organisations-0", "nothing-1"):
        assert Client().get(f"/sitemap-{wrong}.xml").status_code == 404


def test_it_takes_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    make_world(cast)
    files = list(read("/sitemap.xml"))
    for file in ["/sitemap.xml", *files]:
        with django_assert_max_num_queries(1):
            read(file)
