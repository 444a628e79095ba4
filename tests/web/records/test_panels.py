"""What hangs on a record's page beside its form."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.web.records import panels
from tests.conftest import Cast


@pytest.fixture
def _panels() -> Iterator[None]:
    # Addresses bring in the modules that register panels.
    reverse("web:patterns")
    known = dict(panels._panels)
    panels._panels.clear()
    yield
    panels._panels.clear()
    panels._panels.update(known)


def read(record: Any, actor: Any) -> dict[str, Any] | None:
    return {"changes": []} if actor.name == "cluster_manager" else None


@pytest.mark.usefixtures("_panels")
def test_each_panel_asks_its_own_permission_and_stands_in_its_order(
    cast: Cast, client: Client
) -> None:
    for name, order in (("later", 90), ("sooner", 10)):
        panel = panels.Panel(name, name, read, "web/record_changes.html", order)
        panels.register(panel)
    url = reverse("web:record_panels", args=["registry.organisation", cast.member.uid])
    seen = {}
    for who in (cast.manager, cast.coordinator):
        client.force_login(who)
        drawn = client.get(url).context["panels"]
        seen[who.name] = [(one.name, one.title) for one in drawn]
    assert seen == {
        "cluster_manager": [("sooner", "sooner"), ("later", "later")],
        "network_coordinator": [],
    }


def test_a_records_page_leads_to_its_panels_and_may_take_them_in(
    cast: Cast, client: Client
) -> None:
    url = reverse("web:record_panels", args=["registry.organisation", cast.member.uid])
    page = reverse("registry:organisation_change", args=[cast.member.uid])
    client.force_login(cast.manager)
    assert f'data-load="{url}"' in client.get(page).content.decode()
    part = client.get(url, headers={"X-Part": "1"}).content.decode()
    assert ("<html" in part, f'value="{page}"' in part) == (False, True)
    for kind in ("registry.nothing", "nothing", "core.citation"):
        wrong = reverse("web:record_panels", args=[kind, cast.member.uid])
        assert client.get(wrong).status_code == 404
