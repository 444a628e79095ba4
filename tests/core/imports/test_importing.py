"""From a file to the record, and back."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from fondaco.core.imports.applying import apply_rows
from fondaco.core.imports.files import guess_mapping, open_table
from fondaco.core.imports.planning import make_plan
from fondaco.core.imports.rows import read_rows
from fondaco.core.imports.undoing import undo_import
from fondaco.core.models import ExternalId, Import, ImportChange
from fondaco.core.resources import RESOURCES, ImportScope
from fondaco.registry.models import Identifier, Organisation, OrganisationAlias
from tests.factories import make_cluster, make_membership, make_organisation

pytestmark = pytest.mark.django_db
VAT, OTHER_VAT = "IT00743110157", "IT00159560366"


def run(kind: str, path: Path, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    with suppress(CommandError):
        # What is not understood prints nothing, and the next line fails.
        call_command("import", kind, str(path), json=True, stdout=out, **options)
    return dict(json.loads(out.getvalue()))


def counts(done: dict[str, Any]) -> tuple[int, int, int, int]:
    return done["created"], done["updated"], done["skipped"], len(done["errors"])


@pytest.fixture
def sheet(tmp_path: Path, settings: Any) -> Any:
    settings.DATA_DIR = tmp_path

    def write(text: str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_any_error_stops_all_unless_the_rest_is_asked_for(sheet: Any) -> None:
    path = sheet("Ragione sociale;Nazione\nAlfa;Italia\nBeta;Narnia\n")
    assert counts(run("organisations", path)) == (0, 0, 1, 1)
    dry = run("organisations", path, dry_run=True)
    assert counts(dry) == (1, 0, 0, 1)
    assert Organisation.objects.count() == 0
    assert counts(run("organisations", path, partial=True)) == (1, 0, 0, 1)
    assert [one.name for one in Organisation.objects.all()] == ["Alfa"]


def test_an_external_id_finds_the_same_record_under_another_name(sheet: Any) -> None:
    run("organisations", sheet("ID;Nome;Città\n7;Alfa;Lodi\n8;Alfa;Como\n"))
    done = run("organisations", sheet("ID;Nome;Città\n7;Alfa Due;\n8;Alfa;Como\n"))
    assert counts(done) == (0, 1, 1, 0)
    found = Organisation.objects.order_by("pk").values_list("name", "city")
    assert list(found) == [("Alfa Due", "Lodi"), ("Alfa", "Como")]
    assert list(ExternalId.objects.values_list("value", flat=True)) == ["7", "8"]


def test_names_meet_without_their_legal_form_and_keep_the_spelling_on_record(
    sheet: Any,
) -> None:
    record = make_organisation(name="Tecnomec S.r.l.", city="Milano")
    done = run("organisations", sheet(f"Nome;P.IVA\nTECNOMEC SRL;{VAT}\n"))
    assert counts(done) == (0, 1, 0, 0)
    record.refresh_from_db()
    assert record.name == "Tecnomec S.r.l."
    assert [one.value for one in record.identifiers.all()] == [VAT]


def test_what_is_ambiguous_is_an_error_that_names_the_candidates(sheet: Any) -> None:
    make_organisation(name="Alfa", city="Lodi")
    make_organisation(name="Alfa S.p.A.", city="Como")
    done = run("organisations", sheet("Nome;Nazione\nAlfa;IT\n"))
    (error,) = done["errors"]
    assert (error["row"], error["column"]) == (2, "Nome")
    assert "Alfa (Lodi); Alfa S.p.A. (Como)" in error["message"]
    both = sheet(f"ID;Nome;P.IVA\n1;Beta;{VAT}\n2;Gamma;{OTHER_VAT}\n")
    run("organisations", both)
    crossed = run("organisations", sheet(f"ID;Nome;P.IVA\n1;Beta;{OTHER_VAT}\n"))
    (error,) = crossed["errors"]
    assert error["column"] == "P.IVA"
    assert "“Gamma”" in error["message"]


def test_a_later_row_on_the_same_record_only_fills_what_is_empty(sheet: Any) -> None:
    text = f"Nome;P.IVA;Città;Sito web\nAlfa;{VAT};Lodi;\nAlfa srl;{VAT};Como;alfa.it\n"
    done = run("organisations", sheet(text))
    assert counts(done) == (1, 0, 1, 0)
    (warning,) = done["warnings"]
    assert warning["row"] == 3
    assert "row 2" in warning["message"]
    record = Organisation.objects.get()
    assert (record.city, record.website) == ("Lodi", "https://alfa.it")


def test_empty_cells_erase_nothing_and_several_names_add_up(sheet: Any) -> None:
    record = make_organisation(name="Alfa", city="Lodi", website="https://alfa.it")
    OrganisationAlias.objects.create(organisation=record, name="Alfetta")
    text = 'Nome;Città;Sito web;Altri nomi\nAlfa;;;"Alfetta;Alfona"\n'
    assert counts(run("organisations", sheet(text))) == (0, 1, 0, 0)
    record.refresh_from_db()
    assert (record.city, record.website) == ("Lodi", "https://alfa.it")
    assert [one.name for one in record.aliases.order_by("pk")] == ["Alfetta", "Alfona"]


def test_undo_gives_back_what_was_and_deletes_what_was_made(sheet: Any) -> None:
    record = make_organisation(name="Alfa", city="Lodi")
    Identifier.objects.create(organisation=record, scheme="vat", value=OTHER_VAT)
    OrganisationAlias.objects.create(organisation=record, name="Alfetta")
    text = "ID;Nome;P.IVA;Regione;Altri nomi\n"
    text += f"1;Alfa;{OTHER_VAT};Como;Alfona\n2;Beta;{VAT};;B\n"
    before = list(Organisation.objects.values_list("name", "region"))
    done = run("organisations", sheet(text))
    assert counts(done) == (1, 1, 0, 0)
    out = io.StringIO()
    call_command("import", undo=done["import"], stdout=out)
    assert out.getvalue() == "Restored 1, deleted 1.\n"
    assert list(Organisation.objects.values_list("name", "region")) == before
    assert [one.value for one in Identifier.objects.all()] == [OTHER_VAT]
    assert [one.name for one in OrganisationAlias.objects.all()] == ["Alfetta"]
    assert ExternalId.objects.count() == 0
    with pytest.raises(CommandError, match="undone already"):
        call_command("import", undo=done["import"])
    with pytest.raises(CommandError, match="no import"):
        call_command("import", undo="nothing")


def test_undo_leaves_what_was_changed_or_is_needed_since_and_says_which(
    sheet: Any,
) -> None:
    done = run("organisations", sheet("ID;Nome\n1;Alfa\n2;Beta\n3;Gamma\n"))
    alfa, beta = (Organisation.objects.get(name=name) for name in ("Alfa", "Beta"))
    alfa.city = "Lodi"
    alfa.save()
    make_membership(make_cluster(), beta)
    out = io.StringIO()
    call_command("import", undo=done["import"], stdout=out)
    assert out.getvalue().splitlines() == [
        "Restored 0, deleted 1.",
        "  stays: Alfa (it was changed since)",
        "  stays: Beta (something else refers to it by now)",
    ]
    assert [one.name for one in Organisation.objects.all()] == ["Alfa", "Beta"]
    assert sorted(ExternalId.objects.values_list("value", flat=True)) == ["1", "2"]


def test_an_import_that_is_stopped_half_way_leaves_nothing(sheet: Any) -> None:
    resource, scope = RESOURCES["organisations"], ImportScope()
    path = sheet(f"Nome;P.IVA\nAlfa;{VAT}\n")
    for stop in ("planned", "written", "noted"):
        with path.open("rb") as file:
            table = open_table(file, "file.csv")
            mapping = guess_mapping(resource, table.header)
            rows = list(read_rows(table, resource, mapping))

        def halt(step: str, stop: str = stop) -> None:
            if step == stop:
                raise KeyboardInterrupt

        record = Import(kind="organisations", file_name="file.csv")
        with pytest.raises(KeyboardInterrupt):
            apply_rows(record, rows, resource, scope, table.header, mapping, hook=halt)
        left = (Organisation, Organisation.history, Identifier, Import, ImportChange)
        tables = [getattr(one, "objects", one) for one in left]
        assert [one.count() for one in tables] == [0] * 5


def test_a_name_that_looks_like_one_on_record_is_made_and_told(sheet: Any) -> None:
    make_organisation(name="Meccanica Lariana", city="Como")
    done = run("organisations", sheet("Nome\nMeccanica Larianna\n"))
    assert counts(done) == (1, 0, 0, 0)
    (warning,) = done["warnings"]
    assert "“Meccanica Lariana (Como)”" in warning["message"]


def test_the_plan_alone_writes_nothing(sheet: Any) -> None:
    resource = RESOURCES["organisations"]
    with sheet("Nome;Tipo;Dimensione\nAlfa;Università;PMI\n").open("rb") as file:
        table = open_table(file, "a.csv")
        mapping = guess_mapping(resource, table.header)
        rows = read_rows(table, resource, mapping)
        plan, _ = make_plan(rows, resource, ImportScope(), table.header, mapping)
    assert (plan.created, plan.failed) == (0, 1)
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing", "x.csv"], "nothing called 'nothing'"),
        (["organisations", "missing.csv"], "cannot be read"),
        (["organisations", "wrong.csv"], "No column was recognised"),
        (["organisations", "file.csv", "--cluster", "ZZ"], "There is no cluster 'ZZ'"),
        (["members", "file.csv"], "Use --cluster"),
        (["organisations", "file.csv", "--map", "bad.json"], "neither JSON nor TOML"),
        (["organisations", "file.csv", "--map", "list.json"], "name a field"),
        (["organisations", "file.csv", "--map", "gone.json"], "cannot be read"),
        (["organisations", "file.csv", "--map", "field.json"], "no field “x”"),
        (["organisations", "file.csv", "--map", "column.toml"], "no column “Boh”"),
    ],
)
def test_what_cannot_be_understood_is_one_line_and_status_2(
    arguments: list[str], said: str, sheet: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet("Nome\nAlfa\n")
    sheet("Sigla strana;Colore\na;rosso\n", "wrong.csv")
    sheet("{", "bad.json")
    sheet("[1]", "list.json")
    sheet('{"Nome": "x"}', "field.json")
    sheet('Boh = "name"', "column.toml")
    with pytest.raises(CommandError, match=said) as caught:
        call_command("import", *arguments)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)


def test_a_map_names_the_columns_that_nobody_could_guess(sheet: Any) -> None:
    path = sheet("Boh;Nome\nAlfa;qualcosa\n")
    map_ = sheet('{"boh": "name", "Nome": null}', "map.json")
    assert counts(run("organisations", path, map=str(map_))) == (1, 0, 0, 0)
    assert Organisation.objects.get().name == "Alfa"


def test_published_at_once_they_have_addresses_of_their_names(sheet: Any) -> None:
    make_organisation(slug="alfa")
    cluster = make_cluster(acronym="CX")
    text = "Nome;Città\nAlfa;Lodi\nAlfa;Como\n"
    run("organisations", sheet(text), publish=True, cluster="CX")
    made = Organisation.objects.exclude(slug="alfa").order_by("pk")
    found = made.values_list("slug", "is_published", "maintained_by")
    assert list(found) == [
        ("alfa-2", True, cluster.pk),
        ("alfa-3", True, cluster.pk),
    ]


def test_the_command_tells_in_words_what_it_did(sheet: Any) -> None:
    out = io.StringIO()
    path = sheet("Nome;Nazione\nAlfa;IT\nAlfa;IT\nBeta;Narnia\n")
    call_command("import", "organisations", str(path), partial=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "Done: created 1, updated 0, skipped 1; errors 1."
    starts = ("  row 4, Nazione: We know", "  row 3: The same as row 2")
    assert [line[: len(s)] for line, s in zip(lines[1:], starts, strict=False)] == [
        *starts
    ]
    assert "--undo" in lines[3]


def test_no_import_is_undone_after_a_day(sheet: Any) -> None:
    done = run("organisations", sheet("Nome\nAlfa\n"))
    record = Import.objects.get(uid=done["import"])
    record.applied_at = record.created_at.replace(year=2000)
    record.save()
    with pytest.raises(ValidationError, match=r"within a day|entro un giorno"):
        undo_import(record, actor=None)


def test_what_changed_nothing_is_not_undone(sheet: Any) -> None:
    path = sheet("Nome\nAlfa\n")
    run("organisations", path)
    assert "import" not in run("organisations", path)
    out = io.StringIO()
    call_command("import", "organisations", str(path), stdout=out)
    assert out.getvalue() == "Done: created 0, updated 0, skipped 1; errors 0.\n"
    record = Import.objects.latest("pk")
    with pytest.raises(ValidationError, match="non ha cambiato nulla"):
        undo_import(record, actor=None)
