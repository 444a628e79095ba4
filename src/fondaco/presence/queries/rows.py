"""From columns to values: texts in the language of the moment, partial dates."""

import datetime as dt
from functools import lru_cache
from typing import Any

from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.texts import Text, localised


def text_of(row: Any, field: str, language: str | None = None) -> Text:
    """`language` is for whoever reads thousands and asks for it once."""
    return localised(row, field, language)


@lru_cache(maxsize=4096)
def date_of(
    earliest: dt.date | None, latest: dt.date | None, precision: str
) -> PartialDate:
    """A year has few days, and many activities begin on each."""
    return PartialDate(earliest, latest, Precision(precision))
