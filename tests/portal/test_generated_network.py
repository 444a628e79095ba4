"""Networks made up: whole, valid, the same for the same seed, and gone again."""

import datetime as dt
import json

import pytest
from django.db.models import Count, F, Model, Q
from pytest_django.fixtures import Settings

from fondaco.activities.models import Activity, Participation, Programme
from fondaco.activities.vocabularies import ActivityStatus
from fondaco.config.command_line import run
from fondaco.core.models import Citation, Source
from fondaco.core.partial_dates import Precision
from fondaco.funding.models import Partnership, Party, Project, Proposal
from fondaco.portal.generating.network import Size, generate_network
from fondaco.portal.generating.removing import RECORDS, remove_network
from fondaco.registry.models import (
    Cluster,
    Competence,
    Identifier,
    Membership,
    Network,
    Organisation,
    Person,
)
from tests.factories import make_cluster, make_participation

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 27)
SIZE = Size(2, 160, 60, 240, 8)
# Checked as if somebody had typed them.
CHECKED: tuple[type[Model], ...] = (
    *(Network, Cluster, Organisation, Competence, Identifier, Membership, Person),
    *(Programme, Activity, Participation, Proposal, Project, Partnership, Party),
    *(Source, Citation),
)


def generate(seed: int = 1) -> dict[str, int]:
    return dict(generate_network(seed, SIZE, DAY, lambda _: None))


def test_a_network_has_the_size_asked_for_and_nothing_else() -> None:
    numbers = generate()
    found = {
        "cluster": Cluster.objects.count(),
        "organisation": Organisation.objects.count(),
        "activity": Activity.objects.count(),
        "participation": Participation.objects.count(),
    }
    assert found == {name: numbers[name] for name in found}
    assert found == {
        "cluster": 2,
        "organisation": 160,
        "activity": 60,
        "participation": 240,
    }


def test_every_record_is_one_that_a_form_would_take() -> None:
    generate()
    for model in CHECKED:
        # Every seventh: to check one asks the database several times.
        records = list(model._default_manager.all())[::7]
        assert records, model
        for record in records:
            record.full_clean()


def test_every_record_has_a_history() -> None:
    generate()
    for model, _ in RECORDS:
        made = model.history.filter(history_type="+", history_change_reason="demo:1")
        assert set(made.values_list("id", flat=True)) == set(
            model._default_manager.values_list("pk", flat=True)
        )


def _everything() -> list[list[dict[str, object]]]:
    """All that is said, but for keys and the moment of writing."""
    return [
        list(
            model._default_manager.order_by("pk").values(
                *(
                    field.name
                    for field in model._meta.concrete_fields
                    if not (field.is_relation or field.primary_key)
                    and field.name not in {"created_at", "modified_at", "object_id"}
                )
            )
        )
        for model, _ in RECORDS
    ]


def test_the_same_seed_gives_the_same_records_and_another_one_others() -> None:
    generate()
    first = _everything()
    remove_network(1)
    generate()
    assert _everything() == first
    remove_network(1)
    generate(2)
    assert _everything() != first


def test_two_networks_stand_side_by_side() -> None:
    generate(1)
    generate(2)
    assert Network.objects.count() == 2
    assert Organisation.objects.count() == 320


def test_what_is_removed_leaves_nothing() -> None:
    numbers = generate()
    assert remove_network(1) > 0
    assert sum(numbers.values()) > 0
    for model, parts in RECORDS:
        assert not model._default_manager.exists()
        assert not model.history.exists()
        assert not any(part._default_manager.exists() for part, _ in parts)


def test_removing_leaves_other_records_alone() -> None:
    cluster = make_cluster()
    generate()
    remove_network(1)
    assert list(Cluster.objects.all()) == [cluster]


def test_statuses_fit_the_day() -> None:
    generate()
    held, under_way = ActivityStatus.HELD, ActivityStatus.UNDER_WAY
    later = Activity.objects.filter(start_earliest__gt=DAY, parent=None)
    assert not later.filter(status__in=(held, under_way)).exists()
    past = Activity.objects.filter(start_latest__lt=DAY - dt.timedelta(days=40))
    assert past.filter(status=held).count() > 0.8 * past.count()


def test_dates_are_of_several_precisions_and_some_records_are_drafts() -> None:
    generate()
    precisions = set(Activity.objects.values_list("start_precision", flat=True))
    assert {Precision.DAY, Precision.MONTH} <= precisions
    for model in (Organisation, Activity, Participation):
        published = model._default_manager.filter(is_published=True).count()
        assert 0.75 < published / model._default_manager.count() < 1


def test_members_take_part_for_a_cluster_of_theirs() -> None:
    generate()
    strangers = Participation.objects.filter(organisation__isnull=False).exclude(
        organisation__memberships__cluster=F("cluster")
    )
    assert not strangers.exists()
    crowded = Activity.objects.annotate(
        twice=Count("participations", filter=Q(participations__organisation=None))
    ).filter(twice__gt=2)
    assert not crowded.exists()


def test_the_command_says_what_it_did_and_how_to_undo_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["demo", "--size", "0.002"]) == 0
    said = capsys.readouterr().out
    assert "2 clusters, 40 organisations, 20 activities," in said
    assert said.endswith("To take it away: fondaco demo --seed 1 --remove\n")
    assert run(["demo", "--size", "0.002"]) == 0
    assert "is already here" in capsys.readouterr().out
    assert run(["demo", "--remove", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["removed"] > 100
    assert run(["demo", "--remove"]) == 0
    assert "There is no network of seed 1" in capsys.readouterr().out
    assert run(["demo", "--scale", "0.002", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"]["activity"] == 20
    assert run(["demo", "--remove"]) == 0
    assert "is gone" in capsys.readouterr().out


def test_the_command_wants_an_empty_place_or_to_be_told(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    make_cluster()
    assert run(["demo", "--size", "0.002"]) == 2
    assert "There are records here already." in capsys.readouterr().err
    settings.PRODUCTION = True
    assert run(["demo", "--size", "0.002"]) == 2
    assert "This is production" in capsys.readouterr().err
    assert Network.objects.count() == 0
    assert run(["demo", "--size", "0.002", "--into-existing"]) == 0
    assert Network.objects.count() == 1


@pytest.mark.parametrize("size", ["huge", "0", "11", "-1", "nan"])
def test_the_command_refuses_a_size_that_there_is_not(
    capsys: pytest.CaptureFixture[str], size: str
) -> None:
    assert run(["demo", f"--size={size}"]) == 2
    assert capsys.readouterr().err == (
        "fondaco: The size is small, large or a number between 0.001 and 10, "
        f"not {size!r}.\n"
    )


@pytest.mark.django_db(transaction=True)
def test_a_network_that_somebody_added_to_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["demo", "--size", "0.002"])
    make_participation(Activity.objects.all()[0], make_cluster())
    assert run(["demo", "--remove"]) == 1
    assert "belong to this network" in capsys.readouterr().err
    assert Activity.objects.count() == 20
