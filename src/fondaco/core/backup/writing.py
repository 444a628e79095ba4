"""Making a backup while people write: complete under its name, or not there."""

import base64
import datetime as dt
import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from django.utils.duration import duration_string

from fondaco.core.backup.archive import (
    CHUNK,
    MANIFEST,
    RESTORING,
    BackupError,
    File,
    Manifest,
    Table,
    data_name,
    media_name,
)
from fondaco.core.backup.snapshot import (
    applied_migrations,
    kept_models,
    missing_migrations,
    snapshot,
)

Told = Callable[[int, int], None]
PART = ".part"


def untold(done: int, total: int) -> None:
    """For who does not ask how far it is."""


def write_backup(file: Path, *, tell: Told = untold) -> Manifest:
    """Write all that is kept into `file`, which must not be there yet."""
    if file.exists():
        raise BackupError(f"{file} is there already: choose another name.")
    if missing_migrations():
        raise BackupError(
            "The database lacks this version's tables: `fondaco migrate`."
        )
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}{PART}")
    try:
        # It holds all that the installation knows: for its keeper's eyes.
        with os.fdopen(
            os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b"
        ) as out:
            with zipfile.ZipFile(
                out, "w", zipfile.ZIP_DEFLATED, compresslevel=4
            ) as made:
                manifest = _fill(made, tell)
            out.flush()
            os.fsync(out.fileno())
        # A link refuses a name that somebody took meanwhile.
        os.link(part, file)
    except OSError as error:
        raise BackupError(
            f"{file} cannot be written: {error.strerror or error}."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    _keep_name(file.parent)
    return manifest


def _keep_name(folder: Path) -> None:
    """So that the name, too, outlives a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(made: zipfile.ZipFile, tell: Told) -> Manifest:
    tables: dict[str, Table] = {}
    with snapshot():
        models = kept_models()
        migrations = applied_migrations()
        for number, model in enumerate(models):
            tables[model._meta.db_table] = _write_table(made, model)
            tell(number + 1, len(models) + 1)
        # While the snapshot stands: its rows have their files.
        files = _write_files(made, Path(settings.MEDIA_ROOT))
    tell(len(models) + 1, len(models) + 1)
    manifest = Manifest(
        timezone.now().isoformat(), connection.vendor, migrations, tables, files
    )
    made.writestr(MANIFEST, manifest.as_json())
    return manifest


def _write_table(made: zipfile.ZipFile, model: type[Model]) -> Table:
    columns = [field.attname for field in model._meta.concrete_fields]
    counted, number = hashlib.sha256(), 0
    rows = model._base_manager.order_by("pk").values_list(*columns)
    with made.open(data_name(model._meta.db_table), "w", force_zip64=True) as out:
        for row in rows.iterator(chunk_size=2000):
            line = json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n"
            counted.update(line)
            out.write(line)
            number += 1
    return Table(model._meta.label_lower, columns, number, counted.hexdigest())


def _plain(value: Any) -> str:
    """What JSON has no kind for, as its field reads it back."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return str(value)


def _write_files(made: zipfile.ZipFile, folder: Path) -> dict[str, File]:
    files: dict[str, File] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.suffix == RESTORING:
            continue
        name = path.relative_to(folder).as_posix()
        counted, size = hashlib.sha256(), 0
        try:
            source = path.open("rb")
        except FileNotFoundError:
            # Deleted since the folder was read.
            continue
        with source, made.open(media_name(name), "w", force_zip64=True) as out:
            while chunk := source.read(CHUNK):
                counted.update(chunk)
                out.write(chunk)
                size += len(chunk)
        files[name] = File(size, counted.hexdigest())
    return files
