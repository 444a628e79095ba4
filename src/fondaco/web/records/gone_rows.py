"""Rows that somebody else deleted while a person was writing in them.

Django takes them for tampering and refuses the form. Here they become new rows of it:
saving puts them back, and emptying them leaves them out.
"""

import re
from collections import defaultdict
from typing import Any

from django.http import QueryDict


def set_gone_rows_apart(
    data: Any, prefix: str, key: str, known: set[str]
) -> tuple[QueryDict, range]:
    """Number the rows anew: those on record, those that are gone, and the new ones.

    `key` is the field that says which row it is, `known` those that are on record.
    Returns what a form would have sent, and the numbers of the rows that are gone.
    """
    renumbered: QueryDict = data.copy()
    initial = data.get(f"{prefix}-INITIAL_FORMS", "")
    if not re.fullmatch(r"\d{1,6}", initial):
        return renumbered, range(0)
    rows = _rows(data, prefix)
    on_record, gone, new = [], [], []
    for number, cells in sorted(rows.items()):
        if number >= int(initial):
            new.append(cells)
        elif cells.get(key, [""])[-1] in known:
            on_record.append(cells)
        elif "DELETE" not in cells:
            gone.append(cells | {key: [""]})
    for number, cells in rows.items():
        for name in cells:
            del renumbered[f"{prefix}-{number}-{name}"]
    for number, cells in enumerate([*on_record, *gone, *new]):
        for name, values in cells.items():
            renumbered.setlist(f"{prefix}-{number}-{name}", values)
    total = len(on_record) + len(gone) + len(new)
    renumbered[f"{prefix}-INITIAL_FORMS"] = str(len(on_record))
    renumbered[f"{prefix}-TOTAL_FORMS"] = str(total)
    return renumbered, range(len(on_record), len(on_record) + len(gone))


def _rows(data: Any, prefix: str) -> dict[int, dict[str, list[str]]]:
    """Cells by row and name; an impossible number makes no row."""
    cell = re.compile(rf"{re.escape(prefix)}-(0|[1-9][0-9]{{0,5}})-(.+)", re.DOTALL)
    rows: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name in data:
        if match := cell.fullmatch(name):
            rows[int(match[1])][match[2]] = data.getlist(name)
    return rows
