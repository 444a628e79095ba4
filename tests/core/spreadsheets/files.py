"""Tiny files for the tests, made part by part."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

from fondaco.core.spreadsheets import Table, read_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook_of(*rows: list[Any]) -> io.BytesIO:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return saved(workbook)


def saved(workbook: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def raw_workbook(
    rows: str, *, head: str = "", parts: Mapping[str, str | bytes] | None = None
) -> io.BytesIO:
    """A workbook of which the rows' XML is as given."""
    ties = f'<Relationships xmlns="{PACKAGE}">%s</Relationships>'
    tie = f'<Relationship Id="%s" Type="{TIES}/%s" Target="%s"/>'
    everything: dict[str, str | bytes] = {
        "_rels/.rels": ties % (tie % ("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TIES}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": ties
        % (tie % ("b", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{head}'
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    everything |= parts or {}
    return zipped(everything)


def with_strings(strings: str) -> io.BytesIO:
    """A workbook of two cells whose texts lie apart, as Excel keeps them."""
    ties = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" Type="{TIES}/worksheet"'
        f' Target="worksheets/sheet1.xml"/><Relationship Id="c" Target="/xl/s.xml"'
        f' Type="{TIES}/sharedStrings"/></Relationships>'
    )
    return raw_workbook(
        '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>',
        parts={
            "xl/_rels/workbook.xml.rels": ties,
            "xl/s.xml": f'<x:sst xmlns:x="{MAIN}">{strings}</x:sst>',
        },
    )


def zipped(parts: Mapping[str, str | bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def read(content: bytes | io.BytesIO, **options: Any) -> Table:
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    return read_table(file, "a file", **options)


def values_of(table: Table) -> list[list[Any]]:
    return [[cell.value for cell in row.cells] for row in table.rows]
