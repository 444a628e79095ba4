"""Expressions that only their neighbours complete: a month before, a second end."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.dates.forms import Expression, Unit
from fondaco.engines.press.dates.patterns import compiled

# “Fino al 21”, “del 15”: what is before the day says something else.
_NOT_OF_DAY = re.compile(r"\(|(?:del|al|giorno)\s+|(?:dell|all)'|")
# “A dicembre si riunirà”: not the month of another paragraph.
_MONTH = re.compile(r"(?:a|ad|in|da|nel|entro|per|tra|dal|fino)\s")
# How far behind a month its days may stand.
FARTHEST_MONTH = 400
# …and how far before it.
NEAREST_MONTH = 90


def with_months(
    folded: str, found: list[Expression], taken: bytearray
) -> list[Expression]:
    """Add the days whose month was said before: a ottobre… dal 10 al 14.

    Parameters
    ----------
    folded
        A folded text.
    found
        Its other expressions, in order.
    taken
        Where they stand.
    """
    months = [e for e in found if e.last.month and e.bound != "deadline"]
    more: list[Expression] = []
    number = 0
    for match in compiled("days_alone").finditer(folded):
        while number < len(months) and months[number].end <= match.start():
            number += 1
        if any(taken[match.start() : match.end()]):
            continue
        groups = match.groupdict()
        first = next(int(n) for k, n in groups.items() if n and k.startswith("from"))
        last = next((int(n) for k, n in groups.items() if n and k[0] == "t"), first)
        if not 1 <= first <= last <= 31:
            continue
        month = _month_of(folded, months, number, match, last)
        said = month.last
        if month.first.day and month.first.day <= first and month.first != month.last:
            # “Dal 30 settembre al 4 ottobre… il 30”
            said = month.first
        start = match.start() + _NOT_OF_DAY.match(match[0]).end()  # type: ignore[union-attr]
        more.append(
            Expression(
                start,
                match.end(),
                replace(said, day=first, weekday=None),
                replace(said, day=last, weekday=None),
                month.modifier,
                # “Maggio - …” is the month of what follows, “(1-9 maggio)” need not be.
                is_borrowed=month.last.day is not None
                and month.end <= match.start()
                and "." in folded[month.end : match.start()],
            )
        )
    return sorted([*found, *more], key=lambda expression: expression.start)


def _month_of(
    folded: str,
    months: Sequence[Expression],
    number: int,
    match: re.Match[str],
    last: int,
) -> Expression:
    """Find whose month a day is of: before it, after it, or that of publication."""
    before = months[number - 1] if number else None
    after = months[number] if number < len(months) else None
    left = match.start() - (before.end if before else -FARTHEST_MONTH)
    if before is not None and "." not in folded[before.end : match.start()]:
        return before
    if (
        after is not None
        and after.first.day is not None
        and after.first.day > last
        and after.start - match.end() <= NEAREST_MONTH
        and not re.search(r"[.\n]", folded[match.end() : after.start])
    ):
        # “Il 3 a Torino e il 5 maggio a Milano”
        return replace(after, modifier="", last=after.first)
    if before is not None and left <= FARTHEST_MONTH:
        apart = "\n" in folded[before.end : match.start()]
        if before.last.day or not (apart and _MONTH.match(folded, before.start)):
            return before
    return Expression(match.start(), match.end())


def joined_with_next(folded: str, found: list[Expression]) -> list[Expression]:
    """Make one of “da oggi al 29 marzo” and of “dal 13 al 15 e dal 20 al 22 aprile”.

    Parameters
    ----------
    folded
        A folded text.
    found
        Its expressions, in order.
    """
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
                until=expression.shift if expression.unit is Unit.DAY else None,
            )
            continue
        if before and _says_which(before, expression, gap):
            # “Giovedì prossimo, 25 marzo”
            joined[-1] = replace(expression, start=before.start)
            continue
        # “17-21 febbraio 31/12/2018”: a cell of a table, and another.
        linked = bool(gap.strip()) and compiled("to").fullmatch(gap) is not None
        if before and linked and _may_join(before, expression):
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


def _are_weekdays(folded: str, first: Expression, second: Expression, gap: str) -> bool:
    """“Da lunedì a mercoledì”, “giovedì e venerdì”."""
    if first.first != first.last:
        return False
    before = folded[max(0, first.start - 4) : first.start]
    if {first.unit, second.unit} == {Unit.WEEKDAY, Unit.DAY}:
        # “Da lunedì a ieri”, “da oggi a venerdì”
        return gap.strip() in {"a", "e fino a", "fino a"} and before.endswith("da ")
    if not (first.unit is second.unit is Unit.WEEKDAY):
        return False
    one, other = first.first.weekday, second.first.weekday
    if one is None or other is None:
        return False
    if gap.strip() == "e":
        return (one + 1) % 7 == other
    return gap.strip() in {"a", "al"} and before.endswith(("da ", "dal "))


def _says_which(first: Expression, second: Expression, gap: str) -> bool:
    """Whether a date says which day “giovedì prossimo” or “domani” is."""
    near = first.unit in {Unit.WEEKDAY, Unit.DAY} and first.first == first.last
    return near and bool(second.last.day and second.last.month and gap.strip() == ",")


def _may_join(first: Expression, second: Expression) -> bool:
    """Join a relative day or a whole date with a whole date after it."""
    if second.unit or not second.last.day or not second.last.month:
        return False
    if second.first != second.last:
        return False
    return first.unit is Unit.DAY or bool(first.first.day and first.first.month)
