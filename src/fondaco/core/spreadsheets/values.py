"""One cell as one kind of value; what cannot be read is told with what is expected."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError as StdnumError

from fondaco.core.partial_dates import PartialDate
from fondaco.core.spreadsheets.cleaning import clean
from fondaco.core.spreadsheets.number_formats import day_of
from fondaco.core.spreadsheets.table import Cell, Value
from fondaco.engines.language.countries import country_code
from fondaco.engines.language.folding import fold

Given = Cell | Value
YES = {"si", "s", "yes", "y", "true", "vero", "v", "1", "x", "ok", "✓", "✔", "☑"}
NO = {"no", "n", "false", "falso", "f", "0", "-", "✗", "✘", "☐"}
LONGEST_QUOTED = 60
# Numbers between these are years, or days as Excel counts them (1954 to 2119).
YEARS, SERIALS = (1800, 2200), (20_000, 80_000)
# Years of two digits up to this one are of this century.
LAST_SHORT_YEAR = 69

_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})")
_TIME_AFTER = re.compile(r"(?<=\d)[ t]+\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?z?$")
_WEEKDAY = re.compile(
    r"^(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-zì]*[, ] *(?=\d)"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})")
_TIME = re.compile(
    r"(?:h|ore|alle|at)?\.? ?(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?(am|pm)?"
)
_CURRENCY = re.compile(r"(?:€|\$|£|eur(?:o)?|usd|gbp|chf)\.?", re.I)
_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_VAT_WORDS = re.compile(r"^(?:P\.? ?IVA|PARTITA IVA|VAT(?: N(?:O|UMBER)?)?)[ .:]*")
_ADDRESS = re.compile(r".*<([^<>]+)>")
_web = URLValidator(schemes=["http", "https"])


class UnreadableValueError(ValueError):
    """A sentence for the person: what is there, and what is expected."""


def text(given: Given) -> str:
    """One line: composed characters, single spaces, nothing invisible."""
    return " ".join(long_text(given).split())


def long_text(given: Given) -> str:
    """The same with its lines."""
    value = _seen(given)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def partial_date(given: Given) -> PartialDate:
    """A day, a month or a year, as Italy and Excel write them; the day comes first."""
    value = given.value if isinstance(given, Cell) else given
    try:
        if isinstance(value, dt.datetime):
            date = PartialDate.day(value.date())
        elif isinstance(value, dt.date):
            date = PartialDate.day(value)
        elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            date = _counted(value)
        else:
            date = _written(text(given))
        for end in (date.earliest, date.latest):
            if end and not YEARS[0] <= end.year <= YEARS[1]:
                raise ValueError(end)
    except (ValueError, OverflowError) as error:
        message = _(
            "“%(value)s” is not a date. Write a day (23/11/2016), a month (11/2016) or "
            "a year (2016)."
        )
        raise _wrong(message, given) from error
    return date


def time_of_day(given: Given) -> dt.time:
    value = given.value if isinstance(given, Cell) else given
    if isinstance(value, dt.datetime):
        return value.time().replace(microsecond=0)
    if match := _TIME.fullmatch(fold(text(given))):
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] == "pm" else 0)
        if hour < 24 and minute < 60:
            return dt.time(hour, minute)
    raise _wrong(_("“%(value)s” is not a time. Write it as 14:30."), given)


def decimal(given: Given) -> Decimal:
    """A number with a point or a comma; where “1,234” may be either, it is refused."""
    value = given.value if isinstance(given, Cell) else given
    if isinstance(value, bool):
        raise _wrong(_("“%(value)s” is not a number. Write it as 1234,56."), given)
    if isinstance(value, (int, float, Decimal)):
        number = Decimal(str(value))
        if number.is_finite():
            return number
    written = _CURRENCY.sub("", text(given)).replace("−", "-")
    written = re.sub(r"[\s'’]", "", written)
    is_percent = written.endswith("%")
    written = written.removesuffix("%")
    sign = -1 if written.startswith("-") else 1
    written = written.lstrip("+-") if written[:1] in {"+", "-"} else written
    if not written.isascii() or len(written) > 40:
        written = ""
    if _THOUSANDS.fullmatch(written):
        message = _(
            "“%(value)s” can be read in two ways. Write thousands without a separator, "
            "and decimals in two digits."
        )
        raise _wrong(message, given)
    if _POINT.fullmatch(written):
        written = written.replace(".", "").replace(",", ".")
    elif _COMMA.fullmatch(written):
        written = written.replace(",", "")
    else:
        written = ""
    try:
        number = sign * Decimal(written)
    except InvalidOperation as error:
        message = _("“%(value)s” is not a number. Write it as 1234,56.")
        raise _wrong(message, given) from error
    return number / 100 if is_percent else number


def integer(given: Given) -> int:
    number = decimal(given)
    if number != number.to_integral_value():
        message = _("“%(value)s” is not a whole number. Write it without decimals.")
        raise _wrong(message, given)
    return int(number)


def yes_or_no(given: Given) -> bool:
    value = given.value if isinstance(given, Cell) else given
    if isinstance(value, bool):
        return value
    word = fold(text(given))
    if word in YES:
        return True
    if word in NO:
        return False
    raise _wrong(_("“%(value)s” is neither yes nor no. Write “yes” or “no”."), given)


def country(given: Given) -> str:
    """The ISO 3166-1 code of a country that is named or coded."""
    if code := country_code(text(given)):
        return code
    message = _(
        "We know no country called “%(value)s”. Write its name in English or Italian, "
        "or its code of two letters (IT, DE, FR)."
    )
    raise _wrong(message, given)


def vat(given: Given, country: str = "IT") -> str:
    """A VAT number of the European Union, with its country's prefix.

    `country` is whose it is where no prefix says so. Zeros that the spreadsheet took
    from the front of an Italian number are put back, if the check digit agrees.
    """
    number = _VAT_WORDS.sub("", text(given).upper())
    number = re.sub(r"[^0-9A-Z+*]", "", number)
    if number.isdecimal():
        if country == "IT" and 8 <= len(number) < 11:
            number = number.zfill(11)
        number = country + number
    if number.startswith("GR"):
        number = "EL" + number[2:]
    try:
        return str(eu_vat.validate(number))
    except StdnumError as error:
        message = _(
            "“%(value)s” is not a valid VAT number: its digits do not agree. Check it; "
            "an Italian one has 11 digits, others begin with the country (DE, FR)."
        )
        raise _wrong(message, given) from error


def url(given: Given) -> str:
    """An address of the web; what the cell links to, where its text is none."""
    link = given.link if isinstance(given, Cell) else ""
    for address in (text(given), link):
        candidate = address.strip().rstrip(";,")
        if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", candidate, re.I) is None:
            candidate = f"https://{candidate.lstrip('/')}"
        scheme, colon, rest = candidate.partition(":")
        candidate = scheme.lower() + colon + rest
        try:
            _web(candidate)
        except ValidationError:
            continue
        # A password in an address is a trap or a leak.
        if "@" not in rest.split("?")[0].removeprefix("//").split("/")[0]:
            return candidate
    message = _(
        "“%(value)s” is not a web address. Write it as https://www.example.org."
    )
    raise _wrong(message, given)


def email(given: Given) -> str:
    address = text(given).rstrip(";,")
    if match := _ADDRESS.fullmatch(address):
        address = match[1]
    address = address.removeprefix("mailto:").strip()
    name, _at, domain = address.rpartition("@")
    try:
        validate_email(address)
    except ValidationError as error:
        message = _(
            "“%(value)s” is not an e-mail address. Write one, as name@example.org."
        )
        raise _wrong(message, given) from error
    return f"{name}@{domain.lower()}"


def choice(given: Given, options: Iterable[tuple[str, str | Promise]]) -> str:
    """The code of one of the options, by its code or its label in either language."""
    options = list(options)
    words: dict[str, str] = {}
    for language in ("it", "en"):
        with override(language):
            words |= {fold(str(label)): code for code, label in options}
    words |= {fold(code).replace("_", " "): code for code, _label in options}
    words |= {fold(code): code for code, _label in options}
    if (code := words.get(fold(text(given)))) is not None:
        return code
    message = _("“%(value)s” is not one of those expected: %(options)s.")
    labels = ", ".join(str(label) for _code, label in options[:15])
    raise _wrong(message, given, options=labels)


def _seen(given: Given) -> str:
    if isinstance(given, Cell):
        given = given.text
    return clean("" if given is None else str(given))


def _counted(value: int | float | Decimal) -> PartialDate:
    number = float(value)
    if number.is_integer() and YEARS[0] <= number <= YEARS[1]:
        return PartialDate.year(int(number))
    if SERIALS[0] <= number <= SERIALS[1] and (moment := day_of(number)):
        return PartialDate.day(moment.date())
    raise ValueError(value)


def _written(words: str) -> PartialDate:
    words = _TIME_AFTER.sub("", words.lower())
    words = _ORDINAL.sub("", _WEEKDAY.sub("", words))
    if words.isdecimal() and len(words) == 5:
        return _counted(int(words))
    if match := _NUMERIC_DAY.fullmatch(words):
        day, month, year = (int(part) for part in match.groups())
        if len(match[3]) == 2:
            year += 2000 if year <= LAST_SHORT_YEAR else 1900
        return PartialDate.day(dt.date(year, month, day))
    if match := re.fullmatch(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", words):
        return PartialDate.day(dt.date(*(int(part) for part in match.groups())))
    if match := re.fullmatch(r"(\d{1,2})[.-](\d{4})", words):
        return PartialDate.month(int(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(words):
        words = f"{match[2]} {match[1]} {match[3]}"
    return PartialDate.parse(words)


def _wrong(message: str, given: Given, **more: str) -> UnreadableValueError:
    value = text(given)
    if len(value) > LONGEST_QUOTED:
        value = f"{value[:LONGEST_QUOTED]}…"
    return UnreadableValueError(message % {"value": value, **more})
