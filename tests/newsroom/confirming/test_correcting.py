"""Correcting what was read, by its page."""

from django.test import Client
from lxml import html

from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from tests.conftest import Cast
from tests.factories import (
    make_organisation,
)
from tests.newsroom.confirming.findings import (
    make_part,
)
from tests.newsroom.confirming.visiting import at, decide, mistakes, send
from tests.submitting import form_values


def test_a_correction_is_kept_and_shown(manager: Client, told: Finding) -> None:
    answer = send(
        manager,
        told,
        title="Pollutec 2016",
        kind="conference",
        status="held",
        start="novembre 2016",
        end="",
        time="09:30",
        edition="27",
        is_international=None,
    )
    assert answer.status_code == 302
    told.refresh_from_db()
    assert told.said == told.proposed | {
        "title": "Pollutec 2016",
        "kind": "conference",
        "start": "2016-11",
        "end": "",
        "time": "09:30",
        "edition": 27,
        "is_international": False,
    }


def test_mistakes_stand_beside_their_fields(manager: Client, told: Finding) -> None:
    changes = {"title": "", "start": "", "end": "2016-12-02", "edition": "0"}
    assert set(mistakes(send(manager, told, **changes))) == {
        "title",
        "start",
        "edition",
    }
    turned = {"start": "2016-12-02", "end": "2016-11-29"}
    assert set(mistakes(send(manager, told, **turned))) == {"end"}
    place = told.parts.get(kind="place")
    assert set(mistakes(send(manager, place, country="XX"))) == {"country"}
    assert set(mistakes(send(manager, place, city="\0x"))) == {"city"}
    role = told.parts.get(kind="role")
    assert set(mistakes(send(manager, role, people="Ada, Bruno Bianchi"))) == {"people"}
    assert set(mistakes(send(manager, role, cluster=""))) == {"cluster"}
    assert set(mistakes(send(manager, role, who="new", name=""))) == {"name"}
    assert set(mistakes(send(manager, role, who="nobody"))) == {"who"}
    count = make_part(told, FindingKind.COUNT, "30")
    neither = {"some": None, "number": ""}
    assert set(mistakes(send(manager, count, **neither))) == {"number"}
    assert set(mistakes(send(manager, count, number="3"))) == {"number"}
    more = {"some": None, "number": "9", "of": "6"}
    assert set(mistakes(send(manager, count, **more))) == {"of"}
    told.refresh_from_db()
    assert told.said == told.proposed


def test_mistakes_are_said_in_italian(manager: Client, told: Finding) -> None:
    answer = send(manager, told, start="2016-12-02", end="2016-11-29")
    page = html.fromstring(answer.content)
    (field,) = page.xpath("//*[@id='id_end']")
    assert field.get("aria-invalid") == "true"
    assert mistakes(answer) == {"end": ["La fine precede l’inizio."]}


def test_a_decided_finding_is_not_corrected(manager: Client, told: Finding) -> None:
    values = form_values(manager.get(at("correct", told)))
    decide(manager, told, "accept")
    answer = manager.post(at("correct", told), values | {"title": "Altro"})
    assert len(mistakes(answer)["__all__"]) == 1
    told.refresh_from_db()
    assert str(told) == "Pollutec"


def test_a_name_is_looked_for_before_it_is_kept(
    cast: Cast, manager: Client, told: Finding
) -> None:
    known = make_organisation(name="Officine Aeree S.p.A.")
    make_organisation(
        name="Officine segrete", is_published=False, maintained_by=cast.other_cluster
    )
    role = told.parts.get(kind="role")
    answer = send(manager, role, name="Officine", press="look", cluster="")
    assert answer.status_code == 200
    assert mistakes(answer) == {}
    role.refresh_from_db()
    assert role.said == role.proposed
    offered = [value for value, _label in answer.context["form"].fields["who"].choices]
    assert offered == ["cluster", known.uid, "new"]
    values = form_values(answer) | {"who": known.uid}
    assert manager.post(at("correct", role), values).status_code == 302
    role.refresh_from_db()
    assert (role.said["organisation"], role.said["name"]) == (known.uid, "Officine")
