"""One door for every file with a table in it: what it is, and how it is read."""

import io
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.archive import (
    Archive,
    damage_told,
    encrypted,
)
from fondaco.core.spreadsheets.calendars import read_calendar
from fondaco.core.spreadsheets.delimited import read_delimited
from fondaco.core.spreadsheets.layout import lay_out
from fondaco.core.spreadsheets.table import (
    Limits,
    Sheet,
    Table,
    UnreadableTableError,
)
from fondaco.core.spreadsheets.workbook import (
    merged_ranges,
    open_workbook,
    read_sheet,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
)


def read_table(
    file: Path | BinaryIO,
    name: str,
    *,
    sheet: str | None = None,
    limits: Limits | None = None,
) -> Table:
    """Read a workbook, a CSV file or a calendar, whatever its name says it is.

    Raises UnreadableTableError, with a sentence for the person: here, or while the
    rows are read.
    """
    limits = limits or Limits()
    content = _content(file, limits)
    if not content.strip():
        raise UnreadableTableError(
            _("The file is empty. Choose the file that has your table in it.")
        )
    with damage_told():
        if content.startswith(b"PK"):
            return _workbook(content, name, sheet, limits)
        return lay_out(_plain(content, name, limits), name, limits)


def _content(file: Path | BinaryIO, limits: Limits) -> bytes:
    """The whole file, which is never read further than the limit."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return _content(opened, limits)
    most = limits.file_bytes
    if file.seekable():
        # Not every file of a request says where `seek` came to.
        file.seek(0, io.SEEK_END)
        size = file.tell()
        file.seek(0)
        if size > most:
            raise _too_large(most)
    content = file.read(most + 1)
    if len(content) > most:
        raise _too_large(most)
    return content


def _workbook(content: bytes, name: str, sheet: str | None, limits: Limits) -> Table:
    archive = Archive(content, limits)
    _refuse_other_archives(archive)
    book = open_workbook(archive, limits)
    chosen = read_sheet(book, sheet)
    return lay_out(chosen, name, limits, lambda: merged_ranges(book, chosen.name))


def _plain(content: bytes, name: str, limits: Limits) -> Sheet:
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"begin:vcalendar"):
        return read_calendar(content, limits)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise encrypted()
        raise UnreadableTableError(_old("Excel 97-2003 (.xls)"))
    if content.startswith(STARTS):
        raise UnreadableTableError(_old(_("another kind of document")))
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<workbook")):
        raise UnreadableTableError(_old(_("a web page or XML")))
    return read_delimited(content, limits)


def _refuse_other_archives(archive: Archive) -> None:
    kind = archive.start_of("mimetype") if "mimetype" in archive.names else b""
    if b"opendocument" in kind:
        raise UnreadableTableError(_old("LibreOffice (.ods)"))
    if any(part.endswith(".iwa") or part == "Index.zip" for part in archive.names):
        raise UnreadableTableError(_old("Apple Numbers (.numbers)"))
    if "xl/workbook.bin" in archive.names:
        raise UnreadableTableError(_old("Excel (.xlsb)"))


def _old(kind: str) -> str:
    message = _(
        "The file is in a format that we do not read: %(kind)s. Open it where it was "
        "made, choose “Save as” or “Export”, then “Excel workbook (.xlsx)”, and choose "
        "the new file."
    )
    return message % {"kind": kind}


def _too_large(most: int) -> UnreadableTableError:
    message = _(
        "The file is larger than %(most)s MB. Take out pictures and sheets that are "
        "not needed, or divide the table into two files."
    )
    return UnreadableTableError(message % {"most": most // 2**20})
