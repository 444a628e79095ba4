"""Attaching files to records, showing them, and letting them go a day later."""

import datetime as dt
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from fondaco.core.actions import Actor, delete_record, save_record
from fondaco.core.media_types import harmless_name, tell_media_type
from fondaco.core.models import Attachment
from fondaco.core.uploads import too_large

# Long enough to put back what was removed by mistake.
REMOVED_STAYS = dt.timedelta(days=1)


def folder() -> Path:
    """Outside of every served path: files leave through a view that asks."""
    return Path(settings.MEDIA_ROOT) / "attachments"


def path_of(stored_name: str) -> Path:
    return folder() / stored_name[:2] / stored_name


def attachments_of(record: Model) -> "QuerySet[Attachment]":
    """Those that hang on a record, the newest first, what was removed among them."""
    return Attachment.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    ).select_related("attached_by")


def public_files_of(record: Model) -> "QuerySet[Attachment]":
    """Those that visitors may have, by one query."""
    meta = record._meta
    return Attachment.objects.filter(
        content_type__app_label=meta.app_label,
        content_type__model=meta.model_name,
        object_id=record.pk,
        is_public=True,
        removed_at=None,
    )


@transaction.atomic
def attach_file(
    record: Model, file: "UploadedFile[Any]", *, kind: str, title: str, actor: Actor
) -> Attachment:
    """Keep a file; where that fails half-way, neither row nor file stays.

    What a transaction around this one takes back leaves a file that no row names:
    the daily sweep takes it.
    """
    name = file.name or ""
    media_type = tell_media_type(file, name)
    stored = secrets.token_hex(16)
    target = path_of(stored)
    try:
        size, digest = _write(target, file.chunks())
        attachment = Attachment(
            record=record,
            kind=kind,
            title=title,
            name=harmless_name(name, media_type),
            stored_name=stored,
            media_type=media_type,
            size=size,
            sha256=digest,
        )
        attachment.attached_by = actor  # type: ignore[assignment]
        save_record(attachment, actor=actor)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return attachment


def _write(target: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    target.parent.mkdir(parents=True, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    with target.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT:
                raise ValidationError(too_large())
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        # The row must not outlive a file that was only in the machine's memory.
        os.fsync(file.fileno())
    return size, digest.hexdigest()


@transaction.atomic
def publish_attachment(attachment: Attachment, *, actor: Actor) -> Attachment:
    """Let visitors have the file; of a picture, a copy that tells nothing else."""
    held = _hold(attachment)
    if held.is_picture and not held.public_name:
        held.public_name = secrets.token_hex(16)
        # Pillow is large, and most processes never show a picture.
        from fondaco.core.pictures import write_bare_copy  # noqa: PLC0415 — seldom asked

        target = path_of(held.public_name)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_bare_copy(path_of(held.stored_name), target, held.media_type)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    held.is_public = True
    save_record(held, actor=actor, reason="publish")
    return held


@transaction.atomic
def withdraw_attachment(attachment: Attachment, *, actor: Actor) -> Attachment:
    held = _hold(attachment)
    held.is_public = False
    save_record(held, actor=actor, reason="withdraw")
    return held


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: Actor) -> Attachment:
    held = _hold(attachment)
    held.removed_at, held.is_public = timezone.now(), False
    save_record(held, actor=actor)
    return held


@transaction.atomic
def put_back_attachment(attachment: Attachment, *, actor: Actor) -> Attachment:
    held = _hold(attachment)
    held.removed_at = None
    save_record(held, actor=actor)
    return held


def _hold(attachment: Attachment) -> Attachment:
    return Attachment.objects.select_for_update().get(pk=attachment.pk)


def purge_attachments(now: dt.datetime | None = None) -> int:
    """Let go what was removed a day ago, what lost its record, and files without a row.

    Runs daily. A file that is not yet a day old may belong to a row that is being
    written.
    """
    before = (now or timezone.now()) - REMOVED_STAYS
    _remove_of_gone_records()
    gone = Attachment.objects.filter(removed_at__lt=before)
    purged = 0
    for attachment in gone:
        with transaction.atomic():
            for name in filter(None, (attachment.stored_name, attachment.public_name)):
                transaction.on_commit(partial(path_of(name).unlink, missing_ok=True))
            delete_record(attachment, actor=None)
        purged += 1
    return purged + _sweep(before)


def _remove_of_gone_records() -> None:
    kinds = Attachment.objects.order_by().values_list("content_type", flat=True)
    for kind in ContentType.objects.filter(pk__in=kinds.distinct()):
        known = kind.model_class()
        own = Attachment.objects.filter(content_type=kind, removed_at=None)
        if known is not None:
            own = own.exclude(object_id__in=known._default_manager.values("pk"))
        for attachment in own:
            remove_attachment(attachment, actor=None)


def _sweep(before: dt.datetime) -> int:
    names: Iterator[Any] = (
        name
        for row in Attachment.objects.values_list("stored_name", "public_name")
        for name in row
    )
    known = set(names)
    orphans = [
        file
        for file in folder().glob("??/*")
        if file.name not in known and file.stat().st_mtime < before.timestamp()
    ]
    for file in orphans:
        file.unlink(missing_ok=True)
    return len(orphans)
