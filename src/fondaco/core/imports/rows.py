"""Each row of a table read into values, by the fields of its columns."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fondaco.core.resources import Field, Noted, Resource, Values
from fondaco.core.spreadsheets import Cell, Row, Table
from fondaco.core.spreadsheets.cleaning import says_nothing

# The field of each column; empty: the column stays out.
Mapping = Sequence[str]
Progress = Callable[[int], None]
PROGRESS_EVERY = 500


@dataclass(slots=True)
class ReadRow:
    """One row as it was read: nothing of the database is in it yet."""

    number: int
    values: Values
    problems: list[tuple[int | str, str]]
    # What was left out or read otherwise than it is written, for the person to know.
    notes: list[tuple[int | str, str]]
    # The text of each cell, to show the row to whoever must mend it.
    texts: tuple[str, ...]


def read_rows(
    table: Table,
    resource: Resource,
    mapping: Mapping,
    progress: Progress | None = None,
    given: Values | None = None,
) -> Iterator[ReadRow]:
    """Read each row's cells into values; the database is not asked.

    `given` is said of every row that does not say it itself.
    """
    columns = [
        (place, found)
        for place, name in enumerate(mapping)
        if name and (found := resource.find_field(name)) is not None
    ]
    for count, row in enumerate(table.rows, 1):
        read = _read_row(row, columns)
        if read.values and given:
            read.values = {**given, **read.values}
        yield read
        if progress and count % PROGRESS_EVERY == 0:
            progress(count)
    if table.other_from:
        words = _("Another table begins here: import it from a sheet of its own.")
        yield ReadRow(table.other_from, {}, [], [("", words)], ())


def drained(rows: deque[ReadRow]) -> Iterator[ReadRow]:
    """Each row once; what was taken is not kept beside what is made of it."""
    while rows:
        yield rows.popleft()


def _read_row(row: Row, columns: Iterable[tuple[int, Field]]) -> ReadRow:
    cells = row.cells
    read = ReadRow(row.number, {}, [], [], tuple([cell.text for cell in cells]))
    for place, one in columns:
        cell: Cell = cells[place]
        if cell.error:
            read.problems.append((place, cell.error))
            continue
        if cell.is_empty or says_nothing(cell.value):
            continue
        try:
            value = one.read(cell)
        except (ValueError, ValidationError) as error:
            read.problems.append((place, _sentence(error)))
            continue
        if cell.note:
            read.notes.append((place, cell.note))
        if isinstance(value, Noted):
            read.notes.append((place, value.note))
            value = value.value
        if value in ("", None, []):
            continue
        if one.multiple and one.name in read.values:
            value = list(dict.fromkeys([*read.values[one.name], *value]))
        read.values[one.name] = value
    return read


def _sentence(error: ValueError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
