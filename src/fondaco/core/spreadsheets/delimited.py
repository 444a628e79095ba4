"""CSV and its like: which encoding, which separator, which rows."""

import codecs
import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.cleaning import clean, unmarked
from fondaco.core.spreadsheets.sheet_rows import RawRow, too_long
from fondaco.core.spreadsheets.table import (
    Cell,
    Limits,
    Sheet,
    UnreadableTableError,
)

SEPARATORS = ";\t,|"
SAMPLE = 64 * 1024
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def read_delimited(content: bytes, limits: Limits) -> Sheet:
    return Sheet(_rows(content, limits))


def _rows(content: bytes, limits: Limits) -> Iterator[RawRow]:
    encoding = _encoding(content)
    lines = io.TextIOWrapper(io.BytesIO(content), encoding, "replace", newline="")
    sample = lines.read(SAMPLE)
    # The first line may say the separator to Excel, which does not show that line.
    first = sample.lstrip("\ufeff").splitlines()[:1]
    said = first[0].strip().strip('"').lower() if first else ""
    is_said = len(said) == 5 and said.startswith("sep=")
    separator = said[4] if is_said else _separator(sample)
    lines.seek(0)
    if is_said:
        lines.readline()
    reader = csv.reader(_without_nul(lines), delimiter=separator, strict=True)
    number = 0
    try:
        for number, fields in enumerate(reader, start=1):
            if cells := _cells(fields, limits):
                yield number, cells
    except csv.Error as error:
        if "limit" in str(error):
            raise too_long() from error
        message = _(
            "The quotation marks after row %(row)s do not match. Mend them, or save "
            "the table as an Excel workbook (.xlsx) and choose that file."
        )
        raise UnreadableTableError(message % {"row": number}) from error


def _cells(fields: list[str], limits: Limits) -> dict[int, Cell]:
    cells = {}
    for column, text in enumerate(fields):
        if len(text) > limits.cell_characters:
            raise too_long()
        if text and (text := clean(text)):
            cells[column] = Cell(unmarked(text))
    return cells


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "") if "\0" in line else line for line in lines)


def _encoding(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    start = content[:2000]
    if b"\0" in start:
        # Every other byte is nought where Latin letters are written in two bytes.
        halves = start[0::2].count(0), start[1::2].count(0)
        if max(halves) > len(start) // 4 and min(halves) < len(start) // 50 + 1:
            return "utf-16-be" if halves[0] > halves[1] else "utf-16-le"
        raise _no_table()
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1a\x1b" for byte in start)
    if controls > len(start) // 20:
        raise _no_table()
    try:
        for _piece in codecs.iterdecode(_sliced(content), "utf-8"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _sliced(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), 2**20):
        yield content[start : start + 2**20]


def _separator(sample: str) -> str:
    """The one that cuts most rows into the same number of fields, and into more."""

    def consistency(separator: str) -> tuple[float, int]:
        lines = sample.splitlines(keepends=True)
        rows = csv.reader(_without_nul(lines), delimiter=separator)
        widths: Counter[int] = Counter()
        with contextlib.suppress(csv.Error):
            widths.update(len(row) for row in rows if any(row))
        cut = Counter({width: n for width, n in widths.items() if width > 1})
        if not cut:
            return 0, 0
        width, number = cut.most_common(1)[0]
        return round(number / widths.total(), 1), width

    best = max(SEPARATORS, key=consistency)
    return best if consistency(best)[1] else ","


def _no_table() -> UnreadableTableError:
    return UnreadableTableError(
        _(
            "The file is not a table that we can read. Save your table as an Excel "
            "workbook (.xlsx) or as CSV and choose that file."
        )
    )
