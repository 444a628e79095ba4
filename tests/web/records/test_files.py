"""Files on records: attached, shown, served, removed; and what is refused."""

import datetime as dt
import io
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from fondaco.core import attachments
from fondaco.core.models import Attachment
from fondaco.web.records.locating import type_of
from tests.conftest import Cast
from tests.factories import make_activity, make_organisation, make_project

PDF = b"%PDF-1.7\nVerbale\n"
HTML = b"<!DOCTYPE html><script>alert(document.cookie)</script>"


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def files_on_disk() -> list[str]:
    return sorted(path.name for path in attachments.folder().glob("??/*"))


def keep(record: Any, content: bytes = PDF, name: str = "v.pdf") -> Attachment:
    return attachments.attach_file(
        record, SimpleUploadedFile(name, content), kind="minutes", title="", actor=None
    )


def photograph() -> bytes:
    picture, file = Image.new("RGB", (4, 2), "red"), io.BytesIO()
    exif = picture.getexif()
    exif[0x0112] = 6  # held upright
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    exif[0x010F] = "SecretCamera"
    picture.save(file, "JPEG", exif=exif, comment=b"SecretComment")
    return file.getvalue() + HTML


def attach_url(record: Any, name: str = "web:record_attach") -> str:
    return reverse(name, args=[record._meta.label_lower, record.uid])


def send(client: Client, record: Any, content: bytes, name: str) -> Any:
    data = {"kind": "minutes", "file": SimpleUploadedFile(name, content)}
    return client.post(attach_url(record), data)


def press(client: Client, attachment: Attachment, verb: str) -> Any:
    url = reverse("web:attachment_change", args=[attachment.uid])
    return client.post(url, {"press": verb})


def fetch(client: Client, attachment: Attachment, query: str = "") -> Any:
    url = reverse("web:attachment_detail", args=[attachment.uid])
    response: Any = client.get(url + query)
    response.body = response.getvalue()
    return response


