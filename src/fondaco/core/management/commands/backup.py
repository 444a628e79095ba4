"""Write a backup, whoever else writes at the time."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.core.backup import BackupError, new_name, write_backup


class Command(BaseCommand):
    help = "Write everything that is kept here, files included, into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="Where to (fondaco-DATE-TIME.zip in this folder).",
        )

    def handle(self, *args: object, **options: Any) -> None:
        file = options["file"] or Path(new_name())
        try:
            manifest = write_backup(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{file}: {rows} rows of {len(manifest.tables)} tables, "
            f"{len(manifest.files)} files"
        )
