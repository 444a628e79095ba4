"""From columns to values: texts in the language of the moment, partial dates."""

from typing import Any

from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.texts import Text, localised


def text_of(row: Any, field: str) -> Text:
    return localised(row, field)


def date_of(row: Any, field: str) -> PartialDate:
    return PartialDate(
        getattr(row, f"{field}_earliest"),
        getattr(row, f"{field}_latest"),
        Precision(getattr(row, f"{field}_precision")),
    )
