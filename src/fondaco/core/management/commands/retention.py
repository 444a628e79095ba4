"""Let go of what is kept no longer, or say what would go."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fondaco.core.privacy import all_rules, purge_due, read_lines


class Command(BaseCommand):
    help = "Let go of what is kept no longer; the worker does it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what is due, delete nothing."
        )
        parser.add_argument("--json", action="store_true", help="As JSON.")

    def handle(self, *args: object, **options: Any) -> None:
        if options["dry_run"]:
            numbers = {line.rule.name: line.due for line in read_lines()}
        else:
            numbers = purge_due()
        if options["json"]:
            self.stdout.write(json.dumps(numbers, indent=2))
            return
        verb = "due" if options["dry_run"] else "gone"
        for rule in all_rules():
            self.stdout.write(
                f"{rule.name}: {numbers[rule.name]} {verb} (after {rule.period} days)"
            )