def test_a_file_is_attached_and_leaves_only_as_a_file(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    response = send(client, cast.member, PDF, "../Verbale.pdf")
    assert response.url == attach_url(cast.member, "web:record_panels") + "#files"
    (kept,) = Attachment.objects.all()
    assert (kept.name, kept.media_type, kept.size, kept.is_public) == (
        "Verbale.pdf",
        "application/pdf",
        len(PDF),
        False,
    )
    assert files_on_disk() == [kept.stored_name]
    response = fetch(client, kept, "?inline")
    assert response.body == PDF
    names = ("Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    assert [response.headers[name] for name in names] == [
        'attachment; filename="Verbale.pdf"',
        "nosniff",
        "default-src 'none'; sandbox",
    ]
    page = client.get(attach_url(cast.member, "web:record_panels"))
    assert "Verbale.pdf" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "fattura.pdf"),
        (b"<svg><script>alert(1)</script></svg>", "logo.svg"),
        (b"<svg><script>alert(1)</script></svg>", "logo.png"),
        (b"MZ", "a.exe"),
    ],
)
def test_what_could_act_in_a_browser_is_refused_with_a_sentence(
    content: bytes, name: str, cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    response = send(client, cast.member, content, name)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert (Attachment.objects.count(), files_on_disk()) == (0, [])


def test_the_limit_holds_while_writing_and_leaves_no_file(
    cast: Cast, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 5
    with pytest.raises(ValidationError):
        keep(cast.member)
    assert (Attachment.objects.count(), files_on_disk()) == (0, [])


def test_only_who_keeps_the_record_reaches_its_files(
    cast: Cast, client: Client
) -> None:
    kept = keep(make_organisation(maintained_by=cast.cluster))
    seen = {}
    for who in ("administrator", "manager", "other_manager", "participant"):
        client.force_login(getattr(cast, who))
        pressed = press(client, kept, "remove").status_code
        seen[who] = (fetch(client, kept).status_code, pressed)
        kept.refresh_from_db()
        attachments.put_back_attachment(kept, actor=None)
    client.logout()
    seen["stranger"] = (
        fetch(client, kept).status_code,
        press(client, kept, "remove").status_code,
    )
    assert seen == {
        "administrator": (404, 302),  # removed a moment before
        "manager": (404, 302),
        "other_manager": (404, 404),
        "participant": (404, 404),
        "stranger": (404, 404),
    }


def test_a_file_is_public_only_where_its_record_is(cast: Cast, client: Client) -> None:
    activity = make_activity(
        cast.network, maintained_by=cast.cluster, is_published=False
    )
    kept = keep(activity)
    client.force_login(cast.manager)
    press(client, kept, "publish")
    kept.refresh_from_db()
    assert not kept.is_public
    activity.is_published = True
    activity.save()
    press(client, kept, "publish")
    assert fetch(Client(), kept).status_code == 200
    activity.is_published = False
    activity.save()
    assert fetch(Client(), kept).status_code == 404
    activity.is_published = True
    activity.save()
    press(client, kept, "withdraw")
    assert fetch(Client(), kept).status_code == 404


def test_what_is_public_is_listed_on_the_page_of_its_record(
    cast: Cast, client: Client
) -> None:
    shown = [
        make_activity(cast.network),
        make_organisation(),
        make_project(cast.network),
        cast.cluster,
    ]
    for record in shown:
        file, secret = keep(record, name="pubblico.pdf"), keep(record, name="no.pdf")
        attachments.publish_attachment(file, actor=None)
        address = reverse("web:attachment_detail", args=[file.uid])
        record_type = type_of(record)
        assert record_type is not None
        assert record_type.has_page
        page = client.get(record_type.public_address(record)).content.decode()
        assert address in page
        assert secret.uid not in page


def test_visitors_have_pictures_without_where_they_were_taken(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    original = photograph()
    kept = keep(activity, original, "foto.jpg")
    client.force_login(cast.manager)
    press(client, kept, "publish")
    response = fetch(Client(), kept, "?inline")
    bare = response.body
    assert response.headers["Content-Disposition"] == 'inline; filename="foto.jpg"'
    assert response.headers["Content-Type"] == "image/jpeg"
    for told in (b"Exif", b"Secret", b"<script>"):
        assert told in original
        assert told not in bare
    with Image.open(io.BytesIO(bare)) as picture:
        assert picture.size == (2, 4), "it stands upright without being told to"
    own = fetch(client, kept).body
    assert own == original, "who keeps the record has it as it came"


def test_a_picture_that_cannot_be_read_is_not_made_public(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    kept = keep(activity, b"\xff\xd8\xff broken", "foto.jpg")
    client.force_login(cast.manager)
    press(client, kept, "publish")
    kept.refresh_from_db()
    assert (kept.is_public, files_on_disk()) == (False, [kept.stored_name])


def _part(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    ends = struct.pack(">I", zlib.crc32(checked))
    return struct.pack(">I", len(content)) + checked + ends


def _bomb() -> bytes:
    """A few bytes that say they are a picture of 900 million points."""
    size = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", size) + _part(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (_bomb(), "a.png", "troppo grande"),
        (photograph()[:180], "a.jpg", "non si legge"),
    ],
)
def test_a_picture_that_lies_is_refused_in_words(
    cast: Cast, client: Client, content: bytes, name: str, said: str
) -> None:
    shown = make_organisation(maintained_by=cast.cluster)
    kept = keep(shown, content, name)
    client.force_login(cast.manager)
    url = reverse("web:attachment_change", args=[kept.uid])
    answer = client.post(url, {"press": "publish"}, follow=True)
    assert said in answer.content.decode()
    kept.refresh_from_db()
    assert (kept.is_public, files_on_disk()) == (False, [kept.stored_name])


def test_a_picture_that_was_exchanged_on_disk_is_not_shown(
    cast: Cast, client: Client
) -> None:
    kept = keep(cast.member, photograph(), "foto.jpg")
    attachments.path_of(kept.stored_name).write_bytes(HTML)
    client.force_login(cast.manager)
    response = fetch(client, kept, "?inline")
    assert response.headers["Content-Disposition"].startswith("attachment")
    attachments.path_of(kept.stored_name).unlink()
    assert fetch(client, kept).status_code == 404


def test_what_was_removed_can_be_put_back_for_a_day(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    kept = keep(cast.member)
    client.force_login(cast.manager)
    press(client, kept, "remove")
    assert fetch(client, kept).status_code == 404
    press(client, kept, "put_back")
    assert fetch(client, kept).status_code == 200
    press(client, kept, "remove")
    assert press(client, kept, "nonsense").status_code == 302
    assert attachments.purge_attachments() == 0
    with django_capture_on_commit_callbacks(execute=True):
        later = timezone.now() + dt.timedelta(hours=25)
        attachments.purge_attachments(later)
    assert (Attachment.objects.count(), files_on_disk()) == (0, [])


def test_files_of_no_row_and_of_no_record_go_after_a_day(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    organisation = make_organisation()
    kept = keep(organisation)
    try:
        with transaction.atomic():
            lost = keep(cast.member)
            raise RuntimeError("what is around the action fails")
    except RuntimeError:
        pass
    assert files_on_disk() == sorted([kept.stored_name, lost.stored_name])
    assert attachments.purge_attachments() == 0, "it may still be on its way"
    old = timezone.now().timestamp() - 90_000
    os.utime(attachments.path_of(lost.stored_name), (old, old))
    assert attachments.purge_attachments() == 1
    assert files_on_disk() == [kept.stored_name]
    organisation.delete()
    attachments.purge_attachments()
    later = timezone.now() + dt.timedelta(hours=25)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.purge_attachments(later)
    assert files_on_disk() == []
