import csv
import datetime as dt
import io
import tracemalloc
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fondaco.core.spreadsheets.cleaning import clean
from fondaco.core.spreadsheets.writing import (
    Sheet,
    harmless,
    write_csv,
    write_xlsx,
)
from tests.core.spreadsheets.files import read, values_of

HEADER = ["Ragione sociale", "Nazione", "Data"]
NOON = dt.datetime(2016, 11, 3, 12, 0)  # noqa: DTZ001
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", " =1", "-1", "+39 02 1234567", "@A", "'", "'=1", "#N/A", "#x"]
    ),
    st.text(max_size=80),
).map(clean)


@dataclass
class Written:
    rows: list[list[Any]]
    name: str = "Soci: [tutti]"

    @property
    def header(self) -> list[str]:
        return HEADER


def xlsx_of(*rows: list[Any]) -> io.BytesIO:
    file = io.BytesIO()
    write_xlsx(Written(list(rows)), file)
    file.seek(0)
    return file


def csv_of(language: str, *rows: list[Any]) -> str:
    file = io.StringIO()
    write_csv(Written(list(rows)), file, language)
    return file.getvalue()


@given(
    st.lists(
        st.tuples(
            TEXTS,
            st.one_of(st.none(), st.integers(-(10**12), 10**12), st.booleans(), TEXTS),
            st.one_of(
                st.dates(dt.date(1900, 3, 1)),
                st.integers(-(10**9), 10**9).map(lambda cents: cents / 100),
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(rows: list[tuple[Any, ...]]) -> None:
    # A first cell that is no total, so that no row is taken for one.
    written = [[f"A{row[0]}", *row[1:]] for row in rows]
    table = read(xlsx_of(*written))
    assert table.header == HEADER
    expected = [[None if v == "" else v for v in row] for row in written]
    assert values_of(table) == expected


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_texts_are_read_back_from_csv(texts: list[str]) -> None:
    for language in ("it", "en"):
        file = csv_of(language, *([text, "IT", 1] for text in texts)).encode()
        assert [row[0] for row in values_of(read(file))] == texts


def test_no_text_is_a_formula_in_the_file() -> None:
    texts = ["=1+1", " =1", "\u200b=1", "+39 02 123456", "#N/A", "'=1"]
    sheet = load_workbook(xlsx_of(*([text, -1, None] for text in texts))).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [
        *("'=1+1", "' =1", "\u200b=1", "+39 02 123456", "#N/A", "''=1"),
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["B2"].value == -1
    assert [harmless(x) for x in ("  @a", "\x00=1", -1)] == ["'  @a", "'=1", -1]


def test_a_sheet_has_its_header_in_sight_and_a_filter() -> None:
    workbook = load_workbook(xlsx_of(["x" * 100, dt.date(2016, 11, 3), NOON]))
    sheet = workbook.worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == (
        "Soci   tutti",
        "B2",
        "A1:C2",
    )
    assert sheet["A1"].font.b
    assert sheet["A2"].alignment.wrap_text
    assert (sheet["B2"].number_format, sheet["B2"].value) == (
        "dd/mm/yyyy",
        dt.datetime(2016, 11, 3),  # noqa: DTZ001
    )
    assert int(sheet.column_dimensions["A"].width) == 60


def test_what_no_file_may_hold_is_left_out_and_old_days_are_words() -> None:
    file = xlsx_of(["a\x00\ud800b", "_x000D_", dt.date(1861, 3, 17)])
    assert values_of(read(file)) == [["ab", "_x000D_", "1861-03-17"]]
    assert csv_of("it", ["\ud800x", None, 1]).endswith("\r\nx;;1\r\n")


def test_rows_are_written_as_they_are_made() -> None:
    tracemalloc.start()
    rows = ([f"Società {number}", "IT", NOON] for number in range(5000))
    write_xlsx(Sheet("Soci", HEADER, rows), io.BytesIO())
    _now, few = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert few < 5 * 2**20


def test_csv_is_as_the_spreadsheets_of_the_language_expect_it() -> None:
    row = ["=A;1", True, Decimal("1.5")]
    aware = timezone.make_aware(NOON)
    dates = [dt.date(2016, 11, 3), aware, False]
    assert csv_of("it", row, dates) == (
        "\ufeffRagione sociale;Nazione;Data\r\n"
        '"\'=A;1";sì;1,5\r\n03/11/2016;03/11/2016 12:00;no\r\n'
    )
    lines = list(csv.reader(io.StringIO(csv_of("en", row, dates)[1:])))
    assert lines[1:] == [
        ["'=A;1", "yes", "1.5"],
        ["2016-11-03", "2016-11-03 12:00", "no"],
    ]
