"""The rows under a header, to where they end: at a sum, or at another table."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.archive import damage_told
from fondaco.core.spreadsheets.headers import is_known
from fondaco.core.spreadsheets.sheet_rows import RawRow
from fondaco.core.spreadsheets.table import (
    EMPTY,
    Cell,
    Limits,
    Row,
    Table,
    UnreadableTableError,
)
from fondaco.engines.language.folding import fold

_TOTAL = re.compile(
    r"(?:totale?|totali|totals|(?:totale|grand|sub|somma) ?(?:generale|totale?)?|sum)"
    r"(?: [a-z ]{1,30})?(?:[:=]? ?[\d.,]*)"
)
_LIKE_DATA = re.compile(r"[\d\W]+|\S+@\S+\.\S+|https?://.*|www\..*")


def rows_below(
    table: Table,
    raw: Iterator[RawRow],
    columns: list[int],
    names: list[str],
    limits: Limits,
) -> Iterator[Row]:
    """Every row but sums, the header where it is said again, and a second table.

    A sum, and the title of another table, are known by what comes after them: nothing,
    an empty row, or a header. `names` are what the header says of each column.
    """
    held: Row | None = None
    count, last = 0, table.header_row
    with damage_told():
        for number, cells in raw:
            row = Row(number, [cells.get(column, EMPTY) for column in columns])
            if row.is_empty:
                continue
            is_apart, last = number > last + 1, number
            if held and is_apart and _sums_up(held):
                table.totals.append(held.number)
                held = None
            is_below = is_apart or (held is not None and _is_title(held))
            if [cell.text for cell in row.cells] == names:
                held = None
                continue
            if is_below and _is_header(row):
                held, table.other_from = None, number
                break
            if held:
                yield held
                held = None
            count += 1
            if count > limits.rows:
                raise _too_many(limits.rows)
            if _sums_up(row) or (is_apart and _is_title(row)):
                held = row
            else:
                yield row
    if held and _sums_up(held):
        table.totals.append(held.number)
    elif held:
        yield held


def _is_title(row: Row) -> bool:
    return len(_filled(row)) == 1


def _is_header(row: Row) -> bool:
    """Names alone, and two of them usual ones: the header of another table."""
    cells = _filled(row)
    if len(cells) < 2 or not all(map(is_name, cells)):
        return False
    return sum(is_known(cell.text) for cell in cells) > 1


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if not cell.is_empty]


def _sums_up(row: Row) -> bool:
    """Only numbers, and a word that says they are totals."""
    texts, others = [], 0
    for cell in row.cells:
        if cell.is_empty:
            continue
        if isinstance(cell.value, str) and not _LIKE_DATA.fullmatch(cell.value):
            texts.append(cell.value)
            if len(texts) > 1:
                return False
        else:
            others += 1
    if len(texts) != 1 or not _TOTAL.fullmatch(fold(texts[0])):
        return False
    return bool(others) or any(character.isdigit() for character in texts[0])


def is_name(cell: Cell) -> bool:
    if not isinstance(cell.value, str) or cell.is_formula:
        return False
    return len(cell.value) <= 80 and not _LIKE_DATA.fullmatch(cell.value)


def _too_many(most: int) -> UnreadableTableError:
    message = _(
        "The table has more than %(most)s rows. Divide it into several files and "
        "import them one after the other."
    )
    return UnreadableTableError(message % {"most": most})
