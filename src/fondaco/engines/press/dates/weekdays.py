"""Weekdays that a date names: they tell its year."""

import calendar
import datetime as dt

from fondaco.engines.press.dates.forms import Expression


def has_weekday(expression: Expression) -> bool:
    """Tell whether an expression names a weekday.

    Parameters
    ----------
    expression
        What the text says.
    """
    return expression.first.weekday is not None or expression.last.weekday is not None


def fits_weekday(expression: Expression, year: int) -> bool:
    """Tell whether its days are, in a year, on the weekdays that it names.

    Parameters
    ----------
    expression
        What the text says.
    year
        The year.
    """
    if not has_weekday(expression):
        return False
    for date in (expression.first, expression.last):
        if date.weekday is None or date.month is None or date.day is None:
            continue
        if not 1 <= date.day <= calendar.monthrange(year, date.month)[1]:
            return False
        if dt.date(year, date.month, date.day).weekday() != date.weekday:
            return False
    return True
