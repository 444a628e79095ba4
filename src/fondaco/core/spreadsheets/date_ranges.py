"""Two dates in one cell, as programmes write them: “10-14 novembre 2025”."""

import re
from contextlib import suppress

from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.spreadsheets.values import Given, partial_date, text

Range = tuple[PartialDate, PartialDate]

_FROM = re.compile(r"^(?:dall['’]?|dal|da|from|between)\b['’]?\s*")
_BETWEEN = re.compile(
    r"\s*(?:\.\.+|[-–—−→/])\s*"
    r"|\s+(?:fino al|all['’]|al|a|to|until|till|through|e|ed|and|&)\s*(?=[\w])"
)
# “mar” alone is March as well as Tuesday.
_WEEKDAY = re.compile(
    r"\b(?:lun(?:ed[iì])?|marted[iì]|mer(?:coled[iì])?|gio(?:ved[iì])?|ven(?:erd[iì])?"
    r"|sab(?:ato)?|dom(?:enica)?|(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)"
    r"[., ] *(?=\d{1,2}\b)"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|º|°)")
# “November 10-14, 2025”: the month comes before both days.
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2}) ?[-–—] ?(\d{1,2}),? (\d{4})")
# What a programme of this project writes of a day that is not known more closely.
_OWN_SPAN = re.compile(r"[\d.-]+/[\d.-]+")
_DAY = re.compile(r"\d{1,2}\.?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")
_DAY_AND_NAME = re.compile(r"\d{1,2}\.? [a-z]+\.?|[a-z]+\.?")
_NAME_AND_DAY = re.compile(r"[a-z]+\.? \d{1,2}")
_YEAR = re.compile(r"\d{4}")


def date_range(given: Given) -> Range | None:
    """The first and the last of two dates; None where there are not two."""
    written = text(given).lower()
    if not written or len(written) > 100 or _OWN_SPAN.fullmatch(written):
        return None
    if (whole := _read(written)) and whole.earliest == whole.latest:
        return None
    written = _ORDINAL.sub("", _WEEKDAY.sub("", _FROM.sub("", written)))
    if match := _MONTH_FIRST.fullmatch(written):
        month, first_day, last_day, year = match.groups()
        written = f"{first_day} - {last_day} {month} {year}"
    for between in _BETWEEN.finditer(written):
        second = _read(written[between.end() :])
        if second is None or second.earliest is None:
            continue
        first = _begin(written[: between.start()].strip(), second)
        if first and first.earliest and first.earliest <= second.earliest:
            return first, second
    return None


def _begin(written: str, second: PartialDate) -> PartialDate | None:
    """The first date, which leaves to the second what both share."""
    end = second.earliest
    assert end is not None
    is_day, is_year = end == second.latest, second.precision == Precision.YEAR
    if _DAY.fullmatch(written):
        day = f"{written.rstrip('.')}/{end.month}/{end.year}"
        return _read(day) if is_day else None
    if match := _DAY_AND_MONTH.fullmatch(written):
        return _in_year(f"{match[1]}/{match[2]}/%s", second) if is_day else None
    if _DAY_AND_NAME.fullmatch(written) and not is_year:
        return _in_year(f"{written} %s", second)
    if _NAME_AND_DAY.fullmatch(written):
        return _in_year(f"{written}, %s", second)
    if _YEAR.fullmatch(written) and not is_year:
        return None
    return _read(written)


def _in_year(form: str, second: PartialDate) -> PartialDate | None:
    """In the year of the second; over New Year, in the one before."""
    assert second.earliest is not None
    year = second.earliest.year
    first = _read(form % year)
    if first and first.earliest and first.earliest > second.earliest:
        return _read(form % (year - 1))
    return first


def _read(written: str) -> PartialDate | None:
    with suppress(ValueError):
        return partial_date(written.strip())
    return None
