"""What the cells of a table of activities say: when, where, online or not."""

import datetime as dt
import re
from collections.abc import Iterable

from django.utils.translation import gettext

from fondaco.core.imports import cells
from fondaco.core.resources import Problem, Values
from fondaco.core.spreadsheets import Cell
from fondaco.core.spreadsheets.date_ranges import date_range
from fondaco.core.time_zones import time_zone
from fondaco.engines.language.countries import country_code
from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import Place, find_place

# Calendars say it in these words (RFC 5545).
STATUS_WORDS = {
    "tentative": "planned",
    "confirmed": "announced",
    "confermato": "announced",
    "svolta": "held",
    "svolto": "held",
    "conclusa": "held",
    "concluso": "held",
    "conclusa con successo": "held",
    "canceled": "cancelled",
    "annullato": "cancelled",
}
KIND_WORDS = {
    "workshop": "seminar",
    "webinar": "seminar",
    "convegno": "conference",
    "salone": "fair",
    "b2b": "matchmaking",
    "missione": "mission_outgoing",
}
DATES = ("start", "end")
# Between the first and the last date of one cell.
UNTIL = "→"
# What stands in the place of a place, where there is none or one of two.
ONLINE = "online"
_ONLINE = (
    r"on ?-?line|da remoto|remoto|remote(?:ly)?|webinar|web|virtuale?|streaming"
    r"|(?:in )?videoconferenza|video ?call|zoom|(?:microsoft |ms )?teams|google meet"
)
_BEFORE = r"(?:e|ed|and|evento|event|solo|only|riunione|riunione (?:di|in|su))"
_ONLINE_PART = re.compile(rf"(?:{_BEFORE} )?(?:{_ONLINE})(?: meeting| webinar)?", re.I)
_PARTS = re.compile(r"\s*(?:[/,;+()&]|\s[-–—]\s|\s(?:e|ed|and)\s)\s*")
_LINE = re.compile(r"\s*[,()]\s*|\s[-–—]\s")
_OF_ADDRESS = re.compile(r"(?:[A-Z]-)?\d{4,5} (.+?)(?: [A-Z]{2})?")
_LINK = re.compile(r"https?://\S+", re.I)
_HERE = {"in presenza", "presenza", "onsite", "on site", "on-site", "in person"}
_HERE |= {"fisico", "fisica", "dal vivo", "live"}
_BOTH = {"ibrido", "ibrida", "hybrid", "misto", "mista", "blended"}


def moment(cell: Cell) -> str:
    """A day as it is written; with its time where a calendar gives one.

    Where one cell has the first and the last day, both.
    """
    value = cell.value
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return f"{value:%Y-%m-%d}T{value:%H:%M}"
    if isinstance(value, str) and (both := date_range(cell)):
        return UNTIL.join(map(str, both))
    return cells.partial(cell)


def first_moment(cell: Cell) -> str:
    """Of two dates in one cell the first: it is enough to find an activity."""
    return moment(cell).partition(UNTIL)[0].partition("T")[0]


def settle_dates(values: Values) -> None:
    first, both, last = values.get("start", "").partition(UNTIL)
    if both:
        values["start"] = first
        values.setdefault("end", last)
    if UNTIL in values.get("end", ""):
        values["end"] = values["end"].partition(UNTIL)[2]
    for name in DATES:
        day, has_time, time = values.get(name, "").partition("T")
        if has_time:
            values[name] = day
            values.setdefault(f"{name}_time", time)


def zone(cell: Cell) -> str:
    if name := time_zone(cell.text):
        return name
    raise ValueError(
        gettext("This time zone is not known. Write one such as Europe/Rome.")
    )


def is_online(cell: Cell) -> bool:
    """Yes or no, or the word for how people meet; some of them online is online."""
    word = fold(cell.text)
    if _ONLINE_PART.fullmatch(word) or word in _BOTH:
        return True
    parts = [part for part in _PARTS.split(word) if part]
    if any(_ONLINE_PART.fullmatch(part) for part in parts):
        return True
    return False if word in _HERE else cells.yes_no(cell)


def country(cell: Cell) -> str:
    return ONLINE if _ONLINE_PART.fullmatch(cell.text.strip()) else cells.country(cell)


def settle_place(values: Values) -> Iterable[Problem]:
    """A calendar has one line for the place: its end may name the city and country."""
    _leave_online(values)
    if values.get("country"):
        return
    if city := values.get("city"):
        found = find_place(city)
        if found:
            values["country"] = found.country
            return
        _find_venue(values, "city")
        if not values.get("country"):
            yield "city", gettext("Add the country of this city.")
        return
    _find_venue(values, "venue")


def _leave_online(values: Values) -> None:
    """Online is no place: what else is named there is where others meet."""
    if values.get("country") == ONLINE:
        del values["country"]
        values["is_virtual"] = True
    for name in ("city", "venue"):
        said = values.get(name, "")
        parts = [part for part in _PARTS.split(said) if part]
        there = [part for part in parts if not _ONLINE_PART.fullmatch(part)]
        if _LINK.search(said):
            values["is_virtual"] = True
        if len(there) == len(parts):
            continue
        values["is_virtual"] = True
        if there:
            values[name] = ", ".join(there)
        else:
            del values[name]


def _find_venue(values: Values, name: str) -> None:
    """Take a line apart that names a place: “Messe, Düsseldorf, Germania”."""
    line = values.pop(name, "")
    parts = [part for part in _LINE.split(line) if part]
    country = country_code(parts[-1]) if len(parts) > 1 else None
    if country and not _is_province(*parts[-2:]):
        parts.pop()
    else:
        country = None
    place = None
    for number in reversed(range(len(parts))):
        if place := _town(parts[number], country):
            if _is_province(*parts[number : number + 2]):
                del parts[number + 1]
            del parts[number]
            break
    if place:
        values |= {"city": place.name_it, "country": place.country}
        if parts:
            values.setdefault("venue", ", ".join(parts))
    elif country:
        values |= {"country": country, "venue": ", ".join(parts)}
    elif name == "city":
        values[name] = line
    elif line:
        # Words that name no place that we know are kept as words.
        said = values.get("description_it", "")
        if line not in said:
            values["description_it"] = "\n".join(filter(None, [said, line]))


def _town(part: str, country: str | None) -> Place | None:
    """A town alone, or as an address has it: “20124 Milano MI”."""
    if place := find_place(part, country):
        return place
    match = _OF_ADDRESS.fullmatch(part)
    return find_place(match[1], country) if match else None


def _is_province(city: str, letters: str = "") -> bool:
    """Whether two letters after a city are its province: CO is not only Colombia."""
    place = find_place(city, "IT")
    return bool(place and letters and place.province == letters.upper())
