"""The file: what is in it, and reading one that may come from anybody.

A zip of `data/<table>.jsonl`, a row a line, `media/<path>`, and `manifest.json` with
the SHA-256 of each. Nothing is unpacked by the names that the zip gives.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST = "manifest.json"
# Longer ones are nobody's: they would only fill the memory.
LONGEST_MANIFEST = 256 * 1024 * 1024
LONGEST_ROW = 64 * 1024 * 1024
CHUNK = 1024 * 1024
# What a restore that was stopped left among the uploaded files.
RESTORING = ".restoring"


NOT_A_MANIFEST = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    RecursionError,
    # Encrypted, or packed in a way that nobody here unpacks.
    RuntimeError,
)


class BackupError(Exception):
    """Why a backup cannot be made or read, as a sentence."""


@dataclass(frozen=True)
class Table:
    """Of which model, by its name in the migrations; which columns, how many rows."""

    model: str
    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class File:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    made_at: str
    database: str
    # Of each app, those that were applied.
    migrations: dict[str, list[str]]
    tables: dict[str, Table]
    files: dict[str, File]
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def data_name(table: str) -> str:
    return f"data/{table}.jsonl"


def media_name(path: str) -> str:
    return f"media/{path}"


class Archive:
    """A file opened to be restored; `verify` comes before anything is believed."""

    def __init__(self, file: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            self.manifest = self._read_manifest()
        except OSError as error:
            raise BackupError(
                f"{file} cannot be read: {error.strerror or error}."
            ) from error
        except NOT_A_MANIFEST as error:
            raise BackupError(f"{file} is not a backup of Fondaco.") from error
        if self.manifest.format != FORMAT:
            raise BackupError(
                f"{file} was made by a later version of Fondaco: restore it with that."
            )

    def close(self) -> None:
        self._zip.close()

    def _read_manifest(self) -> Manifest:
        if self._zip.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise ValueError
        told: dict[str, Any] = json.loads(self._zip.read(MANIFEST))
        tables = {name: Table(**one) for name, one in told.pop("tables").items()}
        files = {name: File(**one) for name, one in told.pop("files").items()}
        made = Manifest(**told, tables=tables, files=files)
        names: list[Any] = [
            name for applied in made.migrations.values() for name in applied
        ]
        sizes: list[Any] = [file.size for file in files.values()]
        if not all(isinstance(name, str) for name in names) or not all(
            isinstance(size, int) and size >= 0 for size in sizes
        ):
            raise ValueError
        return made

    def verify(self) -> None:
        """Every part is there once, is what the manifest says, and nothing else is."""
        names = self._zip.namelist()
        expected = [
            MANIFEST,
            *map(data_name, self.manifest.tables),
            *map(media_name, self.manifest.files),
        ]
        if sorted(names) != sorted(expected):
            raise BackupError("The backup holds other parts than it says.")
        for path in self.manifest.files:
            _require_harmless(path)
        for table, one in self.manifest.tables.items():
            self._check(data_name(table), one.sha256)
        for path, file in self.manifest.files.items():
            self._check(media_name(path), file.sha256, file.size)

    def _check(self, name: str, sha256: str, size: int | None = None) -> None:
        try:
            with self._zip.open(name) as part:
                found, read = digest(part)
        except (
            zipfile.BadZipFile,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise BackupError(f"The backup is damaged at {name}.") from error
        if found != sha256 or (size is not None and read != size):
            raise BackupError(f"The backup is damaged at {name}.")

    def rows(self, table: str) -> Iterator[list[Any]]:
        with self._zip.open(data_name(table)) as part:
            while line := part.readline(LONGEST_ROW):
                yield json.loads(line)

    def open_file(self, path: str) -> Any:
        return self._zip.open(media_name(path))


def digest(part: BinaryIO | Any) -> tuple[str, int]:
    """The SHA-256 of a stream, and how long it is."""
    counted, size = hashlib.sha256(), 0
    while chunk := part.read(CHUNK):
        counted.update(chunk)
        size += len(chunk)
    return counted.hexdigest(), size


def _require_harmless(path: str) -> None:
    """It stays below the folder of the uploaded files, on whichever system."""
    parts = PurePosixPath(path).parts
    is_odd = not parts or "\\" in path or "\0" in path or ":" in path
    if (
        is_odd
        or path.startswith("/")
        or ".." in parts
        or str(PurePosixPath(path)) != path
    ):
        raise BackupError(f"The backup holds a file with a harmful name: {path!r}.")
