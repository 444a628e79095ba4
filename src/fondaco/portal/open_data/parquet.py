"""Parquet, where the extra of that name is installed: columns with their types."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq

from fondaco.portal.open_data.columns import bare, columns_of
from fondaco.portal.open_data.rows import batches
from fondaco.web.api import Resource

TYPES = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    Decimal: pa.decimal128(20, 2),
    dt.date: pa.date32(),
    dt.time: pa.time64("us"),
    dt.datetime: pa.timestamp("us", tz="UTC"),
}


class _Spool:
    """A file that is taken away while it is written, and knows where it is."""

    closed = False

    def __init__(self) -> None:
        self.written, self.parts = 0, list[bytes]()

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        self.written += len(self.parts[-1])
        return len(self.parts[-1])

    def tell(self) -> int:
        return self.written

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        parts, self.parts = self.parts, []
        return b"".join(parts)


def parquet_of(resource: Resource) -> Iterator[bytes]:
    """A group of rows for each batch."""
    columns = columns_of(resource)
    schema = pa.schema([(column.name, _type(column.kind)) for column in columns])
    spool = _Spool()
    with pq.ParquetWriter(spool, schema, compression="zstd") as writer:
        for batch in batches(resource):
            records = [one.model_dump(exclude_unset=True) for one in batch]
            arrays = [
                pa.array([column.value(one) for one in records], of.type)
                for column, of in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            yield spool.take()
    yield spool.take()


def _type(kind: Any) -> Any:
    if get_origin(kind) is list:
        return pa.list_(_type(get_args(kind)[0]))
    if fields := getattr(kind, "model_fields", None):
        named = [(name, _type(bare(of.annotation))) for name, of in fields.items()]
        return pa.struct(named)
    return TYPES[kind]
