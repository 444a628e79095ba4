import contextlib
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from fondaco.core.spreadsheets import UnreadableTableError, read_table
from fondaco.core.spreadsheets.calendars import COLUMNS
from tests.core.spreadsheets.files import (
    raw_workbook,
    read,
    saved,
    values_of,
    with_strings,
    workbook_of,
)
from tests.spreadsheets import FIRST_ROW, HEADER, sinful_workbook


def test_the_table_is_found_under_a_title_and_over_a_total() -> None:
    file = workbook_of(
        ["Elenco 2026"],
        [],
        [None, "Ragione sociale", None, "Quota", "Quota"],
        [None, "Rossi", None, 1, 2],
        [],
        [None, "Totale", None, 1, 2],
        [None, "Bianchi\xa0\u200bS.p.A. 👩‍💻", None, True, "x\x7f"],
        [None, "Totale", None, 2, 4],
    )
    table = read(file)
    assert (table.header, table.header_row) == (
        ["Ragione sociale", "Quota", "Quota (2)"],
        3,
    )
    assert table.letters == ["B", "D", "E"]
    assert [(row.number, [c.value for c in row.cells]) for row in table.rows] == [
        (4, ["Rossi", 1, 2]),
        (6, ["Totale", 1, 2]),
        (7, ["Bianchi S.p.A. 👩‍💻", True, "x"]),
    ]
    assert table.totals == [8]


def test_a_second_table_a_sum_and_a_header_said_again_are_no_rows() -> None:
    text = (
        "Ragione sociale;Città\nAlfa;Como\n\nRagione sociale;Città\nBeta;Lodi\n"
        "TOTALE SOCI: 2;\n\nEx soci;\nRagione sociale;Data uscita\nGamma;2020\n"
    )
    table = read(text.encode())
    assert values_of(table) == [["Alfa", "Como"], ["Beta", "Lodi"]]
    assert (table.totals, table.other_from) == ([6], 9)


def test_an_empty_row_and_a_row_of_one_cell_end_no_table() -> None:
    text = "Ragione sociale;Città\nAlfa;Como\n\nBeta;\nGamma;Lodi\n\nDelta;\n"
    names = [row[0] for row in values_of(read(text.encode()))]
    assert names == ["Alfa", "Beta", "Gamma", "Delta"]


def test_a_header_of_two_rows_is_joined() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Ragione sociale", "Sede", None, "Note"])
    sheet.append([None, "Città", "Nazione", "Altro"])
    sheet.append(["Rossi", "Milano", "IT", ""])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    table = read(saved(workbook))
    assert table.header == [
        "Ragione sociale",
        "Sede – Città",
        "Sede – Nazione",
        "Note – Altro",
    ]
    assert values_of(table) == [["Rossi", "Milano", "IT", None]]


def test_a_title_beside_the_table_stays_out_of_the_header() -> None:
    table = read(b"Soci\nNome;Citt\xe0\nA;B\n")
    assert (table.header, values_of(table)) == (["Nome", "Città"], [["A", "B"]])


def test_cells_are_read_as_the_spreadsheet_shows_them() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Nome", "P.IVA", "Quota", "Data", "Ora", "Errore", "Formula"])
    sheet.append([None, 1234567890, 0.25, None, None, "#N/A", "=1+1"])
    sheet["A2"] = CellRichText("Ros", TextBlock(InlineFont(b=True), "si"))
    sheet["A2"].hyperlink = "https://rossi.it"
    sheet["B2"].number_format, sheet["C2"].number_format = "00000000000", "0.0%"
    sheet["D2"], sheet["E2"] = dt.date(2016, 2, 29), dt.time(14, 30)
    table = read(saved(workbook))
    row = next(table.rows)
    name, vat, fee, day, time, _error, formula = row.cells
    assert (name.value, name.link) == ("Rossi", "https://rossi.it")
    assert (vat.value, vat.text) == (1234567890, "01234567890")
    assert (fee.value, fee.text) == (0.25, "25%")
    assert (day.value, time.value) == (dt.date(2016, 2, 29), "14:30")
    assert formula.is_formula
    assert row.errors == [
        (5, "The spreadsheet shows the error #N/A here. Write the value."),
        (6, formula.error),
    ]
    assert "no calculated value" in formula.error


def test_a_formula_keeps_the_value_that_was_calculated() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nome</t><rPh><t>x</t></rPh></is></c>'
        '<c t="str"><v>Data</v></c><c t="str"><v>Altro</v></c></row>'
        '<row r="7"><c t="str"><f>A1</f><v>Ros_x0041_</v></c>'
        '<c t="d"><v>2016-11-23</v></c><c t="b"><v>1</v></c></row>'
    )
    row = next(read(raw_workbook(rows)).rows)
    assert (row.number, row.cells[0].is_formula) == (7, True)
    assert [c.value for c in row.cells] == ["RosA", dt.date(2016, 11, 23), True]


def test_texts_that_lie_apart_are_put_together() -> None:
    strings = "<si><t>Nome</t></si><si><r><t>Ros</t></r><rPh><t>x</t></rPh>"
    strings += "<r><t>si</t></r></si>"
    assert values_of(read(with_strings(strings))) == [["Rossi"]]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    moment = dt.datetime(2016, 11, 23, 9, 30)  # noqa: DTZ001
    sheet.append(["Nome", "Data"])
    sheet.append(["A", moment])
    assert values_of(read(saved(workbook))) == [["A", moment]]


