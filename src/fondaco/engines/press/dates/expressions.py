"""The expressions of Italian dates: what they say, whichever year it is of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from fondaco.engines.press.dates.patterns import (
    MODIFIERS,
    compiled,
    month_of,
    weekday_of,
)
from fondaco.engines.press.lexicon import table


class Unit(Enum):
    """What a relative expression counts in."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Partial:
    """As much of a date as was said.

    Parameters
    ----------
    year, month, day
        None where nothing was said.
    weekday
        From 0 for Monday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """One date or span of time in a text.

    Parameters
    ----------
    start, end
        Where it stands, in the plain text.
    first, last
        What it says; the same where it is one date.
    modifier
        ``next``, ``last``, ``this``, ``next_year``, ``last_year`` or nothing.
    bound
        ``since``, ``until``, ``deadline`` where only one end is said, or nothing.
    season
        The season's name.
    unit, shift
        Of relative ones: how many units from the day of publication.
    """

    start: int
    end: int
    first: Partial = Partial()
    last: Partial = Partial()
    modifier: str = ""
    bound: str = ""
    season: str = ""
    unit: Unit | None = None
    shift: int = 0


# How far behind a month its days may stand.
FARTHEST_MONTH = 400


def find_expressions(folded: str) -> list[Expression]:
    """Find the dates of a text.

    Parameters
    ----------
    folded
        A folded text.

    Returns
    -------
    list[Expression]
        In the order of the text; none overlaps another.
    """
    found: list[Expression] = []
    taken = bytearray(len(folded) + 1)
    for read in _READERS:
        for expression in read(folded):
            if any(taken[expression.start : expression.end]):
                continue
            taken[expression.start : expression.end] = b"\x01" * (
                expression.end - expression.start
            )
            found.append(expression)
    found.sort(key=lambda expression: expression.start)
    found = _with_months(folded, found, taken)
    return _joined(folded, [_bounded(folded, expression) for expression in found])


# 1. In figures: 24/07/2013, 26-29/05/2026, 2016-11-24.
def _in_figures(folded: str) -> Iterator[Expression]:
    for match in compiled("figures").finditer(folded):
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        year = _year(match["year"])
        last = Partial(year, month, day, _weekday(match["weekday"]))
        first_day = int(match["first"]) if match["first"] else day
        first = replace(last, day=first_day) if 1 <= first_day <= day else last
        yield Expression(*match.span(), first, last)
    for match in compiled("iso").finditer(folded):
        year, month, day = map(int, match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            date = Partial(year, month, day)
            yield Expression(*match.span(), date, date)


# 2. Days of two months: dal 30 novembre al 2 dicembre.
def _across_months(folded: str) -> Iterator[Expression]:
    for match in compiled("across").finditer(folded):
        last_year = _year(match["year_b"])
        first_year = _year(match["year_a"])
        first = _partial(match, "a", first_year or last_year)
        last = _partial(match, "b", last_year or first_year)
        if first is None or last is None:
            continue
        if first_year is None and last_year is not None and first.month and last.month:
            first = replace(first, year=last_year - (first.month > last.month))
        yield Expression(*match.span(), first, last, _modifier(match["modifier"]))


# 3. Days of one month: dal 23 al 25 novembre, l'1 e il 2 dicembre, 23-25 novembre.
def _within_month(folded: str) -> Iterator[Expression]:
    for match in compiled("days").finditer(folded):
        month = month_of(match["month"])
        days = [
            (int(number) if number.isdigit() else 1, _weekday(weekday))
            for weekday, number in compiled("day").findall(match["days"])
        ]
        if not days or not all(1 <= day <= 31 for day, _ in days):
            continue
        year = _year(match["year"])
        first, last = days[0], days[-1]
        if first[0] > last[0]:
            continue
        modifier = _modifier(match["modifier"] or match["before"])
        yield Expression(
            *match.span(),
            Partial(year, month, *first),
            Partial(year, month, *last),
            modifier,
        )


# 4. Days without a month: il 18 c.m., il 20 p.v., giovedì 21.
def _without_month(folded: str) -> Iterator[Expression]:
    for match in compiled("this_month").finditer(folded):
        date = Partial(day=int(match["day"]), weekday=_weekday(match["weekday"]))
        if 1 <= int(match["day"]) <= 31:
            modifier = _modifier(match["modifier"]) or "this"
            yield Expression(*match.span(), date, date, modifier)
    for match in compiled("weekday_day").finditer(folded):
        date = Partial(day=int(match["day"]), weekday=_weekday(match["weekday"]))
        if 1 <= int(match["day"]) <= 31:
            yield Expression(*match.span(), date, date, _modifier(match["before"]))


# 5. Months and seasons: a metà novembre, tra marzo e maggio, primavera 2027.
def _months(folded: str) -> Iterator[Expression]:
    for match in compiled("months").finditer(folded):
        year = _year(match["year"])
        first, last = month_of(match["first"]), month_of(match["last"])
        yield Expression(*match.span(), Partial(year, first), Partial(year, last))
    for match in compiled("month").finditer(folded):
        said = match["year"] or match["lead"] or match["before"] or match["modifier"]
        if not said and not _is_heading(folded, match):
            continue
        date = Partial(_year(match["year"]), month_of(match["month"]))
        modifier = _modifier(match["modifier"] or match["before"])
        yield Expression(*match.span(), date, date, modifier)


def _is_heading(folded: str, match: re.Match[str]) -> bool:
    """“Gennaio - Il 28, a Brescia…”: a month at the head of a line."""
    line = folded.rfind("\n", 0, match.start()) + 1
    return not folded[line : match.start()].strip(" •*-") and (
        folded[match.end() : match.end() + 3].lstrip(" ")[:1] in {"-", ":", "\n", ""}
    )


def _seasons(folded: str) -> Iterator[Expression]:
    for match in compiled("season").finditer(folded):
        date = Partial(_year(match["year"]))
        modifier = _modifier(match["modifier"] or match["before"])
        yield Expression(*match.span(), date, date, modifier, season=match["season"])


# 6. Years: nel 2016, nel biennio 2014-15, primo semestre 2017.
def _years(folded: str) -> Iterator[Expression]:
    for match in compiled("part_of_year").finditer(folded):
        length = 6 if match["part"] == "semestre" else 3
        number = table("numbers")["ordinals"].get(match["number"])
        year = _year(match["year"])
        if number is None or number * length > 12:
            continue
        first = Partial(year, (number - 1) * length + 1)
        yield Expression(*match.span(), first, Partial(year, number * length))
    for match in compiled("years").finditer(folded):
        since, until = int(match["first"]), _year(match["last"], after=match["first"])
        if until is not None and since < until <= since + 20:
            yield Expression(*match.span(), Partial(since), Partial(until))
    for match in compiled("year").finditer(folded):
        date = Partial(int(match["year"]))
        yield Expression(*match.span(), date, date)


# 7. Counted from the day of publication: ieri, giovedì prossimo, tre anni fa.
def _relative(folded: str) -> Iterator[Expression]:
    for pattern, shift in table("dates")["days"].items():
        for match in _whole(pattern).finditer(folded):
            yield Expression(*match.span(), unit=Unit.DAY, shift=shift)
    for pattern, (unit, shift) in table("dates")["periods"].items():
        for match in _whole(pattern).finditer(folded):
            yield Expression(*match.span(), unit=Unit(unit), shift=shift)
    for match in compiled("ago").finditer(folded):
        number = match["number"]
        count = int(number) if number.isdigit() else table("numbers")["words"][number]
        unit = {"g": Unit.DAY, "s": Unit.WEEK, "m": Unit.MONTH, "a": Unit.YEAR}
        yield Expression(*match.span(), unit=unit[match["unit"][0]], shift=-count)
    for match in compiled("weekday").finditer(folded):
        date = Partial(weekday=_weekday(match["weekday"]))
        modifier = _modifier(match["modifier"] or match["before"])
        week = {"di": "week", "sc": "last_week", "pr": "next_week"}
        named = (match["modifier"] or "").removeprefix("della ")
        if "settiman" in named:
            named = named.removeprefix("settimana ")
            modifier = week[named[:2]]
        yield Expression(*match.span(), date, date, modifier, unit=Unit.WEEKDAY)


# 8. Days whose month was said before: a ottobre… dal 10 al 14.
def _with_months(
    folded: str, found: list[Expression], taken: bytearray
) -> list[Expression]:
    months = [e for e in found if e.last.month and e.bound != "deadline"]
    more: list[Expression] = []
    number = 0
    for match in compiled("days_alone").finditer(folded):
        while number < len(months) and months[number].end <= match.start():
            number += 1
        before = months[number - 1] if number else None
        if (
            before is None
            or match.start() - before.end > FARTHEST_MONTH
            or any(taken[match.start() : match.end()])
        ):
            continue
        groups = match.groupdict()
        first = next(int(n) for k, n in groups.items() if n and k.startswith("from"))
        last = next((int(n) for k, n in groups.items() if n and k[0] == "t"), first)
        if not 1 <= first <= last <= 31:
            continue
        start = match.start() + (match[0][0] == "(")
        more.append(
            Expression(
                start,
                match.end(),
                replace(before.last, day=first, weekday=None),
                replace(before.last, day=last, weekday=None),
                before.modifier,
            )
        )
    return sorted([*found, *more], key=lambda expression: expression.start)


_READERS = (
    _in_figures,
    _across_months,
    _within_month,
    _without_month,
    _months,
    _seasons,
    _years,
    _relative,
)


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern.replace(' ', chr(92) + 's+')})(?!\w)")


def _bounded(folded: str, expression: Expression) -> Expression:
    before = folded[max(0, expression.start - 30) : expression.start]
    for bound in ("deadline", "until", "since"):
        if compiled(bound).search(before):
            return replace(expression, bound=bound)
    return expression


def _joined(folded: str, found: list[Expression]) -> list[Expression]:
    """Make one of “da oggi al 29 marzo” and of “dal 13 al 15 e dal 20 al 22 aprile”."""
    joined: list[Expression] = []
    for expression in found:
        before = joined[-1] if joined else None
        gap = folded[before.end : expression.start] if before else ""
        if before and _are_weekdays(folded, before, expression, gap):
            joined[-1] = replace(
                before,
                end=expression.end,
                last=expression.last,
                modifier=before.modifier or expression.modifier,
            )
            continue
        if before and compiled("to").fullmatch(gap) and _may_join(before, expression):
            last = expression.last
            joined[-1] = replace(
                before,
                end=expression.end,
                last=last,
                modifier=before.modifier or expression.modifier,
                bound="since" if before.unit else "",
            )
        else:
            joined.append(expression)
    return joined


def _are_weekdays(
    folded: str, first: Expression, second: Expression, gap: str
) -> bool:
    """“Da lunedì a mercoledì”, “giovedì e venerdì”."""
    if not (first.unit is second.unit is Unit.WEEKDAY) or first.first != first.last:
        return False
    one, other = first.first.weekday, second.first.weekday
    if one is None or other is None:
        return False
    if gap.strip() == "e":
        return (one + 1) % 7 == other
    before = folded[max(0, first.start - 4) : first.start]
    return gap.strip() in {"a", "al"} and before.endswith(("da ", "dal "))


def _may_join(first: Expression, second: Expression) -> bool:
    """Join a relative day or a whole date with a whole date after it."""
    if second.unit or not second.last.day or not second.last.month:
        return False
    if second.first != second.last:
        return False
    return first.unit is Unit.DAY or bool(first.first.day and first.first.month)


def _partial(match: re.Match[str], which: str, year: int | None) -> Partial | None:
    number = match[f"day_{which}"]
    day = int(number) if number.isdigit() else 1
    month = month_of(match[f"month_{which}"])
    weekday = _weekday(match[f"weekday_{which}"])
    return Partial(year, month, day, weekday) if 1 <= day <= 31 else None


def _year(text: str | None, after: str = "") -> int | None:
    if not text:
        return None
    digits = text.strip("'")
    if len(digits) == 4:
        return int(digits)
    return int((after[:2] or "20") + digits)


def _weekday(text: str | None) -> int | None:
    return weekday_of(text) if text else None


def _modifier(text: str | None) -> str:
    if not text:
        return ""
    return next(
        (
            name
            for name, pattern in MODIFIERS.items()
            if pattern.fullmatch(text.strip())
        ),
        "",
    )
