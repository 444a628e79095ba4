"""What a cell of the registry's files means, and who may change what by them."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fondaco.core.models import ExternalId
from fondaco.core.resources import RESOURCES, ImportScope
from fondaco.registry.actions import follow_all_consents
from fondaco.registry.models import (
    ActivityCode,
    Competence,
    Identifier,
    Organisation,
    Person,
)
from fondaco.registry.resources.kinds import likely_kind
from tests.conftest import Cast
from tests.factories import make_consent, make_organisation, make_person

pytestmark = pytest.mark.django_db
VAT, OTHER_VAT = "IT00743110157", "IT00159560366"


@pytest.fixture
def run(tmp_path: Path, settings: Any) -> Any:
    settings.DATA_DIR = tmp_path

    def bring_in(text: str, kind: str = "organisations", **options: Any) -> Any:
        path, out = tmp_path / "file.csv", io.StringIO()
        path.write_text(text, encoding="utf-8")
        with suppress(CommandError):
            call_command("import", kind, str(path), json=True, stdout=out, **options)
        return json.loads(out.getvalue())

    return bring_in


def errors(done: Any) -> list[tuple[int, str]]:
    return [(one["row"], one["column"]) for one in done["errors"]]


def test_another_number_takes_the_place_of_the_one_on_record(run: Any) -> None:
    run(f"ID;Sistema;Nome;P.IVA\n1;crm;Alfa;{VAT}\n")
    done = run(f"ID;Nome;P.IVA\n9;Alfa;{VAT}\n")
    assert done["updated"] == 1
    done = run(f"ID;Nome;P.IVA\n9;Alfa;{OTHER_VAT}\n")
    assert done["updated"] == 1
    assert [one.value for one in Identifier.objects.all()] == [OTHER_VAT]
    call_command("import", undo=done["import"], stdout=io.StringIO())
    assert [one.value for one in Identifier.objects.all()] == [VAT]
    run(f"ID;Nome;P.IVA\n10;Alfa;{VAT}\n")
    assert sorted(ExternalId.objects.values_list("value", flat=True)) == ["1", "10"]


def test_competences_and_codes_are_those_of_the_vocabularies(run: Any) -> None:
    Competence.objects.create(name_it="Fusione", name_en="Casting")
    text = (
        "Nome;Competenze;ATECO\n"
        'Alfa;"Casting; fusione";01.11, 01.11.10\n'
        "Beta;Magia;\n"
        "Gamma;;zz\n"
    )
    done = run(text, partial=True)
    assert errors(done) == [(3, "Competenze"), (4, "ATECO")]
    alfa = Organisation.objects.get()
    assert [one.name_it for one in alfa.competences.all()] == ["Fusione"]
    codes = ActivityCode.objects.order_by("pk").values_list("vintage", "code")
    assert list(codes) == [("nace_2.0", "01.11"), ("ateco_2007", "01.11.10")]
    assert run(text, partial=True)["updated"] == 0


def test_a_cell_says_what_is_expected_in_it(run: Any) -> None:
    text = (
        "Nome;Tipo;PIC;LEI\n"
        f"{'x' * 301};;;\n"
        "Alfa;drago;;\n"
        "Beta;PMI;12;\n"
        "Gamma;Organismo di ricerca;123456789;\n"
    )
    done = run(text, partial=True)
    assert errors(done) == [(2, "Nome"), (3, "Tipo"), (4, "PIC")]
    assert "300" in done["errors"][0]["message"]
    assert "company" in done["errors"][1]["message"]
    assert Organisation.objects.get().kind == "research"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Università degli Studi di Pavia", "university"),
        ("Comune di Lodi", "public_body"),
        ("Camera di Commercio di Como", "chamber"),
        ("Meccanica Lariana S.r.l.", "company"),
    ],
)
def test_a_name_tells_its_kind_where_no_column_does(name: str, kind: str) -> None:
    assert likely_kind(name) == kind


def test_members_must_be_there_once_and_in_the_right_cluster(
    run: Any, cast: Cast
) -> None:
    make_organisation(name="Alfa", city="Lodi")
    make_organisation(name="Alfa", city="Como")
    make_organisation(name="Beta")
    text = "Socio;Cluster;Dal;Al\nAlfa;;;\nBeta;Altro;;\nBeta;;2020;2019\n"
    done = run(text, kind="members", cluster=cast.cluster.acronym, partial=True)
    assert errors(done) == [(2, "Socio"), (3, "Cluster"), (4, "Al")]


def test_people_of_others_are_not_changed_and_names_alone_may_not_do(
    run: Any, cast: Cast
) -> None:
    known = make_person(
        given_name="Ada",
        family_name="Bo",
        email="a@example.org",
        is_public=True,
        maintained_by=cast.other_cluster,
    )
    catalogue = RESOURCES["people"].catalogue(
        ImportScope(cast.manager, cast.cluster.pk)
    )
    assert catalogue.current(known.pk).get("email") is None
    assert "Ada Bo" in catalogue.refusal(known.pk)
    make_person(given_name="Ada", family_name="Bo")
    make_person(given_name="Bo", family_name="Ada")
    done = run("ID;Nome;Cognome\n1;Ada;Bo\n", kind="people", partial=True)
    assert errors(done) == [(2, "Cognome")]
    for name in ("Eva", "Eva Maria"):
        run(f"ID;Nome;Cognome;E-mail\n5;{name};Re;e@example.org\n", kind="people")
    assert Person.objects.get(email="e@example.org").given_name == "Eva Maria"


def test_who_imports_answers_for_the_cluster(cast: Cast) -> None:
    organisations, members = RESOURCES["organisations"], RESOURCES["members"]
    own = ImportScope(cast.manager, cast.cluster.pk)
    assert organisations.refusal(own) == members.refusal(own) == ""
    for scope in (
        ImportScope(cast.manager, cast.other_cluster.pk),
        ImportScope(cast.manager),
        ImportScope(cast.participant),
    ):
        assert organisations.refusal(scope)
    assert members.refusal(ImportScope(cast.coordinator))
    assert organisations.refusal(ImportScope(cast.coordinator)) == ""
    shared = make_organisation(name="Ministero")
    catalogue = organisations.catalogue(own)
    assert "Ministero" in catalogue.refusal(shared.pk)
    assert (
        organisations.catalogue(ImportScope(cast.coordinator)).refusal(shared.pk) == ""
    )


def test_people_come_with_positions_and_consents_and_go_with_them(run: Any) -> None:
    alfa = make_organisation(name="Alfa")
    known = make_person(given_name="Ivo", family_name="Re", email="i@example.org")
    head = "Nome;Cognome;E-mail;Azienda;Funzione;Lingue;Telefono;"
    head += "agreed to be named publicly on\n"
    text = (
        f"{head}Ada;Bo;a@example.org;Alfa;Direttrice;italiano, English;"
        "+39 02 1234;1/2/2020\n"
        "Ivo;Re;i@example.org;Alfa;;;;\n"
        "Eva;Lo;e@example.org;Nessuna;;;;\n"
    )
    done = run(text, kind="people", partial=True)
    assert (done["created"], done["updated"]) == (1, 1)
    assert errors(done) == [(4, "Azienda")]
    ada = Person.objects.get(email="a@example.org")
    assert (ada.languages, ada.phone, ada.is_public) == ("en it", "+39 02 1234", True)
    rows = alfa.positions.order_by("pk").values_list("person", "function_it")
    assert list(rows) == [(ada.pk, "Direttrice"), (known.pk, "")]
    again = run(text, kind="people", partial=True)
    assert (again["created"], again["updated"]) == (0, 0)
    call_command("import", undo=done["import"], stdout=io.StringIO())
    assert alfa.positions.count() == 0
    assert [one.pk for one in Person.objects.all()] == [known.pk]


def test_nobody_is_named_without_a_day_on_which_they_agreed_in_their_row(
    run: Any,
) -> None:
    for name, withdrawn in (("Fa", "2021-05-01"), ("Ga", "2021-05-01")):
        known = make_person(given_name=name, family_name="Re")
        make_consent(known, "listing", given_on="2019-01-01", withdrawn_on=withdrawn)
    done = run(
        "Nome;Cognome;E-mail;Pubblico;is_public;may be named publicly;"
        "agreed to be named publicly on;agreed to receive circulars on\n"
        "Ada;Bo;a@example.org;;;;1/2/2020;\n"
        "Bea;Bo;b@example.org;sì;1;sì;;\n"
        "Cy;Bo;c@example.org;;;;sì;\n"
        "Da;Bo;d@example.org;;;;1/2/2999;\n"
        "Ed;Bo;e@example.org;;;;2020;\n"
        "Ea;Bo;ea@example.org;;;;;1/2/2020\n"
        "Fa;Re;;;;;1/1/2020;\n"
        "Ga;Re;;;;;1/1/2022;\n",
        kind="people",
        partial=True,
    )
    column = "agreed to be named publicly on"
    assert errors(done) == [(row, column) for row in (4, 5, 6)]
    named = Person.objects.filter(is_public=True).order_by("pk")
    assert [one.given_name for one in named] == ["Ga", "Ada"]
    for one, day in zip(named, ("2022-01-01", "2020-02-01"), strict=True):
        consent = one.consents.filter(purpose="listing").latest("given_on")
        assert (f"{consent.given_on}", consent.withdrawn_on) == (day, None)
    # Whoever follows all consents finds nothing to put right.
    assert follow_all_consents() == 0
    call_command("import", undo=done["import"], stdout=io.StringIO())
    assert not Person.objects.filter(is_public=True).exists()
