"""A second load of the shipped network changes nothing."""

from typing import Any

import pytest

from fondaco.accounts.models import User
from fondaco.config.command_line import run
from fondaco.portal.loading.network import load_network
from fondaco.portal.loading.shapes import COLLECTIONS
from fondaco.registry.models import Cluster

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]

WITH_HISTORY: list[Any] = [
    shape.model for shape in COLLECTIONS.values() if hasattr(shape.model, "history")
]


def test_loading_again_changes_nothing() -> None:
    before = {model: model.history.count() for model in WITH_HISTORY}
    assert min(before.values()) > 0
    again = load_network("9ctl")
    assert again.already_there
    assert again.records == {}
    assert {model: model.history.count() for model in WITH_HISTORY} == before


def test_what_its_users_changed_stays_as_they_left_it() -> None:
    Cluster.objects.filter(slug="afil").update(theme_it="altro")
    load_network("9ctl")
    assert Cluster.objects.get(slug="afil").theme_it == "altro"


def test_the_command_says_that_there_was_nothing_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["load", "9ctl"]) == 0
    assert capsys.readouterr().out == (
        "The network 9ctl is already here; nothing was changed.\n"
    )
    assert not User.objects.exists()
