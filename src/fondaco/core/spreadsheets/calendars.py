"""Calendars (iCalendar, RFC 5545) as a table: a row for each event."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar

from fondaco.core.spreadsheets.cleaning import clean
from fondaco.core.spreadsheets.sheet_rows import RawRow, too_long
from fondaco.core.spreadsheets.table import (
    Cell,
    Limits,
    Sheet,
    UnreadableTableError,
    Value,
)

COLUMNS = (
    "UID",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "LOCATION",
    "URL",
    "DESCRIPTION",
    "STATUS",
)
# A whole calendar is held in memory as it is read.
LONGEST = 10 * 2**20


def read_calendar(content: bytes, limits: Limits) -> Sheet:
    if len(content) > LONGEST:
        raise UnreadableTableError(
            _(
                "The calendar is too large. Export a shorter period, of a year or "
                "two, and choose that file."
            )
        )
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        rows = list(_rows(calendars, limits))
    except UnreadableTableError:
        raise
    # The library raises what its many parsers raise.
    except Exception as error:
        raise UnreadableTableError(
            _(
                "The file is not a calendar that we can read. Export it again as "
                "iCalendar (.ics) and choose the new file."
            )
        ) from error
    return Sheet(rows)


def _rows(calendars: list[Any], limits: Limits) -> Iterator[RawRow]:
    yield 1, {column: Cell(name) for column, name in enumerate(COLUMNS)}
    number = 1
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            number += 1
            values = {name: _value(event, name) for name in COLUMNS}
            values["DTEND"] = _end(event, values["DTSTART"])
            cells = {
                column: Cell(values[name])
                for column, name in enumerate(COLUMNS)
                if values[name] not in {None, ""}
            }
            for cell in cells.values():
                if len(cell.text) > limits.cell_characters:
                    raise too_long()
            yield number, cells


def _value(event: Any, name: str) -> Value:
    found = event.get(name)
    if isinstance(found, list):
        found = found[0]
    if found is None:
        return None
    if isinstance(moment := getattr(found, "dt", None), dt.date):
        return moment
    return clean(str(found))


def _end(event: Any, start: Value) -> Value:
    """The last day: in a calendar, whole days end on the day after."""
    end = _value(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(start, dt.date) and isinstance(length, dt.timedelta):
        end = start + length
    if isinstance(end, dt.date) and not isinstance(end, dt.datetime):
        end = end - dt.timedelta(days=1)
        if isinstance(start, dt.date) and not isinstance(start, dt.datetime):
            end = max(end, start)
    return end
