"""Tables as files that a spreadsheet opens without executing what is in them."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.core.spreadsheets.cleaning import harmless as marked

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8
NARROWEST, WIDEST = 6, 60
# So many rows are looked at for the width of the columns.
MEASURED = 500
LONGEST_TEXT = 32_767
# Excel counts days from here on.
FIRST_YEAR = 1901
_TOP = {"valign": "top", "text_wrap": True}
FORMATS: dict[str, dict[str, object]] = {
    "header": {"bold": True, "bg_color": "#E6ECF2"} | _TOP,
    "wrapped": _TOP,
    "day": {"num_format": "dd/mm/yyyy"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm"},
}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Controls and halves of characters, which no file of XML or UTF-8 may hold.
NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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


@dataclass(frozen=True)
class Sheet:
    """A table to write; its rows may be made while they are written."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]


class TextFile(Protocol):
    def write(self, text: str, /) -> object: ...


def write_xlsx(table: Written, file: BinaryIO) -> None:
    write_workbook([table], file)


def write_workbook(tables: Iterable[Written], file: BinaryIO) -> None:
    """One sheet for each table, in a stream; its header in bold and in sight."""
    # Ten megabytes that a process which writes no workbook does without.
    from xlsxwriter import Workbook  # noqa: PLC0415 — large, seldom asked

    workbook = Workbook(file, {"constant_memory": True})
    for table in tables:
        name = _NOT_IN_NAMES.sub(" ", table.name)[:31].strip("' ")
        _fill(workbook, workbook.add_worksheet(name or "1"), table)
    workbook.close()


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
    return marked(NOT_IN_FILES.sub("", value))


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


def _fill(workbook: Any, sheet: Any, table: Written) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, MEASURED))
    sheet.freeze_panes(1, 1)
    for place, width in enumerate(_widths(table.header, first)):
        sheet.set_column(place, place, width)
    formats = {name: workbook.add_format(said) for name, said in FORMATS.items()}
    for place, name in enumerate(table.header):
        sheet.write_string(0, place, _text(str(name)), formats["header"])
    number = 0
    for number, row in enumerate(chain(first, rows), start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)
    if table.header:
        sheet.autofilter(0, 0, number, len(table.header) - 1)


def _write(
    sheet: Any, row: int, place: int, value: Any, formats: dict[str, Any]
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(row, place, value)
    elif isinstance(value, dt.date) and value.year >= FIRST_YEAR:
        is_moment = isinstance(value, dt.datetime)
        moment = _local(value) if isinstance(value, dt.datetime) else value
        form = formats["moment" if is_moment else "day"]
        sheet.write_datetime(row, place, moment, form)
    else:
        # As a text, whatever it looks like: a formula, an error, a number.
        text = _text(str(value))
        is_plain = len(text) <= WIDEST and "\n" not in text
        form = None if is_plain else formats["wrapped"]
        sheet.write_string(row, place, text, form)


def _text(text: str) -> str:
    text = NOT_IN_FILES.sub("", text)
    if not _PHONE.fullmatch(text):
        text = marked(text)
    return text[:LONGEST_TEXT]


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
