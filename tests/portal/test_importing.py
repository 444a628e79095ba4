"""The import's page: four steps, for the keepers of the cluster alone."""

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fondaco.accounts.models import User
from fondaco.core.imports import steps
from fondaco.core.models import Import, ImportState, OutboxEntry
from fondaco.core.outbox import run_due
from fondaco.core.resources import RESOURCES
from fondaco.portal.importing import columns_of
from fondaco.registry.models import Membership, Organisation, Person
from tests.conftest import Cast
from tests.factories import make_organisation

BACKEND = "fondaco.accounts.backends.EmailBackend"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def send(client: Client, text: str, **fields: Any) -> Any:
    name = fields.pop("name", "soci.csv")
    file = SimpleUploadedFile(name, text.encode())
    values = {"kind": "organisations", "file": file} | fields
    return client.post(reverse("portal:import_start"), values)


def press(client: Client, record: Import, button: str, **fields: Any) -> str:
    address = reverse("portal:import_detail", args=[record.uid])
    response = client.post(address, {"press": button} | fields, follow=True)
    assert response.status_code == 200
    record.refresh_from_db()
    return str(response.content.decode())


def columns(record: Import) -> dict[str, str]:
    return {f"column-{place}": name for place, name in enumerate(record.mapping)}


def test_a_file_goes_through_its_four_steps_and_back(cast: Cast) -> None:
    client = browser(cast.manager)
    make_organisation(name="Alfa", region="Como", maintained_by=cast.cluster)
    text = "Ragione sociale;Regione;Boh\nAlfa;Lodi;x\nBeta;Milano;y\nAlfetta;;\n"
    response = send(client, text, cluster=cast.cluster.pk)
    record = Import.objects.get()
    assert response.url == reverse("portal:import_detail", args=[record.uid])
    assert record.mapping == ["name", "region", ""]
    page = client.get(response.url).content.decode()
    assert "Beta" in page
    page = press(client, record, "match", **columns(record))
    assert (record.state, record.created, record.updated) == ("planned", 2, 1)
    assert "Como" in page
    assert Organisation.objects.filter(name="Beta").count() == 0
    press(client, record, "back")
    assert record.state == ImportState.UPLOADED
    press(client, record, "match", **columns(record))
    press(client, record, "all")
    assert record.state == ImportState.APPLIED
    beta = Organisation.objects.get(name="Beta")
    assert (beta.maintained_by, beta.is_published) == (cast.cluster, False)
    assert beta.history.get().history_user == cast.manager
    page = press(client, record, "all")
    assert Organisation.objects.filter(name="Beta").count() == 1
    press(client, record, "undo")
    assert record.state == ImportState.UNDONE
    assert Organisation.objects.get(name="Alfa").region == "Como"
    assert Organisation.objects.filter(name="Beta").count() == 0


def test_each_step_leads_to_another_file_and_shows_days_as_days(cast: Cast) -> None:
    client = browser(cast.manager)
    file = io.BytesIO()
    book = Workbook()
    assert book.active is not None
    book.active.append(["Ragione sociale", "E-mail", "Socio dal"])
    book.active.append(["Alfa", "nessuna", dt.datetime(2019, 2, 3)])  # noqa: DTZ001
    book.active.append(["Beta", None, dt.datetime(2019, 2, 4, 9, 30)])  # noqa: DTZ001
    book.save(file)
    upload = SimpleUploadedFile("soci.xlsx", file.getvalue())
    start = reverse("portal:import_start")
    values = {"kind": "organisations", "cluster": cast.cluster.pk, "file": upload}
    columns_page = client.post(start, values, follow=True).content.decode()
    record = Import.objects.get()
    plan_page = press(client, record, "match", **columns(record))
    done_page = press(client, record, "good")

    another = re.compile(r'<a class="btn [^"]*" href="([^"]*)">Un altro file')
    pages = [columns_page, plan_page, done_page]
    assert [another.findall(page) for page in pages] == [[start]] * 3
    assert columns_of(record)[2].samples == ["03/02/2019", "04/02/2019 09:30"]
    assert "03/02/2019" in plan_page
    assert "00:00" not in plan_page


