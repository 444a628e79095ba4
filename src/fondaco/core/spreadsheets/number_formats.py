"""What a number in a workbook stands for, by the format in which it is shown."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.table import Cell, Value

# The formats that have a number and no code in the file (ECMA-376, 18.8.30).
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
}
# Quoted and escaped characters, fillers, colours and conditions are no placeholders.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_ZEROS = re.compile(r'(?:"([^"]*)")?(0{2,})')
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Format:
    has_date: bool = False
    has_time: bool = False
    is_percent: bool = False
    digits: int = 0
    prefix: str = ""

    @property
    def is_plain(self) -> bool:
        return self == PLAIN

    def cell(self, number: int | float, since_1904: bool, is_formula: bool) -> Cell:
        if self.has_date or self.has_time:
            return self._moment(number, since_1904, is_formula)
        shown = ""
        if self.is_percent:
            shown = f"{round(number * 100, 10):.10g}%"
        elif self.digits and isinstance(number, int) and number >= 0:
            shown = self.prefix + str(number).zfill(self.digits)
        return Cell(number, shown, is_formula)

    def _moment(self, number: float, since_1904: bool, is_formula: bool) -> Cell:
        if not self.has_date:
            seconds = round(number % 1 * DAY_SECONDS) % DAY_SECONDS
            hours, minutes = divmod(seconds // 60, 60)
            return Cell(f"{hours:02}:{minutes:02}", "", is_formula)
        value = day_of(number, since_1904)
        if value is None:
            told = {"number": number}
            message = _("%(number)s is shown as a date, and there is no such day.")
            return Cell(None, "", is_formula, message % told)
        if not (self.has_time or number % 1):
            return Cell(value.date(), "", is_formula)
        return Cell(value, "", is_formula)


PLAIN = Format()


def read_format(code: str) -> Format:
    """Read the part of a format that is for positive numbers."""
    code = code.split(";")[0]
    if match := _ZEROS.fullmatch(code):
        return Format(digits=len(match[2]), prefix=match[1] or "")
    letters = set(_LITERAL.sub("", code).lower())
    if "%" in letters:
        return Format(is_percent=True)
    # Seconds may have decimals; another number has none of these letters.
    if letters & set("0#?") and not letters & set("hsy"):
        return PLAIN
    has_date = bool(letters & set("dy")) or ("m" in letters and not letters & set("hs"))
    return Format(has_date=has_date, has_time=bool(letters & set("hs")))


def day_of(serial: float, since_1904: bool = False) -> dt.datetime | None:
    """The moment that a number counts days to; None where there is no such day.

    In the system of 1900 there is a 29 February of that year, which never was: it is
    number 60, and the days before it count from one day later.
    """
    if since_1904:
        first = dt.datetime(1904, 1, 1)  # noqa: DTZ001 (a spreadsheet has no zone)
    elif 60 <= serial < 61 or serial < 1:
        return None
    else:
        first = dt.datetime(1899, 12, 31 if serial < 60 else 30)  # noqa: DTZ001
    try:
        return first + dt.timedelta(seconds=round(serial * DAY_SECONDS))
    except (OverflowError, ValueError):
        return None


def number_of(text: str) -> int | float:
    """The number as the file writes it; whole numbers stay whole.

    Raises ValueError for anything else, and for what is no number or has no end.
    """
    try:
        return int(text)
    except ValueError:
        number = float(text)
    if number != number or number in {float("inf"), float("-inf")}:
        raise ValueError(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def iso_moment(text: str) -> Value:
    moment = dt.datetime.fromisoformat(text)
    return moment if "T" in text else moment.date()
