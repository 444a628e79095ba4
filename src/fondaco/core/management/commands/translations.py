"""Keep the Italian catalogues: `fondaco translations extract|compile|check`."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.core.translations import (
    CATALOGUE,
    UnreadableError,
    check,
    compile_catalogue,
    update,
)


class Command(BaseCommand):
    help = "Keep the Italian catalogues of texts."
    # It runs first of all, before there is a database.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
        for verb, text in {
            "extract": "Bring each catalogue to the texts that its app has now.",
            "compile": "Compile the catalogues that changed, for the site to read.",
            "check": "List what the catalogues lack, and fail if there is anything.",
        }.items():
            verbs.add_parser(verb, help=text, description=text)

    def handle(self, *args: object, **options: Any) -> None:
        # In the order in which Django reads them: the first to translate a text wins.
        folders = [
            Path(app.path)
            for app in apps.get_app_configs()
            if app.name.startswith("fondaco.")
        ]
        try:
            getattr(self, f"_{options['verb']}")(folders)
        except UnreadableError as error:
            raise CommandError(str(error)) from error

    def _extract(self, folders: list[Path]) -> None:
        for folder in folders:
            if update(folder):
                self.stdout.write(str(folder / CATALOGUE))

    def _compile(self, folders: list[Path]) -> None:
        for folder in folders:
            compile_catalogue(folder)

    def _check(self, folders: list[Path]) -> None:
        problems = check(folders)
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(
                f"The Italian catalogues have {len(problems)} fault(s), listed above. "
                "`fondaco translations extract` adds and drops texts; then translate."
            )
