"""Files of a resource's records, written while they are read."""

import csv
import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import StringIO
from typing import Any

from fondaco.core.spreadsheets.writing import harmless
from fondaco.portal.open_data.columns import Column, columns_of
from fondaco.portal.open_data.rows import batches
from fondaco.web.api import Resource

Chunks = Iterator[bytes]


def csv_of(resource: Resource) -> Chunks:
    """The same in all languages: commas, ISO dates; rows of a record as JSON."""
    columns = columns_of(resource)
    yield _lines([[column.name for column in columns]])
    for batch in batches(resource):
        records = [one.model_dump(mode="json", exclude_unset=True) for one in batch]
        yield _lines([[_cell(column, one) for column in columns] for one in records])


def _lines(rows: list[list[Any]]) -> bytes:
    file = StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def _cell(column: Column, record: dict[str, Any]) -> Any:
    value = column.value(record)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if column.kind is str else value


def json_of(resource: Resource) -> Chunks:
    """One array of the objects that the API answers, a line for each."""
    before = "["
    for batch in batches(resource):
        objects = [one.model_dump_json(exclude_unset=True) for one in batch]
        yield (before + "\n" + ",\n".join(objects)).encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"


def parquet_of(resource: Resource) -> Chunks:
    from fondaco.portal.open_data import parquet  # noqa: PLC0415 — large, seldom asked

    return parquet.parquet_of(resource)


WRITERS: dict[str, Callable[[Resource], Chunks]] = {"csv": csv_of, "json": json_of}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
if find_spec("pyarrow"):
    WRITERS["parquet"] = parquet_of
