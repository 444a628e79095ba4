"""A list as a file: exactly what is seen, of all pages, for any spreadsheet."""

import csv
import datetime as dt
from collections.abc import Iterator
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from fondaco.core.spreadsheets.writing import harmless
from fondaco.web.records.chosen_columns import label_of
from fondaco.web.records.listing import Listing

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_AT_A_TIME = 2000
_LONGEST_CELL = 32767


def export(listing: Listing, kind: str) -> HttpResponse:
    body = _csv(listing) if kind == "csv" else _xlsx(listing)
    response = HttpResponse(body, content_type=TYPES[kind])
    name = f"{listing.record_type.name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(listing: Listing) -> Iterator[list[object]]:
    yield [label_of(column) for column in listing.columns.values()]
    for record in listing.records.iterator(_AT_A_TIME):
        yield [_plain(column.value(record)) for column in listing.columns.values()]


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | float | dt.date):
        return value
    return str(value)


def _csv(listing: Listing) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([harmless(cell) for cell in row] for row in _rows(listing))
    # The mark tells Excel that the file is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(listing: Listing) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title="Fondaco")
    sheet.freeze_panes = "B2"
    for row in _rows(listing):
        cells = []
        for value in row:
            text = isinstance(value, str)
            clean = ILLEGAL_CHARACTERS_RE.sub("", str(value)) if text else value
            cell = WriteOnlyCell(sheet, clean[:_LONGEST_CELL] if text else clean)  # type: ignore[arg-type, index]
            if text:
                # Whatever it begins with: a text, and no formula.
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