def test_rows_to_mend_are_shown_downloaded_and_left_out_by_choice(cast: Cast) -> None:
    client = browser(cast.manager)
    send(client, "Nome;Nazione\nAlfa;Narnia\nBeta;IT\n", cluster=cast.cluster.pk)
    record = Import.objects.get()
    page = press(client, record, "match", **columns(record))
    assert "import-broken" in page
    errors = client.get(reverse("portal:import_errors", args=[record.uid]))
    sheet = load_workbook(io.BytesIO(errors.content)).active
    rows = [list(row) for row in sheet.values]
    assert [row[:3] for row in rows[1:]] == [["Alfa", "Narnia", 2]]
    press(client, record, "all")
    assert Organisation.objects.filter(name="Beta").count() == 0
    press(client, record, "good")
    assert record.state == ImportState.APPLIED
    assert Organisation.objects.filter(name="Beta").count() == 1


def test_what_was_not_taken_is_said_once_for_all_its_rows(cast: Cast) -> None:
    client = browser(cast.manager)
    rows = "".join(f"{name};PMI\n" for name in ("Alfa", "Beta"))
    for name in ("Alfa", "Beta"):
        make_organisation(name=name)
    send(client, f"Azienda;Tipologia\n{rows}", kind="members", cluster=cast.cluster.pk)
    record = Import.objects.get()
    page = press(client, record, "match", **columns(record))
    told = "Tipologia: È un tipo di organizzazione, non di socio: non preso."
    assert page.count(told) == 1
    assert f"Riga 2, 3: {told}" in " ".join(page.split())
    press(client, record, "all")
    send(client, f"Azienda;Tipologia\n{rows}", kind="members", cluster=cast.cluster.pk)
    again = Import.objects.latest("pk")
    press(client, again, "match", **columns(again))
    page = press(client, again, "all")
    assert again.state == ImportState.APPLIED
    # Nothing changed: there is nothing to take back.
    assert 'value="undo"' not in page


def test_what_another_cluster_keeps_is_an_error_and_its_drafts_are_not_there(
    cast: Cast,
) -> None:
    make_organisation(name="Alfa", maintained_by=cast.other_cluster)
    draft = make_organisation(
        name="Beta", is_published=False, maintained_by=cast.other_cluster
    )
    client = browser(cast.manager)
    send(client, "Nome;Città\nAlfa;Como\nBeta;Lodi\n", cluster=cast.cluster.pk)
    record = Import.objects.get()
    press(client, record, "match", **columns(record))
    assert [(one["row"], one["column"]) for one in record.errors] == [(2, "Città")]
    assert cast.other_cluster.acronym in record.errors[0]["message"]
    press(client, record, "good")
    assert Organisation.objects.filter(name="Beta").exclude(pk=draft.pk).count() == 1


def test_members_are_linked_to_whoever_keeps_them(cast: Cast) -> None:
    alfa = make_organisation(name="Alfa", maintained_by=cast.other_cluster)
    client = browser(cast.manager)
    text = "Socio;Tipo socio;Socio dal\nAlfa;Fondatore;01/03/2015\nZeta;;\n"
    send(client, text, kind="members", cluster=cast.cluster.pk)
    record = Import.objects.get()
    press(client, record, "match", **columns(record))
    assert [one["row"] for one in record.errors] == [3]
    press(client, record, "good")
    made = Membership.objects.get(organisation=alfa)
    assert (made.kind, str(made.valid_from)) == ("founding", "2015-03-01")
    again = text.replace("01/03/2015", "2016").replace("Zeta;;\n", "")
    send(client, again, kind="members", cluster=cast.cluster.pk)
    record = Import.objects.order_by("-pk")[0]
    press(client, record, "match", **columns(record))
    press(client, record, "all")
    made.refresh_from_db()
    assert (str(made.valid_from), made.history.count()) == ("2016", 2)


def test_people_are_known_by_their_address_or_name(cast: Cast) -> None:
    client = browser(cast.manager)
    text = "Nome;Cognome;E-mail\nAda;Rossi;a@example.org\nAda;Rossi;b@example.org\n"
    for created, skipped in ((2, 0), (0, 2)):
        send(client, text, kind="people", cluster=cast.cluster.pk)
        record = Import.objects.order_by("-pk")[0]
        press(client, record, "match", **columns(record))
        press(client, record, "all")
        assert (record.created, record.skipped) == (created, skipped)
    found = Person.objects.filter(family_name="Rossi").order_by("pk")
    assert [one.email for one in found] == ["a@example.org", "b@example.org"]
    whole = "Nominativo;E-mail\nUgo Bo;u@example.org\nIrma;i@example.org\n"
    send(client, whole, kind="people", cluster=cast.cluster.pk)
    record = Import.objects.order_by("-pk")[0]
    press(client, record, "match", **columns(record))
    press(client, record, "good")
    assert (record.created, record.failed_rows) == (1, 1)
    page = client.get(reverse("portal:import_detail", args=[record.uid]))
    for words in ("scheda creata", "schede aggiornate", "riga con errori"):
        assert words in page.content.decode()


