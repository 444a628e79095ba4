"""What a hostile visitor sends, and what becomes of it: refused, logged, harmless.

A storm of sign-ins and the way back from signing in are in `tests/accounts`, files that
would act in a browser in `tests/web/records/test_files.py`, damaged workbooks in
`tests/core/spreadsheets`, `check --deploy` in `tests/config/test_settings.py`.
"""

import datetime as dt
import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from openpyxl import load_workbook

from fondaco.core.models import Attachment, Import
from fondaco.core.outbox import run_due
from fondaco.core.tasks import add_task
from fondaco.registry.models import ProposedChange
from fondaco.registry.records import ORGANISATIONS
from tests.conftest import Cast
from tests.factories import make_organisation, make_user
from tests.submitting import submit

BACKEND = "fondaco.accounts.backends.EmailBackend"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
]
BOUNDARY = "multipart/form-data; boundary=b"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager, backend=BACKEND)
    return client


def attach_address(cast: Cast) -> str:
    kind = cast.member._meta.label_lower
    return reverse("web:record_attach", args=[kind, cast.member.uid])


def import_address(_cast: Cast) -> str:
    return reverse("portal:import_start")


class Endless:
    """A body that is made while it is read, and counts what was taken of it."""

    def __init__(self, size: int) -> None:
        self.head = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
            b"Content-Type: application/pdf\r\n\r\n%PDF-"
        )
        self.size, self.taken = size, 0

    def read(self, size: int = -1) -> bytes:
        size = min(size if size >= 0 else 2**16, 2**16, self.size - self.taken)
        part = (self.head[self.taken :] + b"x" * size)[:size]
        self.taken += len(part)
        return part

    readline = read

    def close(self) -> None:
        pass


@pytest.mark.parametrize("form", [attach_address, import_address])
@pytest.mark.parametrize("who", ["a stranger", "the manager"])
def test_two_gigabytes_that_say_so_are_refused_unread(
    form: Callable[[Cast], str],
    who: str,
    cast: Cast,
    manager: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = Client() if who == "a stranger" else manager
    body = Endless(2**31)
    said: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(2**31)}
    response = client.generic("POST", form(cast), CONTENT_TYPE=BOUNDARY, **said)
    assert (response.status_code, body.taken) == (413, 0)
    assert "25 MB" in response.content.decode()
    assert f"too large: POST {form(cast)}" in caplog.text


@pytest.mark.parametrize("form", [attach_address, import_address])
def test_a_body_that_is_larger_than_it_said_is_left_where_the_limit_is(
    form: Callable[[Cast], str], cast: Cast, manager: Client, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 2**20
    body = Endless(2**31)
    said: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(2**21)}
    response = manager.generic("POST", form(cast), CONTENT_TYPE=BOUNDARY, **said)
    assert response.status_code == 413
    assert "1 MB" in str(response.context["form"].errors["file"])
    assert body.taken < 2**21
    assert (Attachment.objects.count(), Import.objects.count()) == (0, 0)
    assert [path for path in settings.DATA_DIR.rglob("*") if path.is_file()] == []


def test_a_bomb_of_a_workbook_is_refused_without_being_unpacked(
    cast: Cast, manager: Client
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}
        for name in parts:
            with archive.open(name, "w") as part:
                for _megabyte in range(48):
                    part.write(b" " * 2**20)
    assert len(file.getvalue()) < 2**20
    upload = SimpleUploadedFile("soci.xlsx", file.getvalue())
    sent = {"kind": "organisations", "cluster": cast.cluster.pk, "file": upload}
    tracemalloc.start()
    response = manager.post(reverse("portal:import_start"), sent)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert list(response.context["form"].errors) == ["file"]
    assert "decompressa" in str(response.context["form"].errors["file"])
    assert Import.objects.count() == 0
    assert peak < 24 * 2**20


def test_rows_to_mend_come_back_without_their_formula(
    cast: Cast, manager: Client
) -> None:
    text = "Nome;Nazione;E-mail\n=1+1;Narnia;@SUM(A1)\n-2+3;Narnia;+cmd|' /C calc'!A0\n"
    upload = SimpleUploadedFile("soci.csv", text.encode())
    sent = {"kind": "organisations", "cluster": cast.cluster.pk, "file": upload}
    address = manager.post(reverse("portal:import_start"), sent).url
    columns = manager.get(address).context["columns"]
    chosen = {f"column-{one.place}": one.field for one in columns}
    manager.post(address, {"press": "match"} | chosen)
    record = Import.objects.get()
    errors = manager.get(reverse("portal:import_errors", args=[record.uid]))
    sheet: Any = load_workbook(io.BytesIO(errors.content)).active
    rows = [row[:3] for row in sheet.iter_rows(min_row=2)]
    assert [[cell.value for cell in row] for row in rows] == [
        ["'=1+1", "Narnia", "'@SUM(A1)"],
        ["'-2+3", "Narnia", "'+cmd|' /C calc'!A0"],
    ]
    assert {cell.data_type for row in rows for cell in row} == {"s"}


OWN = "/calendario/"


