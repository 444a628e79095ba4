import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from fondaco.core.spreadsheets.writing import harmless
from fondaco.presence.exports.files import csv_of, xlsx_of
from fondaco.presence.exports.tables import Table

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_a_spreadsheet_would_execute_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["1=1", "città", "", -2, 0.25, None])
def test_what_is_harmless_stays_as_it_is(cell: str | float | None) -> None:
    assert harmless(cell) == cell


def test_what_hides_a_formula_is_taken_away_first() -> None:
    assert harmless("\x00=1+1") == "'=1+1"


def test_a_csv_file_tells_excel_that_it_is_utf_8() -> None:
    table = Table("x", ["città", "n"], [["=HYPERLINK()", -2], ["à, “è”", None]])
    text = csv_of(table)
    assert text.startswith("\ufeff")
    assert list(csv.reader(StringIO(text[1:]))) == [
        ["città", "n"],
        ["'=HYPERLINK()", "-2"],
        ["à, “è”", ""],
    ]


def test_a_workbook_has_a_sheet_for_each_table() -> None:
    tables = [
        Table("One", ["a", "b"], [["=1+1", -2], ["x\x07y", None]]),
        Table("Two", ["c"], []),
    ]
    workbook = load_workbook(BytesIO(xlsx_of(tables)))
    assert workbook.sheetnames == ["One", "Two"]
    assert list(workbook["One"].values) == [("a", "b"), ("'=1+1", -2), ("xy", None)]
    assert workbook["One"]["A2"].data_type == "s"
    assert list(workbook["Two"].values) == [("c",)]
