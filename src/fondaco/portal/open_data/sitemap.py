"""The addresses of all pages that anybody may read, for search engines."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from fondaco.activities.addresses import absolute
from fondaco.newsroom.queries.bulletins import public_bulletins
from fondaco.newsroom.records import BULLETINS
from fondaco.portal.open_data.datasets import Dataset
from fondaco.portal.open_data.rows import VISITOR
from fondaco.web.api import Resource
from fondaco.web.records.types import no_address

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# sitemaps.org takes no more addresses in a file.
MOST = 50_000
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Pages of no record of their own.
PAGES = (
    "portal:home",
    "activities:calendar",
    "presence:latest",
    "newsroom:bulletin_list",
    "portal:cluster_list",
    "portal:organisation_list",
    "portal:programme_list",
    "portal:source_list",
    "funding:partnership_list",
    "funding:project_list",
    "funding:proposal_list",
    "portal:open_data",
    "portal:about",
    "portal:privacy",
)


def records_in_file() -> int:
    """Each record has an address in each language."""
    return MOST // len(LANGUAGES)


def has_pages(resource: Resource) -> bool:
    kind = resource.record_type
    return kind.has_page and kind.public_address is not no_address


def write_index(datasets: list[Dataset]) -> bytes:
    root = ET.Element("sitemapindex", xmlns=NAMESPACE)
    _add(root, "sitemap", absolute(reverse("sitemap_pages")))
    for one in datasets:
        if has_pages(one.resource) and one.changed_at:
            files = -(-one.number // records_in_file())
            for number in range(1, files + 1):
                address = reverse("sitemap_records", args=[one.name, number])
                _add(root, "sitemap", absolute(address), one.changed_at.isoformat())
    return _bytes(root)


def write_pages() -> bytes:
    root = ET.Element("urlset", xmlns=NAMESPACE)
    bulletins = list(public_bulletins().defer("body_it", "body_en"))
    for language in LANGUAGES:
        with override(language):
            for name in PAGES:
                _add(root, "url", absolute(reverse(name)))
            for bulletin in bulletins:
                address = BULLETINS.public_address(bulletin)
                changed = bulletin.modified_at.isoformat()
                _add(root, "url", absolute(address), changed)
    return _bytes(root)


def write_records(resource: Resource, number: int) -> bytes:
    """Nothing where there is no such file."""
    root = ET.Element("urlset", xmlns=NAMESPACE)
    for address, changed in _addresses(resource, number):
        _add(root, "url", absolute(address), changed)
    return _bytes(root) if len(root) else b""


def _addresses(resource: Resource, number: int) -> Iterator[tuple[str, str]]:
    names = {one.name for one in resource.record_type.fields}
    visible = resource.record_type.visible_to(VISITOR).order_by("pk")
    records = visible.only(*names & {"uid", "slug", "is_published", "modified_at"})
    start = (number - 1) * records_in_file()
    found = list(records[start : start + records_in_file()])
    for language in LANGUAGES:
        with override(language):
            for record in found:
                address = resource.record_type.public_address(record)
                if address:
                    yield address, record.modified_at.isoformat()


def _add(root: ET.Element, name: str, address: str, changed: str = "") -> None:
    element = ET.SubElement(root, name)
    ET.SubElement(element, "loc").text = address
    if changed:
        ET.SubElement(element, "lastmod").text = changed


def _bytes(root: ET.Element) -> bytes:
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
