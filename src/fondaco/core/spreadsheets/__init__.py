"""Spreadsheets from outside: read without harm, understood, and written back."""

from fondaco.core.spreadsheets.reading import read_table
from fondaco.core.spreadsheets.table import (
    Cell,
    CellError,
    Limits,
    Row,
    Table,
    UnreadableTableError,
    Value,
)

__all__ = [
    "Cell",
    "CellError",
    "Limits",
    "Row",
    "Table",
    "UnreadableTableError",
    "Value",
    "read_table",
]
