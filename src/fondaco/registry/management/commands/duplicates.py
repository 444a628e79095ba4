"""`fondaco duplicates`: compare all organisations and people, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from fondaco.registry.duplicates import KINDS, find_duplicates


class Command(BaseCommand):
    help = "Look for organisations and people that were recorded twice."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, kind in KINDS.items():
            self.stdout.write(f"{name}: {find_duplicates(kind)} new likely duplicates")
