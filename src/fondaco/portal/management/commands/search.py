"""`fondaco search index`: make the index of the search anew."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.core.search_index.keeping import rebuild
from fondaco.core.search_index.sending import send_unsent
from fondaco.core.search_index.server import ServerError
from fondaco.core.search_index.triggers import install


class Command(BaseCommand):
    help = "Make the index of the search anew; it keeps itself in step otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
        text = "Read every record, and say how many of each kind are found by words."
        index = verbs.add_parser("index", help=text, description=text)
        index.add_argument("--json", action="store_true", help="As JSON.")

    def handle(self, *args: object, **options: Any) -> None:
        install()
        counts = rebuild()
        try:
            send_unsent()
        except ServerError as error:
            raise CommandError(
                f"The index is made anew here, but the search server does not take it: "
                f"{error} The worker goes on trying; until then the database answers."
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps(counts, indent=2))
            return
        for kind, count in counts.items():
            self.stdout.write(f"{kind}: {count}")
