"""Tables as files that a spreadsheet opens without executing what is in them."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from fondaco.core.spreadsheets.cleaning import harmless as marked

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8
NARROWEST, WIDEST = 6, 60
# So many rows are looked at for the width of the columns.
MEASURED = 500
LONGEST_TEXT = 32_767
DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
WRAPPED = Alignment(vertical="top", wrap_text=True)
HEADER_FILL = PatternFill("solid", start_color="FFE6ECF2")
# Excel keeps them as they are in a cell of text, and in a CSV file computes them.
_PHONE = re.compile(r"\+\d[\d ()./-]{5,20}")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class Written(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def header(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Iterable[Sequence[Any]]: ...


class TextFile(Protocol):
    def write(self, text: str, /) -> object: ...


def write_xlsx(table: Written, file: BinaryIO) -> None:
    write_workbook([table], file)


def write_workbook(tables: Iterable[Written], file: BinaryIO) -> None:
    """One sheet for each table, in a stream; its header in bold and in sight."""
    workbook = Workbook(write_only=True)
    for table in tables:
        name = _NOT_IN_NAMES.sub(" ", table.name).strip("' ")[:31]
        _fill(workbook.create_sheet(name or "1"), table)
    workbook.save(file)


def write_csv(table: Written, file: TextFile, language: str) -> None:
    """As the spreadsheets of that language expect it: `;` and commas in Italian."""
    file.write(BYTE_ORDER_MARK)
    is_italian = language.startswith("it")
    writer = csv.writer(file, delimiter=";" if is_italian else ",")
    with override(language):
        words = {True: _("yes"), False: _("no")}
    writer.writerow([harmless(name) for name in table.header])
    writer.writerows(
        [_written(value, is_italian, words) for value in row] for row in table.rows
    )


def harmless(value: Any) -> Any:
    """A text that no program takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    return marked(ILLEGAL_CHARACTERS_RE.sub("", value))


def _written(value: Any, is_italian: bool, words: dict[bool, str]) -> Any:
    if isinstance(value, bool):
        return words[value]
    if isinstance(value, dt.datetime):
        form = "%d/%m/%Y %H:%M" if is_italian else "%Y-%m-%d %H:%M"
        return _local(value).strftime(form)
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y") if is_italian else value.isoformat()
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",") if is_italian else value
    return value if value is None or isinstance(value, int) else harmless(str(value))


def _fill(sheet: Any, table: Written) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, MEASURED))
    sheet.freeze_panes = "B2"
    for number, width in enumerate(_widths(table.header, first), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    header = []
    for name in table.header:
        cell = WriteOnlyCell(sheet, harmless(str(name)))
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADER_FILL, WRAPPED
        cell.data_type = "s"
        header.append(cell)
    sheet.append(header)
    count = 1
    for row in chain(first, rows):
        sheet.append(_cells(sheet, row))
        count += 1
    if table.header:
        last = get_column_letter(len(table.header))
        sheet.auto_filter.ref = f"A1:{last}{count}"


def _cells(sheet: Any, row: Sequence[Any]) -> Iterator[Any]:
    for value in row:
        if value is None or isinstance(value, (bool, int, float, Decimal)):
            yield value
        elif isinstance(value, dt.datetime):
            yield _formatted(sheet, _local(value), MOMENT)
        elif isinstance(value, dt.date):
            yield _formatted(sheet, value, DAY)
        else:
            yield _text(sheet, str(value))


def _formatted(sheet: Any, value: Any, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A cell of text, even where the text looks like a formula or an error."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if not _PHONE.fullmatch(text):
        text = marked(text)
    text = text[:LONGEST_TEXT]
    is_plain = len(text) <= WIDEST and "\n" not in text
    if is_plain and not text.startswith("#"):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if not is_plain:
        cell.alignment = WRAPPED
    return cell


def _local(moment: dt.datetime) -> dt.datetime:
    """A spreadsheet has no time zones: the hour is that of the site."""
    if timezone.is_aware(moment):
        moment = timezone.make_naive(moment)
    return moment


def _widths(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[int]:
    widths = [len(str(name)) + 2 for name in header]
    for row in rows:
        for place, value in enumerate(row[: len(widths)]):
            if value is not None:
                widths[place] = max(widths[place], len(str(value)))
    return [min(max(width + 2, NARROWEST), WIDEST) for width in widths]
