"""The ways to see the calendar: a list, a month, a map; each is an address."""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy

from fondaco.activities.facets import address_of
from fondaco.activities.filters import MONTH, VIEW, Selection, printable
from fondaco.activities.months import Month

IN_MONTH, ON_MAP = "month", "map"
VIEWS = {
    "": pgettext_lazy("calendar", "List"),
    IN_MONTH: pgettext_lazy("calendar", "Month"),
    ON_MAP: pgettext_lazy("calendar", "Map"),
}


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Seen:
    """How the calendar is asked for; the month is None where none is named."""

    view: str = ""
    month: Month | None = None
    problem: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Seen":
        view, written = query.get(VIEW, "").strip(), query.get(MONTH, "").strip()
        if view == "list":
            view = ""
        if view not in VIEWS:
            text = gettext("There is no view “%(view)s”: give list, month or map.")
            return cls(problem=text % {"view": printable(view[:40])})
        if not written:
            return cls(view)
        month = _month(written)
        if month is None:
            text = gettext("“%(month)s” is not a month. Write it as 2016-11.")
            return cls(view, problem=text % {"month": printable(written[:40])})
        return cls(view or IN_MONTH, month)

    @property
    def beside(self) -> dict[str, str]:
        """What it adds to an address."""
        month = {MONTH: self.month.code} if self.month else {}
        return {VIEW: self.view, **month} if self.view else {}


def tabs_of(selection: Selection, seen: Seen, address: str) -> list[Tab]:
    return [
        Tab(
            label=str(label),
            url=address_of(selection, address, **Seen(view).beside),
            is_here=view == seen.view,
        )
        for view, label in VIEWS.items()
    ]


def _month(written: str) -> Month | None:
    parts = re.fullmatch(r"((?:19|20|21)\d\d)-(\d\d?)", written, re.ASCII)
    if parts is None or not 1 <= int(parts[2]) <= 12:
        return None
    return Month(int(parts[1]), int(parts[2]))