def test_the_visible_sheet_with_most_in_it_is_read_unless_another_is_asked() -> None:
    workbook = Workbook()
    workbook.create_sheet("Dati").append(["Nome", "Nazione"])
    workbook["Dati"].append(["A", "IT"])
    workbook.create_sheet("Nascosto").sheet_state = "hidden"
    workbook["Nascosto"].append(["Nome"])
    file = saved(workbook)
    table = read(file)
    assert (table.sheet, table.other_sheets, table.hidden_sheets) == (
        "Dati",
        ["Sheet"],
        ["Nascosto"],
    )
    assert read(file, sheet="Nascosto").header == ["Nome"]
    with pytest.raises(UnreadableTableError, match=r"no sheet “Altro”.*Sheet, Dati"):
        read(file, sheet="Altro")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_is_read_in_any_encoding_and_separator(
    encoding: str, separator: str
) -> None:
    lines = [
        "Ragione sociale;Città;Quota",
        '"Due\r\nrighe; ""sì""";Forlì;"1,5"',
        ";;",
        "B;C;",
    ]
    text = "\r\n".join(lines).replace(";", separator)
    table = read(text.encode(encoding))
    assert table.header == ["Ragione sociale", "Città", "Quota"]
    assert [(row.number, [c.value for c in row.cells]) for row in table.rows] == [
        (2, [f'Due\nrighe{separator} "sì"'.strip(), "Forlì", "1,5"]),
        (4, ["B", "C", None]),
    ]


def test_the_first_line_of_a_csv_may_name_the_separator() -> None:
    table = read(b"sep=;\r\nNome;Citta\r\nA,B;C\r\n")
    assert [(r.number, r.cells[0].value) for r in table.rows] == [(2, "A,B")]


def test_events_of_a_calendar_are_rows() -> None:
    table = read(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        b"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Fiera\\, Parigi\r\n"
        b"DTSTART;VALUE=DATE:20161123\r\nDTEND;VALUE=DATE:20161126\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20161123T090000\r\nDURATION:PT2H\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    nine = dt.datetime(2016, 11, 23, 9)  # noqa: DTZ001
    assert table.header == list(COLUMNS)
    assert [row[:4] for row in values_of(table)] == [
        ["1", "Fiera, Parigi", dt.date(2016, 11, 23), dt.date(2016, 11, 25)],
        ["2", None, nine, nine + dt.timedelta(hours=2)],
    ]


def test_moments_of_a_calendar_are_told_as_clocks_show_them_there() -> None:
    def when(*lines: str) -> list[str]:
        event = "\r\n".join(["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"])
        whole = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n"
        table = read(whole.encode())
        names = ("DTSTART", "DTEND", "TIMEZONE")
        cells = next(table.rows).cells
        found = {name: cells[table.header.index(name)].value for name in names}
        return [str(found[name] or "") for name in names]

    rome, york = "Europe/Rome", "America/New_York"
    assert when("DTSTART:20251110T090000Z", "DTEND:20251110T103000Z") == [
        "2025-11-10 10:00:00",
        "2025-11-10 11:30:00",
        rome,
    ]
    assert when(f"DTSTART;TZID={york}:20250710T090000", "DURATION:PT1H") == [
        "2025-07-10 09:00:00",
        "2025-07-10 10:00:00",
        york,
    ]
    # The end as the clocks of the start show it.
    assert when(
        f"DTSTART;TZID={york}:20250710T090000", f"DTEND;TZID={rome}:20250710T170000"
    ) == ["2025-07-10 09:00:00", "2025-07-10 11:00:00", york]
    # A zone that no list has, and days that are whole on the clocks of Rome.
    assert when("DTSTART;TZID=Nostra:20250710T090000")[0] == "2025-07-10 09:00:00"
    assert when("DTSTART:20250709T220000Z", "DTEND:20250711T220000Z") == [
        "2025-07-10",
        "2025-07-11",
        rome,
    ]
    assert when("DTSTART:20250709T180000Z", "DTEND:20250709T220000Z")[:2] == [
        "2025-07-09 20:00:00",
        "2025-07-09",
    ]


def test_a_workbook_with_the_usual_sins_is_read_right(tmp_path: Path) -> None:
    path = tmp_path / "soci.xlsx"
    expected = sinful_workbook(path, rows=120)
    table = read_table(path, path.name)
    assert [name.rpartition(" – ")[2] for name in table.header] == HEADER
    rows = list(table.rows)
    assert (table.sheet, table.hidden_sheets) == ("Elenco", ["Vecchio"])
    assert [row.number for row in rows] == [one.row for one in expected]
    assert rows[0].number == FIRST_ROW
    assert table.totals == [FIRST_ROW + 121]


XLSX = workbook_of(["Nome", "Quota", "Data"], ["Città", 1.5, dt.date(2016, 1, 2)])
CSV = 'Nome;Quota\r\n"Città ""x""";1,5\r\nB;2\r\n'.encode()


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_refused_with_a_sentence_or_read(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([XLSX.getvalue(), CSV])))
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    content = content[: data.draw(st.integers(len(content) // 2, len(content)))]
    with contextlib.suppress(UnreadableTableError):
        list(read_table(io.BytesIO(bytes(content)), "x").rows)
