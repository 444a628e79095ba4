"""Print or write the presence of a network in a year."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from fondaco.presence.exports.data import data_of
from fondaco.presence.exports.files import csv_of, xlsx_of
from fondaco.presence.exports.plain import plain_text_of
from fondaco.presence.exports.tables import list_of, tables_of
from fondaco.presence.forms import read_question
from fondaco.presence.presence import Presence
from fondaco.presence.queries import presence_of_year, read_networks

FILTERS = {
    "network": "The network, by its identifier in addresses (the first one).",
    "cluster": "Only this cluster: its identifier in addresses, or its acronym.",
    "country": "Only activities in this country: its ISO 3166 code, such as BR.",
    "area": "Only activities in an area: europe, beyond, abroad or online.",
    "kind": "Only activities of a kind, such as fair or mission_outgoing.",
    "level": "Only participations from this step of the ladder of roles up (0 to 5).",
    "source": "Only what this source attests: its identifier in addresses.",
}


class Command(BaseCommand):
    help = "Count where a network was in a year, in which role, and by which sources."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--year", type=int, required=True, help="The year, such as 2016."
        )
        for name, explanation in FILTERS.items():
            parser.add_argument(f"--{name}", default="", help=explanation)
        form = parser.add_mutually_exclusive_group()
        form.add_argument(
            "--json", action="store_true", help="Print everything as JSON."
        )
        form.add_argument(
            "--csv", action="store_true", help="Print a line for each number as CSV."
        )
        form.add_argument(
            "--xlsx", metavar="FILE", help="Write a workbook, a sheet for each block."
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _ in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help=f"The language of labels and titles ({settings.LANGUAGE_CODE}).",
        )

    def handle(self, *args: object, **options: Any) -> None:
        with translation.override(options["language"]):
            presence = self._presence(options)
            if options["xlsx"]:
                self._write(Path(options["xlsx"]), presence)
            elif options["json"]:
                data = json.dumps(data_of(presence), ensure_ascii=False, indent=2)
                self.stdout.write(data)
            elif options["csv"]:
                table = list_of(presence, _base_url())
                self.stdout.write(csv_of(table), ending="")
            else:
                self.stdout.write(plain_text_of(presence), ending="")

    def _presence(self, options: dict[str, Any]) -> Presence:
        given = {name: options[name] for name in FILTERS if options[name]}
        question = read_question(options["year"], given, read_networks())
        if question.problems:
            raise CommandError(question.problems[0], returncode=2)
        if question.network is None:
            raise CommandError("There is no network yet.", returncode=2)
        return presence_of_year(
            question.network, question.year, question.filters, with_claims=True
        )

    def _write(self, path: Path, presence: Presence) -> None:
        try:
            path.write_bytes(xlsx_of(tables_of(presence, _base_url())))
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"{path} cannot be written: {reason}."
            raise CommandError(message, returncode=2) from error


def _base_url() -> str:
    return settings.BASE_URL.geturl().rstrip("/")