def test_a_large_file_is_the_workers(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(steps, "LARGE_BYTES", 10)
    client = browser(cast.manager)
    send(client, "Nome\nAlfa\nBeta\n", cluster=cast.cluster.pk)
    record = Import.objects.get()
    page = press(client, record, "match", **columns(record))
    assert "data-working" in page
    run_due()
    record.refresh_from_db()
    assert (record.state, record.created) == (ImportState.PLANNED, 2)
    press(client, record, "all")
    assert record.state == ImportState.WAITING
    run_due()
    record.refresh_from_db()
    assert record.state == ImportState.APPLIED
    steps.do_step(record.uid, "apply")
    assert Organisation.objects.filter(name="Alfa").count() == 1
    assert OutboxEntry.objects.count() == 2


def test_the_columns_of_the_last_time_are_remembered(cast: Cast) -> None:
    client = browser(cast.manager)
    text = "Boh;Mah\nAlfa;Como\n"
    send(client, text, cluster=cast.cluster.pk)
    record = Import.objects.get()
    page = press(client, record, "match", **{"column-0": "", "column-1": "city"})
    assert record.state == ImportState.UPLOADED
    twice = {"column-0": "name", "column-1": "name"}
    press(client, record, "match", **twice)
    press(client, record, "match", **{"column-0": "nothing"})
    assert record.state == ImportState.UPLOADED
    press(client, record, "match", **{"column-0": "name", "column-1": "city"})
    assert record.state == ImportState.PLANNED
    send(client, text, cluster=cast.cluster.pk)
    assert Import.objects.order_by("-pk")[0].mapping == ["name", "city"]
    assert page


def test_what_cannot_be_read_is_told_beside_the_field(cast: Cast) -> None:
    client = browser(cast.manager)
    response = send(client, "%PDF-1.4", cluster=cast.cluster.pk)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"file"}
    response = send(client, "Nome\nAlfa\n", cluster=cast.other_cluster.pk)
    assert response.context["form"].errors.keys() == {"cluster"}
    coordinator = browser(cast.coordinator)
    response = send(coordinator, "Socio\nAlfa\n", kind="members")
    assert response.context["form"].errors.keys() == {"cluster"}
    assert Import.objects.count() == 0


def test_nobody_else_sees_an_import_or_the_page(cast: Cast) -> None:
    send(browser(cast.manager), "Nome\nAlfa\n", cluster=cast.cluster.pk)
    send(browser(cast.coordinator), "Nome\nBeta\n")
    own, shared = Import.objects.order_by("pk")
    seen = {}
    for role in ("administrator", "coordinator", "manager", "other_manager"):
        client = browser(getattr(cast, role))
        listed = client.get(reverse("portal:import_start")).context["page"]
        reached = [
            client.get(reverse("portal:import_detail", args=[one.uid])).status_code
            for one in (own, shared)
        ]
        seen[role] = (len(listed.object_list), reached)
    assert seen == {
        "administrator": (2, [200, 200]),
        "coordinator": (2, [200, 200]),
        "manager": (1, [200, 404]),
        "other_manager": (0, [404, 404]),
    }
    for role in ("member_contact", "participant"):
        client = browser(getattr(cast, role))
        assert client.get(reverse("portal:import_start")).status_code == 404


def test_the_templates_come_back_as_they_are_made(cast: Cast) -> None:
    client = browser(cast.manager)
    for kind in ("organisations", "people"):
        response = client.get(reverse("portal:import_template", args=[kind]))
        file = SimpleUploadedFile("modello.xlsx", response.content)
        values = {"kind": kind, "file": file, "cluster": cast.cluster.pk}
        client.post(reverse("portal:import_start"), values)
        record = Import.objects.order_by("-pk")[0]
        assert "" not in record.mapping
        press(client, record, "match", **columns(record))
        assert (record.created, record.errors) == (1, [])
    missing = client.get(reverse("portal:import_template", args=["nothing"]))
    assert missing.status_code == 404


def test_what_came_in_is_looked_at_in_the_list_of_its_kind(cast: Cast) -> None:
    """Of every kind, or the page of a finished import could not be drawn."""
    client = browser(cast.manager)
    lists = {
        kind: client.get(reverse(resource.listed)).status_code
        for kind, resource in RESOURCES.items()
    }
    assert lists == dict.fromkeys(lists, 200)
    assert {"encounters", "participants", "organisations"} <= set(lists)
