"""What the shapes of bodies and parameters refuse, in the words of the reader."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MISTAKES: dict[str, Promise] = {
    "missing": _("This is needed."),
    "extra_forbidden": _("There is no field of this name."),
    "literal_error": _("It must be one of these: %(expected)s."),
    "greater_than_equal": _("It must be %(ge)s or more."),
    "less_than_equal": _("It must be %(le)s or less."),
    "string_too_long": _("The most characters it may have: %(max_length)s."),
    # The one pattern there is.
    "string_pattern_mismatch": _("It may not contain the character NUL."),
}
# All that can be wrong with a whole number is told alike, and so on.
FAMILIES: dict[str, Promise] = {
    "string": _("It must be a text."),
    "int": _("It must be a whole number."),
    "float": _("It must be a number."),
    "decimal": _("It must be a number."),
    "finite": _("It must be a number."),
    "bool": _("It must be true or false."),
    "date": _("It must be a day, such as 2016-11-29."),
    "datetime": _("It must be a moment, such as 2016-11-29T09:30:00Z."),
    "time": _("It must be a time of the day, such as 09:30."),
    "list": _("It must be a list."),
    "model": _("It must be an object."),
    "dict": _("It must be an object."),
}
UNFORESEEN = _("It is not as it should be.")


def mistake_in_words(error: Mapping[str, Any]) -> str:
    """`error` is as pydantic tells it, whose own words are in English alone."""
    kind = str(error["type"])
    text = MISTAKES.get(kind) or FAMILIES.get(kind.partition("_")[0])
    if text is None:
        return str(UNFORESEEN)
    values = dict(error.get("ctx") or {})
    if "expected" in values:
        values["expected"] = str(values["expected"]).replace("' or '", "', '")
    return str(text) % values
