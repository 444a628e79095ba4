"""Put a backup back, on an empty installation or in the place of what is there."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.core.backup import BackupError, restore


class Command(BaseCommand):
    help = "Put back what `fondaco backup` wrote, all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="What `fondaco backup` wrote.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Delete what is here; without it, only an empty place is filled.",
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            manifest = restore(options["file"], replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{rows} rows of {len(manifest.tables)} tables and "
            f"{len(manifest.files)} files, as of {manifest.made_at}"
        )