@pytest.mark.parametrize("address", [OWN, *ELSEWHERE])
def test_a_form_leads_back_on_this_site_and_to_no_other(
    address: str, cast: Cast, manager: Client
) -> None:
    """Saved, deleted, attached, acted on many, a task finished: each goes back."""
    one = make_organisation(maintained_by=cast.cluster, is_published=False)
    other = make_organisation(maintained_by=cast.cluster, is_published=False)
    task = add_task(
        "Chiamare",
        due_on=dt.date(2026, 3, 1),
        owner=cast.manager,
        actor=None,
        record=other,
    )
    attach = reverse("web:record_attach", args=[other._meta.label_lower, other.uid])
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    bulk = {"action": "publish", "selected": [other.uid], "confirmed": "1"}
    asked = f"?{urlencode({'next': address})}"
    answers = {
        "saved": submit(manager, ORGANISATIONS.url("change", one) + asked, city="Lodi"),
        "deleted": manager.post(ORGANISATIONS.url("delete", one) + asked),
        "attached": manager.post(
            attach, {"kind": "minutes", "file": upload, "next": address}
        ),
        "all": manager.post(ORGANISATIONS.url("bulk"), bulk | {"back": address}),
        "finished": manager.post(
            reverse("web:task_change", args=[task.uid]),
            {"press": "finish", "next": address},
        ),
    }
    landed = {done: answer.headers["Location"] for done, answer in answers.items()}
    assert all(to.startswith("/") and "evil" not in to for to in landed.values())
    if address == OWN:
        assert {to.partition("#")[0] for to in landed.values()} == {OWN}


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "//evil.example/.."]
)
def test_no_path_is_mended_into_another_site(path: str, client: Client) -> None:
    response = client.get("/", PATH_INFO=path)
    landed = response.headers.get("Location", "")
    assert urlsplit(landed).netloc in {"", "testserver"}


def test_a_forged_host_is_refused_and_said_nowhere(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    for host in (
        "evil.example",
        "testserver.evil.example",
        "testserver:80@evil.example",
    ):
        for address in ("/", "/en/", reverse("account_login")):
            response = client.get(address, headers={"host": host})
            assert response.status_code == 400
            assert "evil" not in response.content.decode()
    assert "Invalid HTTP_HOST header: 'evil.example'" in caplog.text


def test_a_host_that_a_proxy_was_told_leads_no_letter_elsewhere(
    db: None, client: Client, mailoutbox: list[mail.EmailMessage], settings: Any
) -> None:
    settings.BASE_URL = urlsplit("https://fondaco.example.org")
    forged = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    user = make_user()
    client.post(
        reverse("account_reset_password"), {"email": user.email}, headers=forged
    )
    run_due()
    (letter,) = mailoutbox
    assert "https://fondaco.example.org/" in letter.body
    assert "evil" not in letter.body


def _addresses(
    patterns: Any, spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, Any]]:
    """The names of all addresses with a part to fill in, and what fills it."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = (*spaces, one.namespace) if one.namespace else spaces
            yield from _addresses(one.url_patterns, inner)
        elif one.name and one.pattern.converters:
            yield ":".join((*spaces, one.name)), one.pattern.converters


@pytest.mark.parametrize("odd", ["\0", "9" * 5000])
def test_no_address_breaks_a_page(cast: Cast, odd: str) -> None:
    """A byte that no database keeps, a number that no database reaches."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.administrator, backend=BACKEND)
    broken, asked = [], 0
    for name, converters in _addresses(get_resolver().url_patterns):
        parts = dict.fromkeys(converters, odd) | {
            key: 1 for key, one in converters.items() if isinstance(one, IntConverter)
        }
        if "kind" in parts:
            parts["kind"] = "registry.organisation"
        try:
            url = reverse(name, kwargs=parts)
        except NoReverseMatch:
            continue
        asked += 1
        for answer in (client.get(url), client.post(url)):
            if answer.status_code >= 500:
                broken.append(name)
    assert broken == []
    assert asked > 50


def test_no_number_in_a_form_breaks_a_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.manager, backend=BACKEND)
    odd = "9" * 5000
    duplicates = reverse("registry:duplicate_list")
    answers = [
        client.post(reverse("account_sessions"), {"session": odd}),
        client.post(duplicates, {"pair": odd}),
        client.get(duplicates, {"cluster": odd}),
        client.post(ORGANISATIONS.url("change", cast.member), {"version": odd}),
    ]
    assert [one.status_code for one in answers] == [302, 404, 200, 200]


def test_a_byte_that_no_database_keeps_is_left_out_of_what_is_kept(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.member_contact, backend=BACKEND)
    profile = reverse("registry:organisation_profile", args=[cast.member.uid])
    submit(client, profile, city="Como", why="Be\0cause")
    one = ProposedChange.objects.get()
    assert (one.after, one.why) == ("Como", "Because")
    client.force_login(cast.manager, backend=BACKEND)
    answering = reverse("registry:organisation_proposals", args=[cast.member.uid])
    sent = {f"answer-{one.uid}": "accept", "answer-\0": "accept", "word": "Th\0anks"}
    assert client.post(answering, sent).status_code == 302
    assert ProposedChange.objects.get().state == "accepted"
