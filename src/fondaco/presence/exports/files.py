"""Tables as files that a spreadsheet opens without executing what is in them."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from fondaco.presence.exports.tables import Cell, Table

# A cell that begins with one of these is a formula to some spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8
WIDEST = 60


def csv_of(table: Table) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(table.header)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return BYTE_ORDER_MARK + file.getvalue()


def xlsx_of(tables: Sequence[Table]) -> bytes:
    """One sheet for each table, its header in bold and in sight."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in tables:
        sheet = workbook.create_sheet(table.name)
        sheet.append(table.header)
        for row in table.rows:
            sheet.append([harmless(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B2"
        for number, width in enumerate(_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def harmless(cell: Cell) -> Cell:
    """A text that no program takes for a formula; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _widths(table: Table) -> list[int]:
    columns = zip(table.header, *table.rows, strict=True)
    return [
        min(max(len(str(cell or "")) for cell in column) + 2, WIDEST)
        for column in columns
    ]
