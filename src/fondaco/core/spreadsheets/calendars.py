"""Calendars (iCalendar, RFC 5545) as a table: a row for each event."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
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
from fondaco.core.time_zones import time_zone

COLUMNS = (
    "UID",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "LOCATION",
    "URL",
    "DESCRIPTION",
    "STATUS",
    "TIMEZONE",
)
_RECURRENCE = ("RRULE", "RDATE")
_NO_PLACE = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Universal"}
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
            values |= _when(event)
            cells = {
                column: Cell(values[name])
                for column, name in enumerate(COLUMNS)
                if values[name] not in {None, ""}
            }
            start = COLUMNS.index("DTSTART")
            if start in cells and any(event.get(name) for name in _RECURRENCE):
                cells[start] = cells[start]._replace(note=_recurs())
            for cell in cells.values():
                if len(cell.text) > limits.cell_characters:
                    raise too_long()
            yield number, cells


def _recurs() -> str:
    return _(
        "The calendar repeats this event: only its first date comes in. Import the "
        "other dates from a table, one row each."
    )


def _value(event: Any, name: str) -> Value:
    found = event.get(name)
    if isinstance(found, list):
        found = found[0]
    if found is None:
        return None
    if isinstance(moment := getattr(found, "dt", None), dt.date):
        return moment
    return clean(str(found))


def _when(event: Any) -> dict[str, Value]:
    """Start and end as clocks showed them there, and in which time zone.

    Moments that name no place (UTC) are told as the clocks of this installation.
    """
    start, end = _value(event, "DTSTART"), _value(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(start, dt.date) and isinstance(length, dt.timedelta):
        end = start + length
    zone = ""
    if isinstance(start, dt.datetime) and start.tzinfo:
        zone = _zone(start)
        start = _clock(start, zone)
        end = _clock(end, zone) if isinstance(end, dt.datetime) else end
    elif isinstance(end, dt.datetime):
        end = _clock(end, settings.TIME_ZONE)
    start, end = _whole_days(start, end)
    return {"DTSTART": start, "DTEND": end, "TIMEZONE": zone}


def _zone(moment: dt.datetime) -> str:
    name = str(getattr(moment.tzinfo, "key", ""))
    known = None if name in _NO_PLACE else time_zone(name)
    return known or str(settings.TIME_ZONE)


def _clock(moment: dt.datetime, zone: str) -> dt.datetime:
    local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    return local.replace(tzinfo=None)


def _whole_days(start: Value, end: Value) -> tuple[Value, Value]:
    """The last day: in a calendar, whole days end on the day after, at midnight."""
    if not isinstance(start, dt.date) or not isinstance(end, dt.date):
        return start, end
    if isinstance(end, dt.datetime):
        if end.time() != dt.time() or end <= _midnight(start):
            return start, end
        end = end.date()
    if isinstance(start, dt.datetime):
        if start.time() != dt.time():
            return start, max(end - dt.timedelta(days=1), start.date())
        start = start.date()
    return start, max(end - dt.timedelta(days=1), start)


def _midnight(day: dt.date) -> dt.datetime:
    if isinstance(day, dt.datetime):
        return day
    return dt.datetime.combine(day, dt.time())
