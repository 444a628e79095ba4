"""The expressions of Italian dates: what they say, whichever year it is of."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from fondaco.engines.press.dates.forms import Expression, Partial, Unit
from fondaco.engines.press.dates.joining import joined_with_next, with_months
from fondaco.engines.press.dates.patterns import (
    MODIFIERS,
    compiled,
    month_of,
    weekday_of,
)
from fondaco.engines.press.lexicon import table

# Before a month that begins a line, no more than a place.
LONGEST_LEAD = 30


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
    found = with_months(folded, found, taken)
    return joined_with_next(
        folded, [_bounded(folded, expression) for expression in found]
    )


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
    for match in compiled("figures_short").finditer(folded):
        day = int(match["day"] or match["day_2"])
        month = int(match["month"] or match["month_2"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            last = Partial(None, month, day)
            first_day = int(match["first"]) if match["first"] else day
            first = replace(last, day=first_day) if 1 <= first_day <= day else last
            yield Expression(*match.span("date"), first, last)
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
        first = replace(date, day=int(match["first"])) if match["first"] else date
        if 1 <= int(first.day or 0) <= int(match["day"]) <= 31:
            said = ("month_next", "next_month", "month_last", "last_month", "modifier")
            modifier = next((match[name] for name in said if match[name]), "")
            modifier = _modifier(modifier) or "this"
            yield Expression(*match.span(), first, date, modifier)
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
    """“Gennaio - Il 28, a Brescia…”, “(Vancouver, febbraio)”: a month by itself."""
    if folded[match.end() : match.end() + 1] == ")":
        return folded[max(0, match.start() - 2) : match.start()].strip() in {",", "("}
    if folded[match.end() : match.end() + 1] in {":", ";"}:
        # “Reggio Emilia, giugno:”
        return folded[max(0, match.start() - 2) : match.start()] == ", "
    line = folded.rfind("\n", 0, match.start()) + 1
    if match.start() - line <= LONGEST_LEAD and folded[match.end() :][:1] == ".":
        # “TRONDHEIM, GIUGNO. …”
        return folded[max(0, match.start() - 2) : match.start()] == ", "
    return not folded[line : match.start()].strip(" •*-") and (
        folded[match.end() : match.end() + 3].lstrip(" ")[:1] in {"-", ":", "\n", ""}
    )


def _seasons(folded: str) -> Iterator[Expression]:
    for match in compiled("season").finditer(folded):
        date = Partial(_year(match["year"]))
        modifier = _modifier(match["modifier"] or match["before"])
        # “Il turismo d'inverno”, “il salone d'autunno”: of which kind, not when.
        if (
            not (match["year"] or modifier)
            and folded[max(0, match.start() - 2) : match.start()] == "d'"
        ):
            continue
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
    for match in compiled("edge_of_year").finditer(folded):
        year, month = int(match["year"]), 1 if match["part"][0] == "i" else 10
        yield Expression(*match.span(), Partial(year, month), Partial(year, month + 2))
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
    for match in compiled("weekday").finditer(folded):
        left = folded[max(0, match.start() - 24) : match.start()]
        if _EVERY.search(left) and not (match["modifier"] or match["before"]):
            continue
        if _OF_MONTHS.match(folded, match.end()):
            continue
        date = Partial(weekday=_weekday(match["weekday"]))
        modifier = _modifier(match["modifier"] or match["before"])
        week = {"di": "week", "qu": "week", "sc": "last_week", "pr": "next_week"}
        named = " ".join((match["modifier"] or "").split()).removeprefix("della ")
        if "settiman" in named:
            named = named.removeprefix("settimana ")
            modifier = week[named[:2]]
        yield Expression(*match.span(), date, date, modifier, unit=Unit.WEEKDAY)
    for pattern, (unit, shift) in table("dates")["periods"].items():
        for match in _whole(pattern).finditer(folded):
            yield Expression(*match.span(), unit=Unit(unit), shift=shift)
    for match in compiled("ago").finditer(folded):
        number = match["number"]
        count = int(number) if number.isdigit() else table("numbers")["words"][number]
        unit = {"g": Unit.DAY, "s": Unit.WEEK, "m": Unit.MONTH, "a": Unit.YEAR}
        yield Expression(*match.span(), unit=unit[match["unit"][0]], shift=-count)


# “Ogni martedì”, “ogni prima domenica del mese” and “il lunedì” are no days.
_EVERY = re.compile(
    r"(?<!\w)(?:ogni(?:\s+\w+)?|tutt[ei]\s+(?:i|le)|dal|(?<!entro\s)il|di\s+regola)\s+$"
)
# “L'ultima domenica di ogni mese”
_OF_MONTHS = re.compile(r"\s+(?:di\s+(?:ogni|ciascun)|del|dei)\s+mes[ei](?!\w)")
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
    # “Al 2020” has its preposition inside.
    said = re.match(r"(?:al|dal|entro il|entro)\s", folded[expression.start :])
    stop = expression.start + (said.end() if said else 0)
    before = folded[max(0, expression.start - 30) : stop]
    clause = folded[max(0, expression.start - 80) : expression.start]
    clause = re.split(r"[.;:\n]", clause)[-1]
    enrolling = (
        compiled("enrolling").search(clause)
        or compiled("closing").search(clause)
        or compiled("enacted").search(clause)
        or compiled("enrolled").match(folded, expression.end)
    )
    if compiled("deadline").search(before) or enrolling:
        return replace(expression, bound="deadline")
    for bound in ("until", "since"):
        if compiled(bound).search(before):
            return replace(expression, bound=bound)
    return expression


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
