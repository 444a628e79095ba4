import json

import pytest
from django.db.models import Model
from pytest_django.fixtures import Settings

from fondaco.accounts.models import User
from fondaco.config.command_line import run
from fondaco.core.models import Source
from fondaco.portal.loading.demonstration import PASSWORD
from fondaco.registry.models import Network, Person
from tests.factories import make_cluster

pytestmark = pytest.mark.django_db


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", "9ctl"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The network 9ctl is loaded: 9 clusters, 13 activities, ")
    assert said.count("\n") == 1


def test_the_command_writes_json(capsys: pytest.CaptureFixture[str]) -> None:
    run(["load", "9ctl", "--demonstration", "--json"])
    done = json.loads(capsys.readouterr().out)
    assert done["network"] == "9ctl"
    assert done["already_there"] is False
    assert done["records"]["clusters"] == 9
    assert done["demonstration"]["password"] == PASSWORD
    assert len(done["demonstration"]["accounts"]) == 6
    run(["load", "9ctl", "--json"])
    assert json.loads(capsys.readouterr().out) == {
        "network": "9ctl",
        "already_there": True,
        "records": {},
    }


@pytest.mark.parametrize("network", ["7ctl", "", "../networks/9ctl", "9ctl/"])
def test_the_command_refuses_a_network_that_is_not_shipped(
    capsys: pytest.CaptureFixture[str], network: str
) -> None:
    assert run(["load", network]) == 2
    assert capsys.readouterr().err == (
        f"fondaco: No network {network!r} comes with Fondaco. There is: 9ctl.\n"
    )


def test_the_command_refuses_demonstrations_in_production(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.DEMONSTRATION = False
    assert run(["load", "9ctl", "--demonstration"]) == 2
    assert capsys.readouterr().err == (
        "fondaco: Demonstration accounts have a public password: production has "
        "none. Leave --demonstration out.\n"
    )
    written: list[type[Model]] = [User, Network, Source, Person]
    assert [model for model in written if model._default_manager.exists()] == []
    assert run(["load", "9ctl"]) == 0


def test_the_command_tells_a_failure_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_cluster(slug="afil")
    assert run(["load", "9ctl"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("fondaco: network.toml: clusters/afil: slug: ")
    assert error.count("\n") == 1
