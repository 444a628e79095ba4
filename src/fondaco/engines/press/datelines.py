"""Where and when a text says that it was written: “Milano, 4 aprile 2017 -”."""

import datetime as dt
import re
from dataclasses import dataclass

from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.dates.expressions import find_expressions
from fondaco.engines.press.dates.forms import Expression
from fondaco.engines.press.dates.resolving import resolve
from fondaco.engines.press.items import Item, Where
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text

# It stands at the beginning.
WITHIN = 400
# A text appears so many days after it was written, and in no other order.
LONGEST_WAIT = 20
# “(LNews - Milano,”, “(ANSA) - TRIESTE,”, “AGENPARL - Roma”, “Bari, lì”.
_BEFORE = re.compile(
    r"(?:^|(?<=\n)|[(-])\s*(?:\([^()\n]{2,25}\)\s*-?\s*|\(?[\w ]{2,20}\s-\s)?"
    r"(?P<place>[\w .']{2,30}[,:]\s*|[\w ']{2,20}\s)?(?:(?:il|li|addi)\s+)?$"
)
# “Comunicato stampa n. 12 del”, “Anno VI, n. 4 -”.
_ISSUE = re.compile(
    r"\s*(?:comunicato(?:\s+stampa)?|nota(?:\s+stampa)?|notiziario|newsletter|bollettino"
    r"|circolare|agenzia|prot\.?|protocollo)\b[^\n]{0,60}\s(?:del|di|il|-)\s*$|[^\n]{0,60}"
    r"\bn\.?\s?\d+(?:/\d+)?\s*(?:-|del|,)\s*$"
)
_AFTER = re.compile(
    r"\s*(?:-\s*(?:ore\s*)?\d{1,2}[:.]\d\d)?\s*(?:[-.)(:|]|\n|$)|\s*\([^()\n]{2,25}\)"
)
_PLACE = re.compile(
    r"\s*(?:\([^()\n]{2,25}\)\s*-?\s*)?(?P<place>[A-ZÀ-Ý][\w' ]{1,25}?)"
    r"(?:\s*\([A-Z]{2}\))?\s*(?:\s-\s|\.\s(?=[A-ZÀ-Ý])|,\s(?:li\s|il\s|\d))"
)


@dataclass(frozen=True, slots=True)
class Dateline(Item):
    """Where and when a text was written.

    Parameters
    ----------
    day
        None if the year is not known.
    """

    day: dt.date | None


def find_dateline(text: Text, published: dt.date | None) -> Dateline | None:
    """Find “Milano, 4 aprile 2017 -” and “21/09/2015 - 19:27” at the beginning.

    Parameters
    ----------
    text
        A text made plain.
    published
        The day on which it was published, if that is known.
    """
    for expression in find_expressions(text.folded[:WITHIN]):
        first = expression.first
        if (
            first != expression.last
            or not first.day
            or not first.month
            or expression.bound
        ):
            continue
        line = text.folded.rfind("\n", 0, expression.start) + 1
        after = _AFTER.match(text.folded, expression.end)
        if after is None or not _may_begin(text, line, expression):
            continue
        date = resolve(expression, published)
        if published is not None and date is not None:
            waited = (published - date.earliest).days
            if not -1 <= waited <= LONGEST_WAIT:
                continue
        return Dateline(line, after.end(), date.earliest if date else None)
    return None


def _may_begin(text: Text, line: int, expression: Expression) -> bool:
    before = text.folded[line : expression.start]
    if _ISSUE.fullmatch(before):
        return True
    found = _BEFORE.search(before)
    if found is None or found.start() > 0:
        return False
    place = found["place"] or ""
    # Without a comma it must be a city: “ROMA 12 MARZO”, not “Convegno 12 marzo”.
    is_city = city_called(place_key(place.strip())) is not None
    if place and place.rstrip()[-1] not in ",:" and not is_city:
        return False
    alone = before.strip() == "" and expression.first.year is None
    return not alone or text.folded[expression.end : expression.end + 1] == "\n"


def home_of(text: Text) -> Where | None:
    """Find the city that a text is written from, if its beginning says so.

    Parameters
    ----------
    text
        A text made plain.
    """
    start = 0
    for line in text.plain[:WITHIN].split("\n")[:4]:
        match = _PLACE.match(line)
        if match is not None:
            city = city_called(place_key(match["place"]))
            if city is not None:
                return Where(start, start + len(line), *city, None)
        start += len(line) + 1
    return None
