"""A backup, and putting it back."""

from pathlib import Path

from fondaco.core.backup import restore, write_backup
from tests.stress.operations import operation


@operation
def back_up(file: str) -> dict[str, str]:
    manifest = write_backup(Path(file))
    return {name: table.sha256 for name, table in manifest.tables.items()}


@operation
def put_back(file: str) -> None:
    restore(Path(file), replace=True)
