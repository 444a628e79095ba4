"""From what an expression says to the days that it means.

A year that is not said is found by, in this order: a word beside it (“scorso”, “p.v.”),
the tense, the weekday, and what is nearest to the day of publication. Without a day of
publication the years that the text names stand in for it.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from fondaco.engines.press.dates.forms import Expression, Partial, Unit
from fondaco.engines.press.dates.weekdays import fits_weekday, has_weekday
from fondaco.engines.press.lexicon import table

# A report comes up to this late, and an announcement up to this early, without a word.
LONGEST_AGO = dt.timedelta(days=200)
# “Si terrà il 30 novembre”, published on the 30th, is of today.
GRACE = dt.timedelta(days=3)
# …and one that is as near is likelier than the same day of another year.
NEARER = dt.timedelta(days=45)
# Within so many days of publication the year is right, even if the weekday is not.
NEAR = dt.timedelta(days=45)
_TENSES = {"next": "future", "last": "past"}
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Date:
    """The days that an expression means.

    Parameters
    ----------
    earliest, latest
        Both included.
    precision
        ``day``, ``week``, ``month``, ``season`` or ``year``.
    confidence
        From 0 to 1; lower where the year was inferred.
    """

    earliest: dt.date
    latest: dt.date
    precision: str
    confidence: float

    @property
    def start(self) -> str:
        """ISO 8601, as exact as the precision."""
        return _iso(self.earliest, self.precision)

    @property
    def end(self) -> str | None:
        """ISO 8601; None where one month or one year is all that is known."""
        end = _iso(self.latest, self.precision)
        return None if end == self.start and self.precision != "day" else end

    @property
    def is_one_day(self) -> bool:
        """Whether the day is known, and there is one."""
        return self.precision == "day" and self.earliest == self.latest


def resolve(
    expression: Expression,
    published: dt.date | None,
    *,
    tense: str = "",
    years: tuple[int, ...] = (),
) -> Date | None:
    """Say which days an expression means.

    Parameters
    ----------
    expression
        What the text says.
    published
        The day on which it was published.
    tense
        ``future``, ``past`` or nothing, of the verb beside it; ``due``, where no verb
        but a word like “in programma” says that it is to come.
    years
        The years that the text names, the strongest first.

    Returns
    -------
    Date or None
        None where the year cannot be known or there is no such day.
    """
    if expression.first.month is None or expression.unit is not None:
        tense = "future" if tense == "due" else tense
    if expression.unit is not None:
        return _relative(expression, published, tense)
    if expression.season:
        return _season(expression, published, tense, years)
    first, last = expression.first, expression.last
    if first.day is not None and first.month is None:
        return _in_near_month(expression, published, tense)
    if first.month is None:
        if first.year is None or last.year is None:
            return None
        return Date(dt.date(first.year, 1, 1), dt.date(last.year, 12, 31), "year", 0.8)
    return _in_year(expression, published, tense, years)


def _iso(day: dt.date, precision: str) -> str:
    length = {"day": 10, "week": 10, "month": 7, "season": 7, "year": 4}[precision]
    return day.isoformat()[:length]


def _in_year(
    expression: Expression,
    published: dt.date | None,
    tense: str,
    years: tuple[int, ...],
) -> Date | None:
    first, last = expression.first, expression.last
    if first.year is not None:
        return _span(first, last, first.year, last.year or first.year, 1.0)
    choices = _years(expression, published, tense, years)
    if not choices:
        return None
    year, fits = choices[0], True
    if has_weekday(expression):
        by_weekday = [choice for choice in choices if fits_weekday(expression, choice)]
        fits = bool(by_weekday) and by_weekday[0] == year
        if by_weekday and not _is_near(expression, year, published):
            year, fits = by_weekday[0], True
    wraps = bool(first.month and last.month and first.month > last.month)
    return _span(first, last, year, year + wraps, 0.95 if fits else 0.6)


def _is_near(expression: Expression, year: int, published: dt.date | None) -> bool:
    """Whether a wrong weekday is likelier a slip than another year."""
    if published is None:
        return False
    return abs(_first_day(expression, year) - published) < NEAR


def _span(
    first: Partial, last: Partial, year: int, last_year: int, sure: float
) -> Date | None:
    if first.month is None or last.month is None:
        return None
    try:
        earliest = dt.date(year, first.month, first.day or 1)
        last_day = last.day or calendar.monthrange(last_year, last.month)[1]
        latest = dt.date(last_year, last.month, last_day)
    except ValueError:
        return None
    if latest < earliest:
        return None
    return Date(earliest, latest, "day" if first.day else "month", sure)


def _years(
    expression: Expression,
    published: dt.date | None,
    tense: str,
    years: tuple[int, ...],
) -> list[int]:
    """Years that it may be of, the likeliest first."""
    if published is None:
        return list(years)
    shift = {"next_year": 1, "last_year": -1, "this": 0}.get(expression.modifier)
    if shift is not None:
        return [published.year + shift]
    around = [published.year + n for n in (0, 1, -1)]
    dated = [(year, _first_day(expression, year)) for year in around]
    wanted = {"next": "future", "last": "past"}.get(expression.modifier, tense)
    # A day ten months away is said with its year: a report may begin “in programma”.
    grace = NEARER if expression.first.day and not expression.modifier else GRACE

    def distance(choice: tuple[int, dt.date]) -> tuple[bool, dt.timedelta]:
        ago = published - choice[1]
        wrong = {
            "future": ago > GRACE,
            "due": ago > grace,
            "past": -ago > grace,
        }.get(wanted, False)
        # Without a word, what lies far back is of the year to come.
        return wrong or (not wanted and ago > LONGEST_AGO), abs(ago)

    return [year for year, _ in sorted(dated, key=distance)]


def _first_day(expression: Expression, year: int) -> dt.date:
    month = expression.first.month or 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(expression.first.day or 15, last))


def _in_near_month(
    expression: Expression, published: dt.date | None, tense: str
) -> Date | None:
    """Of “il 18 c.m.”, “il 20 p.v.” and “giovedì 21”, the month that is meant."""
    date = expression.first
    if published is None or date.day is None:
        return None
    wanted = {"next": "future", "last": "past"}.get(expression.modifier, tense)
    found = []
    for shift in (0,) if expression.modifier == "this" else (0, 1, -1):
        month = published.month - 1 + shift
        year, month = published.year + month // 12, month % 12 + 1
        if date.day > calendar.monthrange(year, month)[1]:
            continue
        day = dt.date(year, month, date.day)
        wrong_weekday = date.weekday is not None and day.weekday() != date.weekday
        wrong_tense = (wanted == "future" and day < published) or (
            wanted == "past" and day > published
        )
        found.append((wrong_weekday, wrong_tense, abs(day - published), day))
    if not found:
        return None
    wrong_weekday, _, _, day = min(found)
    longer = (expression.last.day or date.day) - date.day
    return Date(day, day + longer * _ONE_DAY, "day", 0.5 if wrong_weekday else 0.9)


def _season(
    expression: Expression,
    published: dt.date | None,
    tense: str,
    years: tuple[int, ...],
) -> Date | None:
    first, last = table("dates")["seasons"][expression.season]
    year = expression.first.year
    if year is None and published is not None:
        shift = {"next_year": 1, "last_year": -1}.get(expression.modifier, 0)
        year = published.year + shift
        wanted = _TENSES.get(expression.modifier, tense if shift == 0 else "")
        over = (last or 12) < published.month and last > first
        said_next = expression.modifier == "next" and first < published.month
        if wanted == "future" and (over or said_next):
            year += 1
        if wanted == "past" and first > published.month:
            year -= 1
        if not wanted and not shift and over:
            # Without a word, the season that is nearer.
            year += 12 + first + last < 2 * published.month
    elif year is None and years:
        year = years[0]
    if year is None or not 1900 <= year < 2100:
        return None
    last_year = year + (last < first)
    latest = dt.date(last_year, last, calendar.monthrange(last_year, last)[1])
    return Date(dt.date(year, first, 1), latest, "season", 0.8)


def _relative(
    expression: Expression, published: dt.date | None, tense: str
) -> Date | None:
    if published is None:
        return None
    if expression.unit is Unit.DAY:
        return _until(published + expression.shift * _ONE_DAY, expression, published)
    if expression.unit is Unit.WEEKDAY:
        return _weekday(expression, published, tense)
    if expression.unit is Unit.WEEK:
        monday = published - published.weekday() * _ONE_DAY
        monday += dt.timedelta(weeks=expression.shift)
        return Date(monday, monday + 6 * _ONE_DAY, "week", 0.5)
    if expression.unit is Unit.MONTH:
        month = published.year * 12 + published.month - 1 + expression.shift
        date = Partial(month // 12, month % 12 + 1)
        return _span(date, date, month // 12, month // 12, 0.7)
    year = published.year + expression.shift
    return Date(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", 0.7)


def _until(day: dt.date, expression: Expression, published: dt.date) -> Date:
    """“Da oggi al 29 marzo” ends on a day of its own."""
    if expression.last.month and expression.last.day:
        end = Expression(0, 0, expression.last, expression.last)
        last = resolve(end, published, tense="future")
        if last is not None and last.latest >= day:
            return Date(day, last.latest, "day", 0.9)
    if expression.last.weekday is not None:
        days = (expression.last.weekday - day.weekday()) % 7
        return Date(day, day + days * _ONE_DAY, "day", 0.9)
    return Date(day, day, "day", 0.9)


def _weekday(expression: Expression, published: dt.date, tense: str) -> Date | None:
    """“Giovedì prossimo”, “giovedì scorso”; alone, the nearest one by the tense."""
    weekday, last = expression.first.weekday, expression.last.weekday
    if weekday is not None and expression.until is not None:
        end = published + expression.until * _ONE_DAY
        return Date(end - (end.weekday() - weekday) % 7 * _ONE_DAY, end, "day", 0.8)
    if weekday is None or last is None:
        return None
    ahead = (weekday - published.weekday()) % 7
    weeks = {"week": 0, "last_week": -7, "next_week": 7}.get(expression.modifier)
    if weeks is not None:
        ahead = weekday - published.weekday() + weeks
    elif expression.modifier == "last" or (tense == "past" and not expression.modifier):
        ahead -= 7
    elif ahead == 0 and "future" in (tense, _TENSES.get(expression.modifier)):
        # Said on a Wednesday morning, “mercoledì prossimo” is in a week.
        ahead = 7
    day = published + ahead * _ONE_DAY
    sure = 0.8 if expression.modifier else 0.5
    return Date(day, day + (last - weekday) % 7 * _ONE_DAY, "day", sure)
