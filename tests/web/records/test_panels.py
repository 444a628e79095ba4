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
    url = reverse("registry:organisation_change", args=[cast.member.uid])
    seen = {}
    for who in (cast.manager, cast.member_contact):
        client.force_login(who)
        drawn = client.get(url).context["panels"]
        seen[who.name] = [(one.name, one.title) for one in drawn]
    assert seen == {
        "cluster_manager": [("sooner", "sooner"), ("later", "later")],
        "member_contact": [],
    }
