"""Many keys in one question, more than a database takes as parameters."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, Func, TextField, Value


class KeyList(Func):
    """`filter(pk__in=KeyList(keys))`: however many they are, one parameter."""

    template = "(SELECT value FROM json_each(%(expressions)s))"
    output_field = BigIntegerField()

    def __init__(self, keys: Iterable[int]) -> None:
        super().__init__(Value(json.dumps(list(keys)), output_field=TextField()))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = (
            "(SELECT value::bigint"
            " FROM json_array_elements_text(%(expressions)s::json))"
        )
        return super().as_sql(compiler, connection, template=template, **extra)
