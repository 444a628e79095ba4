"""What a spreadsheet is read into, and what is refused before it can do harm."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

Value = str | int | float | Decimal | dt.date | dt.datetime | bool | None


class UnreadableTableError(ValueError):
    """The file as a whole cannot be read; its text tells the person what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. A file that holds more is refused, whatever it says of itself.

    `inflated_bytes` is for each part of a workbook; its `ratio` to what lies in the
    file counts from `ratio_from` bytes on, as small files may well be repetitive.
    """

    file_bytes: int = 64 * 2**20
    inflated_bytes: int = 768 * 2**20
    ratio: int = 200
    ratio_from: int = 32 * 2**20
    text_characters: int = 200_000_000
    rows: int = 200_000
    columns: int = 256
    cell_characters: int = 100_000


class Cell(NamedTuple):
    """`shown` is what the spreadsheet shows where the value alone does not say it.

    `note` is for whoever imports the cell: what of the file is not in it.
    """

    value: Value = None
    shown: str = ""
    is_formula: bool = False
    error: str = ""
    link: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """The cell as a person sees it: with the leading zeros of its format."""
        if self.shown or self.value is None:
            return self.shown
        if isinstance(self.value, dt.date):
            return _day_in_words(self.value)
        return str(self.value)

    @property
    def is_empty(self) -> bool:
        return (self.value is None or self.value == "") and not self.error


def _day_in_words(day: dt.date) -> str:
    """As it is written by hand, and read again: a day has no hour of its own."""
    written = f"{day.day:02}/{day.month:02}/{day.year}"
    if not isinstance(day, dt.datetime) or not (day.hour or day.minute):
        return written
    return f"{written} {day.hour:02}:{day.minute:02}"


EMPTY = Cell()


class CellError(NamedTuple):
    column: int
    message: str


class Row(NamedTuple):
    """The cells stand under the header, one for each of its columns."""

    number: int
    cells: list[Cell]

    @property
    def errors(self) -> list[CellError]:
        return [CellError(i, c.error) for i, c in enumerate(self.cells) if c.error]

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


@dataclass
class Table:
    """A header and its rows, which can be read once.

    `letters` are the columns as the spreadsheet names them; `totals` fills with the
    numbers of rows left out because they only sum up, once all rows are read.
    """

    name: str
    header: list[str]
    rows: Iterator[Row]
    header_row: int = 1
    letters: list[str] = field(default_factory=list)
    sheet: str = ""
    other_sheets: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    # Where another table begins in the same sheet: what stands there is not read.
    other_from: int | None = None


@dataclass(frozen=True)
class Sheet:
    """The raw rows of one sheet, before a header is found in them."""

    rows: Iterable[tuple[int, dict[int, Cell]]]
    name: str = ""
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def letter(column: int) -> str:
    """The name of a column, counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
