"""What is refused, and with what advice."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from fondaco.core.spreadsheets import Limits, UnreadableTableError, read_table
from tests.core.spreadsheets.files import (
    raw_workbook,
    read,
    with_strings,
    workbook_of,
    zipped,
)

ROW = '<row><c t="inlineStr"><is><t>Nome</t></is></c></row>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM '
    '"file:///etc/passwd">]>'
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
GOOD = workbook_of(["Nome"], ["A"]).getvalue()


def protected(content: bytes) -> bytes:
    """The same zip, whose parts say that they need a password."""
    place = content.index(b"PK\x01\x02")
    while place >= 0:
        content = content[: place + 8] + b"\x01" + content[place + 9 :]
        place = content.find(b"PK\x01\x02", place + 4)
    return content


def unusual(method: int) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    return file


REFUSED = [
    (b"", "is empty"),
    (b" \n", "is empty"),
    (b"%PDF-1.7", "another kind of document"),
    (b"<!DOCTYPE html><table>", "a web page"),
    (OLE + b"Workbook", r"Excel 97-2003 \(.xls\).*Save as"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "remove the password"),
    (protected(GOOD), "remove the password"),
    (unusual(zipfile.ZIP_BZIP2), "damaged"),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), ".ods"),
    (zipped({"Index/Document.iwa": b""}), ".numbers"),
    (zipped({"xl/workbook.bin": b""}), ".xlsb"),
    (zipped({"../../etc/passwd": "x"}), "not an Excel workbook"),
    (zipped({"word/document.xml": "<a/>"}), "not an Excel workbook"),
    (b"PK\x03\x04 and no more", "damaged"),
    (GOOD[: len(GOOD) // 2], "damaged"),
    (bytes(range(32)) * 100, "not a table"),
    (b"\x01\x02\x03\x04" * 100, "not a table"),
    (b'Nome;Citta\n"A;B\nC;D\n', "quotation marks after row 1"),
    (b"BEGIN:VCALENDAR\r\nnonsense", "not a calendar"),
    (b"BEGIN:VCALENDAR\r\n" + b" " * 11 * 2**20, "calendar is too large"),
    (b"Nome\n" + b"x" * 140_000, "far too long a text"),
    (b"Nome\n" + b"x" * 110_000, "far too long a text"),
    (raw_workbook(ROW, head=LAUGHS), "damaged"),
    (raw_workbook("<a>" * 200), "damaged"),
    (raw_workbook(ROW + f'<row r="{2**20 + 1}"/>'), "damaged"),
    (raw_workbook('<row r="5"/><row r="4"/>'), "damaged"),
    (raw_workbook('<row><c r="XFE1"><v>1</v></c></row>'), "damaged"),
    (raw_workbook('<row><c r="1"><v>1</v></c></row>'), "damaged"),
    (raw_workbook('<row><c t="s"><v>9</v></c></row>'), "damaged"),
    (raw_workbook("<row><c><v>nan</v></c></row>"), "damaged"),
    (raw_workbook(f"<row><c><v>{'9' * 5000}</v></c></row>"), "damaged"),
    (raw_workbook(ROW.replace("Nome", "x" * 100_001)), "far too long a text"),
    (raw_workbook(""), "no table in the file"),
    (raw_workbook(f'<row spans="{"9" * 2**23}"/>'), "unpacks to far more"),
    (raw_workbook(" " * 34 * 2**20), "unpacks to far more"),
]


@pytest.mark.parametrize(("content", "advice"), REFUSED)
def test_it_is_refused_with_advice(content: bytes | io.BytesIO, advice: str) -> None:
    with pytest.raises(UnreadableTableError, match=f"(?s){advice}") as refused:
        list(read(content).rows)
    assert str(refused.value).endswith(".")


def test_a_workbook_with_all_sheets_hidden_says_how_to_show_one() -> None:
    book = (
        '<workbook xmlns:r="x"><sheets><sheet name="One" r:id="b" state="veryHidden"/>'
        "</sheets></workbook>"
    )
    with pytest.raises(UnreadableTableError, match="Unhide"):
        read(raw_workbook(ROW, parts={"xl/workbook.xml": book}))


@pytest.mark.parametrize(
    ("limits", "advice"),
    [
        (Limits(file_bytes=100), "larger than 0 MB"),
        (Limits(inflated_bytes=100), "unpacks to far more"),
        (Limits(ratio=1, ratio_from=0), "unpacks to far more"),
        (Limits(rows=1), "more than 1 rows"),
        (Limits(columns=1), "more than 1 columns"),
        (Limits(cell_characters=3), "far too long a text"),
    ],
)
def test_more_than_the_limits_is_refused(limits: Limits, advice: str) -> None:
    file = workbook_of(["Nome", "Altro"], ["A", "B"], ["C", "D"])
    with pytest.raises(UnreadableTableError, match=advice):
        list(read(file, limits=limits).rows)


def test_a_file_of_two_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)
    with pytest.raises(UnreadableTableError, match="larger than 64 MB"):
        read_table(path, path.name)


def test_a_stream_that_hides_its_size_is_read_no_further_than_the_limit() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(UnreadableTableError, match="larger than"):
        read_table(Stream(b"x" * 200), "x", limits=Limits(file_bytes=100))


@pytest.mark.parametrize("is_large", [False, True])
def test_a_list_of_a_million_parts_is_refused_before_it_is_read(is_large: bool) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 2**21, 0, 0)
    if is_large:
        record = struct.pack(
            "<4sQ2H2L4Q", b"PK\x06\x06", 44, 0, 0, 0, 0, 0, 0, 2**21, 0
        )
        end = record + b"PK\x06\x07" + bytes(16) + end
    with pytest.raises(UnreadableTableError, match="unpacks to far more"):
        read(b"PK\x03\x04" + end)


def test_texts_that_would_fill_the_memory_are_refused() -> None:
    file = with_strings("<si><t>Nome</t></si><si><t>Rossi</t></si>")
    with pytest.raises(UnreadableTableError, match="unpacks to far more"):
        read(file, limits=Limits(text_characters=20))
    with pytest.raises(UnreadableTableError, match="far too long a text"):
        read(file, limits=Limits(cell_characters=4))
    with pytest.raises(UnreadableTableError, match="damaged"):
        read(with_strings("<a>" * 200))
    deep = {"_rels/.rels": "<a>" * 200}
    with pytest.raises(UnreadableTableError, match="damaged"):
        read(raw_workbook(ROW, parts=deep))
