"""The file that a new manager has: 750 rows with the usual sins, in the registry right.

By the page and by the command alike; what was written is compared field by field with
what each row means.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from fondaco.core.models import Import
from fondaco.registry.models import Identifier, Membership, Organisation
from tests.conftest import Cast
from tests.factories import make_organisation
from tests.spreadsheets import (
    ALREADY_THERE,
    Expected,
    known_by_number,
    sinful_workbook,
)

BACKEND = "fondaco.accounts.backends.EmailBackend"
COLUMNS = {
    "Ragione sociale": "name",
    "P.IVA": "vat",
    "Tipologia": "kind",
    "Dimensione": "size_class",
    "Indirizzo": "site",
    "Città": "city",
    "Provincia": "province",
    "Nazione": "country",
    "Sito web": "website",
    "E-mail": "public_email",
    "Data adesione": "",
    "Note interne": "",
}
# What is kept of an import itself and of who signed in, beside what was asked for.
OF_ITSELF = {"Import", "ImportChange", "ImportMapping"}
OF_SIGNING_IN = {"accounts", "sessions"}
Errors = list[tuple[int, str]]


@dataclass(frozen=True)
class Done:
    created: int
    updated: int
    skipped: int
    errors: Errors


def by_the_page(kind: str, path: Path, cast: Cast, out: str = "") -> Done:
    """Each step as a manager takes it: file, columns, dry run, the good rows."""
    client = Client()
    client.force_login(cast.manager, backend=BACKEND)
    file = SimpleUploadedFile(path.name, path.read_bytes())
    values = {"kind": kind, "file": file, "cluster": cast.cluster.pk}
    address = client.post(reverse("portal:import_start"), values).url
    offered = client.get(address).context["columns"]
    chosen = {
        f"column-{one.place}": "" if one.header == out else one.field for one in offered
    }
    dry = client.post(address, {"press": "match"} | chosen, follow=True).context
    promised = _done(dry["record"])
    assert dry["record"].state == "planned"
    shown = [
        (row.number, [cell for cell in row.cells if cell.reason])
        for row in dry["broken"]
    ]
    assert [number for number, _cells in shown] == [row for row, _ in promised.errors]
    assert all(len(cells) == 1 for _number, cells in shown)
    client.post(address, {"press": "good"}, follow=True)
    record = Import.objects.order_by("-pk")[0]
    assert (record.state, _done(record)) == ("applied", promised)
    return promised


def _done(record: Import) -> Done:
    errors = [(one["row"], one["column"]) for one in record.errors]
    return Done(record.created, record.updated, record.skipped, errors)


def by_the_command(kind: str, path: Path, cast: Cast, out: str = "") -> Done:
    printed = io.StringIO()
    mapped = path.with_suffix(".json")
    mapped.write_text(json.dumps({out: None} if out else {}))
    options = {"cluster": cast.cluster.acronym, "partial": True, "json": True}
    call_command("import", kind, str(path), map=str(mapped), stdout=printed, **options)
    said = json.loads(printed.getvalue())
    errors = [(one["row"], one["column"]) for one in said["errors"]]
    return Done(said["created"], said["updated"], said["skipped"], errors)


WAYS = [by_the_page, by_the_command]
Way = Callable[..., Done]


@pytest.mark.parametrize("bring_in", WAYS)
def test_750_rows_are_in_the_registry_right_and_again_change_nothing(
    bring_in: Way, cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    path = tmp_path / "soci.xlsx"
    rows = sinful_workbook(path)
    _record_what_is_known(rows, cast)
    before = set(Organisation.objects.values_list("pk", flat=True))

    wrong = [(one.row, one.column) for one in rows if one.outcome == "error"]
    assert len(wrong) == 23
    said = {one.row: one.values for one in rows if one.outcome == "created"}
    skipped = sum(one.outcome in {"same", "existing"} for one in rows)
    done = bring_in("organisations", path, cast)
    assert done == Done(len(said) - 2, 2, skipped, wrong)
    meant = sorted(map(_of_the_organisation, said.values()), key=_by_vat)
    assert _written() == meant
    made = Organisation.objects.exclude(pk__in=before)
    assert set(made.values_list("maintained_by", "is_published")) == {
        (cast.cluster.pk, False)
    }
    assert made.count() == len(said) - 2
    assert Organisation.history.filter(history_type="~").count() == 2

    as_it_was = _everything()
    again = bring_in("organisations", path, cast)
    assert again == Done(0, 0, len(rows) - len(wrong), wrong)
    assert _everything() == as_it_was


@pytest.mark.parametrize("bring_in", WAYS)
def test_the_dates_of_both_formats_are_the_members(
    bring_in: Way, cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    path = tmp_path / "soci.xlsx"
    rows = sinful_workbook(path, rows=120)
    _record_what_is_known(rows, cast)
    bring_in("organisations", path, cast)
    joined = {one.values["vat"]: one.values["joined"] for one in rows if one.values}
    there = set(ALREADY_THERE)
    for created in (len(joined) + len(there), 0):
        # Of the organisation, not of the member: whoever imports says so.
        done = bring_in("members", path, cast, out="Tipologia")
        assert (done.created, done.updated) == (created, 0)
        members = Membership.objects.filter(cluster=cast.cluster)
        dates = members.exclude(organisation=cast.member).values_list(
            "organisation__identifiers__value",
            "organisation__name",
            "valid_from_earliest",
            "valid_from_precision",
        )
        assert {name for vat, name, *_ in dates if vat is None} == there
        found = {vat: (f"{day}", precise) for vat, _, day, precise in dates if vat}
        assert found == {vat: (day, "day") for vat, day in joined.items()}


def _record_what_is_known(rows: list[Expected], cast: Cast) -> None:
    for name in ALREADY_THERE:
        make_organisation(name=name)
    for one in known_by_number(rows):
        record = make_organisation(
            name="Vecchio nome", maintained_by=cast.cluster, city="Como"
        )
        Identifier.objects.create(
            organisation=record, scheme="vat", value=one.values["vat"]
        )


def _of_the_organisation(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name != "joined"}


def _by_vat(values: dict[str, str]) -> str:
    return values["vat"]


def _written() -> list[dict[str, str]]:
    """All that have a number, field by field; one of two numbers would be two."""
    fields = [name for name in COLUMNS.values() if name and name != "vat"]
    found = Organisation.objects.filter(identifiers__isnull=False)
    rows = found.values("identifiers__scheme", "identifiers__value", *fields)
    written = []
    for row in rows:
        assert row.pop("identifiers__scheme") == "vat"
        written.append({"vat": row.pop("identifiers__value")} | row)
    return sorted(written, key=_by_vat)


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__name__ not in OF_ITSELF
        and model._meta.app_label not in OF_SIGNING_IN
    }
