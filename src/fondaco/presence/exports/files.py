"""The tables of a presence as files."""

from collections.abc import Sequence
from io import BytesIO, StringIO

from fondaco.core.spreadsheets.writing import write_csv, write_workbook
from fondaco.presence.exports.tables import Table


def csv_of(table: Table) -> str:
    """For programs as much as for people: the same in both languages."""
    file = StringIO()
    write_csv(table, file, "en")
    return file.getvalue()


def xlsx_of(tables: Sequence[Table]) -> bytes:
    file = BytesIO()
    write_workbook(tables, file)
    return file.getvalue()
