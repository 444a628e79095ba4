"""Many numbers as one parameter: to write thousands into a statement takes its time."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, Func


class Numbers(Func):
    """What stands after `__in`, as a list would."""

    output_field = BigIntegerField()

    def __init__(self, numbers: Iterable[int]) -> None:
        super().__init__()
        self.numbers = sorted(numbers)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return "SELECT value FROM json_each(%s)", [json.dumps(self.numbers)]

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return "SELECT unnest(%s::bigint[])", [self.numbers]
