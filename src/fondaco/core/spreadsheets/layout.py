"""Where the header is, which columns count, which rows only sum up the others."""

import re
from collections.abc import Callable
from itertools import chain, islice

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.headers import is_known
from fondaco.core.spreadsheets.rows_below import is_name, rows_below
from fondaco.core.spreadsheets.sheet_rows import RawRow
from fondaco.core.spreadsheets.table import (
    Limits,
    Sheet,
    Table,
    UnreadableTableError,
    letter,
)
from fondaco.engines.language.folding import fold

PREVIEW = 200
# A header lower than this would hardly be one.
DEEPEST_HEADER = 30
JOINT = " – "
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")

Merged = Callable[[], list[str]]


def lay_out(
    sheet: Sheet, name: str, limits: Limits, merged: Merged | None = None
) -> Table:
    """Find the header in the first rows, and give each row its cells under it."""
    rows = iter(sheet.rows)
    preview = list(islice(rows, PREVIEW))
    if not preview:
        raise UnreadableTableError(
            _("There is no table in the file. Choose the file that has your rows.")
        )
    place = _header_place(preview)
    if merged and _goes_on(preview[place : place + 2], merged):
        place += 1
    number, last = preview[place]
    labels = own = {column: cell.text for column, cell in last.items()}
    if place and preview[place - 1][0] == number - 1:
        labels = _joined(preview[place - 1], labels, merged)
    data = preview[place + 1 :]
    filled = set(labels).union(*(cells for _number, cells in data))
    columns = sorted(filled)
    if len(columns) > limits.columns:
        message = _(
            "The table has more than %(most)s columns. Keep those that you need and "
            "choose the file again."
        )
        raise UnreadableTableError(message % {"most": limits.columns})
    table = Table(
        name,
        _distinct([labels.get(column, "") for column in columns], columns),
        iter(()),
        number,
        [letter(column) for column in columns],
        sheet.name,
        sheet.others,
        sheet.hidden,
    )
    table.rows = rows_below(
        table,
        chain(data, rows),
        columns,
        [own.get(each, "") for each in columns],
        limits,
    )
    return table


def _header_place(preview: list[RawRow]) -> int:
    """The row with most names of columns; the first of those that have as many."""
    best, best_score = 0, float("-inf")
    for place, (_number, cells) in enumerate(preview[:DEEPEST_HEADER]):
        texts = [cell.text for cell in cells.values()]
        known = len({fold(text) for text in texts if is_known(text)})
        names = sum(is_name(cell) for cell in cells.values())
        score = 4 * known + names - 2 * (len(cells) - names)
        # One word alone is a title, or a table of one column.
        if len(cells) == 1 and known == 0:
            score -= 1
        if score > best_score:
            best, best_score = place, score
    known_best = best_score >= 4
    if known_best:
        return best
    # No known name: the first row as wide as most of them.
    widths = [len(cells) for _number, cells in preview]
    usual = sorted(widths)[len(widths) // 2]
    return next(place for place, width in enumerate(widths) if width >= usual)


def _goes_on(rows: list[RawRow], merged: Merged) -> bool:
    """Whether the header's first row was found, and its second has the names."""
    if len(rows) < 2 or rows[1][0] != rows[0][0] + 1:
        return False
    if not all(is_name(cell) for cell in rows[1][1].values()):
        return False
    groups = [
        (left, right)
        for left, top, right, bottom in map(_corners, merged())
        if top == bottom == rows[0][0] and right > left
    ]
    return any(
        sum(column in rows[1][1] for column in range(left, right + 1)) > 1
        for left, right in groups
    )


def _joined(
    above: RawRow, labels: dict[int, str], merged: Merged | None
) -> dict[int, str]:
    """A header of two rows: the group above, then the name below.

    A cell merged downwards is the name itself. Without merged cells the row above is
    a group only where a name stands under each of its cells.
    """
    number, groups = above
    ranges = [_corners(text) for text in merged()] if merged else []
    spans = {
        left: right
        for left, top, right, bottom in ranges
        if top == number and bottom == number and right > left
    }
    tall = {left for left, top, _right, bottom in ranges if top == number < bottom}
    if len(groups) == 1 and not tall:
        # A title over the table, unless it is merged over a part of it.
        column = next(iter(groups))
        wide = spans.get(column, column) - column + 1
        if wide == 1 or wide >= len(labels):
            return labels
    if len(groups) > 1 and not (spans or tall):
        under = sum(column in labels for column in groups)
        if under == len(groups) and len(groups) > len(labels) / 2:
            return labels
    joined = dict(labels)
    for column, cell in groups.items():
        if column not in labels:
            joined[column] = cell.text
            continue
        for each in range(column, spans.get(column, column) + 1):
            if each in labels:
                joined[each] = f"{cell.text}{JOINT}{labels[each]}"
    return joined


def _corners(text: str) -> tuple[int, int, int, int]:
    match = _RANGE.fullmatch(text)
    assert match
    left, top, right, bottom = match.groups()
    return _column(left), int(top), _column(right), int(bottom)


def _column(letters: str) -> int:
    column = 0
    for character in letters:
        column = column * 26 + ord(character) - 64
    return column - 1


def _distinct(labels: list[str], columns: list[int]) -> list[str]:
    """Names of which none is empty and none comes twice."""
    header: list[str] = []
    for label, column in zip(labels, columns, strict=True):
        label = " ".join(label.split())[:200]
        if not label:
            label = _("column %(letter)s") % {"letter": letter(column)}
        name, number = label, 1
        while name in header:
            number += 1
            name = f"{label} ({number})"
        header.append(name)
    return header
