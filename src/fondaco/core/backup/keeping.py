"""Backups by schedule: one a day, so many kept."""

import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from fondaco.core.backup.archive import BackupError
from fondaco.core.backup.writing import PART, write_backup

PATTERN = "fondaco-????-??-??-??????.zip"
A_DAY = 24 * 60 * 60


def new_name() -> str:
    return f"fondaco-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"


def back_up_by_schedule() -> str:
    """Write one more, then let the oldest go; say where it is."""
    folder = Path(settings.BACKUP_DIR)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{folder} cannot be made: {error.strerror}.") from error
    file = folder / new_name()
    write_backup(file)
    for old in sorted(folder.glob(PATTERN))[: -settings.BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    # What a backup that was stopped left behind.
    for part in folder.glob(f"fondaco-*{PART}"):
        if time.time() - part.stat().st_mtime > A_DAY:
            part.unlink(missing_ok=True)
    return gettext("%(name)s, %(size)s MB") % {
        "name": file.name,
        "size": f"{file.stat().st_size / 1_000_000:.1f}",
    }
