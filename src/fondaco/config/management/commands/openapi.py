"""What the API offers, as OpenAPI: kept in the documentation, read by programs."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override


def description() -> str:
    # It takes long to make, and the overview of all commands loads each of them.
    from fondaco.config.api import api  # noqa: PLC0415

    with override("en"):
        schema = api.get_openapi_schema()
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    help = "Print the description of the API (OpenAPI 3.1, JSON)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(description(), ending="")
