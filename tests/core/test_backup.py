"""A backup comes back identical; one that anybody may have made is not believed."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from pytest_django.fixtures import Settings

from fondaco.config.command_line import run
from fondaco.core.backup import Archive, BackupError, restore, write_backup
from fondaco.core.backup.keeping import back_up_by_schedule
from fondaco.core.mail import send_later
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    """A backup of an organisation, its history, a mail that waits and a file."""
    settings.MEDIA_ROOT = tmp_path / "media"
    FileSystemStorage(settings.MEDIA_ROOT).save("a/è.txt", ContentFile("ciao"))
    make_organisation(name="Società «Ö»")
    make_user(is_superuser=True)
    send_later(to="a@example.org", subject="s", text="secret", language="it")
    made = tmp_path / "backup.zip"
    write_backup(made)
    return made


def manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def test_it_comes_back_identical_on_an_empty_machine(
    file: Path, tmp_path: Path
) -> None:
    """Whichever the database of the tests is, it comes back in SQLite."""
    folder = tmp_path / "new"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "fondaco.config.settings",
        "FONDACO_DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/fondaco.sqlite3",
    }
    again = tmp_path / "again.zip"
    script = (
        "from fondaco.config.command_line import run\n"
        f"assert run(['restore', {str(file)!r}]) == 0\n"
        f"assert run(['restore', {str(file)!r}]) == 1\n"
        f"assert run(['backup', {str(again)!r}]) == 0\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.startswith("fondaco: There is data here (")
    before, after = manifest(file), manifest(again)
    different = {
        name
        for name, table in before["tables"].items()
        if table != after["tables"][name]
    }
    # The mail that waited is in doubt: it may have left since.
    assert different == {"core_outboxentry"}
    assert after["files"] == before["files"]
    assert after["migrations"] == before["migrations"]
    assert (folder / "media/a/è.txt").read_text() == "ciao"


def test_what_is_there_is_not_overwritten(file: Path, tmp_path: Path) -> None:
    assert run(["backup", str(file)]) == 1
    assert run(["backup", str(tmp_path / "no" / "such.zip")]) == 1
    assert run(["restore", str(file)]) == 1
    assert run(["restore", str(tmp_path / "none.zip")]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "media"]


def test_only_its_keeper_reads_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


Change = Callable[[dict[str, Any], dict[str, bytes]], None]


def outside(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    told["files"]["../../evil"] = told["files"].pop("a/è.txt")
    parts["media/../../evil"] = parts.pop("media/a/è.txt")


def another_word(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts["media/a/è.txt"] = b"ciaO"


def one_more(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts["media/more"] = b""


def later_format(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    told["format"] = 2


def later_migration(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    told["migrations"]["core"].append("9999_harbour")


def no_migrations(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    told["migrations"] = {}


def other_manifest(told: dict[str, Any], parts: dict[str, bytes]) -> None:
    told["tables"] = 5


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (outside, "a file with a harmful name: '../../evil'"),
        (another_word, "damaged at media/a/è.txt"),
        (one_more, "other parts than it says"),
        (later_format, "a later version of Fondaco"),
        (later_migration, "a later version of Fondaco (it has core 9999_harbour)"),
        (no_migrations, "does not say which tables"),
        (other_manifest, "is not a backup of Fondaco"),
    ],
)
def test_a_backup_that_somebody_changed_is_refused(
    file: Path, tmp_path: Path, change: Change, says: str
) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(parts.pop("manifest.json"))
    change(told, parts)
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(forged, "w") as archive:
        archive.writestr("manifest.json", json.dumps(told))
        for name, words in parts.items():
            archive.writestr(name, words)
    with pytest.raises(BackupError) as refusal:
        restore(forged, replace=True)
    assert says in str(refusal.value)
    assert (tmp_path / "media/a/è.txt").read_text() == "ciao"


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "a/../../b", "a\\b", "C:a", "a//b", "./a", "a\0b"]
)
def test_a_harmful_name_is_known(path: str) -> None:
    from fondaco.core.backup.archive import _require_harmless

    with pytest.raises(BackupError):
        _require_harmless(path)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear harbour master")
    with pytest.raises(BackupError, match="is not a backup of Fondaco"):
        Archive(file)


def test_by_schedule_so_many_are_kept(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path / "media", str(folder)
    settings.BACKUPS_KEPT = 2
    folder.mkdir()
    for name in ("fondaco-2026-01-01-000000.zip", "fondaco-2026-01-02-000000.zip"):
        (folder / name).touch()
    (folder / "mine.zip").touch()
    left = folder / "fondaco-2026-01-01-000000.zip.00000000.part"
    left.touch()
    os.utime(left, (0, 0))
    said = back_up_by_schedule()
    assert sorted(path.name for path in folder.iterdir()) == [
        "fondaco-2026-01-02-000000.zip",
        said.partition(",")[0],
        "mine.zip",
    ]
    settings.BACKUP_DIR = str(folder / "mine.zip")
    with pytest.raises(BackupError, match="cannot be made"):
        back_up_by_schedule()
