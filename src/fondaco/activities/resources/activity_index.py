"""The activities that one import sees, by title, date and their name elsewhere."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.activities.models import Activity
from fondaco.core.imports import cells
from fondaco.core.imports.finding import ExternalNames
from fondaco.core.partial_dates import PartialDate
from fondaco.core.resources import Field, ImportScope, Match, Values
from fondaco.engines.language.folding import fold
from fondaco.registry.resources.scopes import scope_for

_MOST_SUGGESTED = 3
# Of what a row says it, or the file of all its rows.
ACTIVITY = Field(
    "activity",
    gettext_lazy("activity"),
    cells.text(300),
    required=True,
    example="Fiera dell'ambiente",
    may_be_given=True,
)
Span = tuple[dt.date | None, dt.date | None]


class ActivityIndex:
    def __init__(self, scope: ImportScope) -> None:
        self.external = ExternalNames(Activity, scope)
        self.records: dict[int, Activity] = {}
        self.by_uid: dict[str, int] = {}
        self.by_title: dict[str, list[int]] = defaultdict(list)
        self.spans: dict[int, Span] = {}
        visible = Activity.objects.visible_to(scope_for(scope)).order_by("pk")
        for record in visible.prefetch_related("places"):
            self.records[record.pk] = record
            self.spans[record.pk] = (record.start_earliest, record.start_latest)
            self.by_uid[record.uid] = record.pk
            self._name(record.pk, record.title_it, record.title_en)

    def _name(self, key: int, *titles: str) -> None:
        for folded in {fold(title) for title in titles} - {""}:
            if key not in self.by_title[folded]:
                self.by_title[folded].append(key)

    def learn(self, key: int, values: Values) -> None:
        self.external.learn(key, values.get("external_id"))
        self._name(key, values.get("title_it", ""), values.get("title_en", ""))
        if key < 0:
            self.spans.setdefault(key, _span(values))

    def find(self, values: Values, *columns: str) -> Match:
        """By its name in another system; by one of its titles, if the dates meet.

        The address of its page names it, too.
        """
        key = self.external.find(values.get("external_id"))
        if key is not None:
            return Match(key, ("external_id",))
        said = _span(values)
        keys: list[int] = []
        for column in columns:
            for key in self.by_title.get(fold(values.get(column, "")), ()):
                if key not in keys and _meet(said, self.spans[key]):
                    keys.append(key)
        if not keys:
            pages = (self._of_page(values.get(column, "")) for column in columns)
            keys = [key for key in pages if key is not None]
        if len(keys) > 1:
            text = _("More than one activity is called so. Add its date.")
            return Match(problem=(columns[0], text))
        return Match(keys[0], ()) if keys else Match()

    def named(self, values: Values) -> Match:
        """The one of a row that must be of an activity on record."""
        match = self.find(values, "activity")
        if match.problem or match.key is not None:
            return match
        text = _("No activity that you see is called so. Import it first.")
        return Match(problem=("activity", text))

    def _of_page(self, text: str) -> int | None:
        """The last part of an address that is an identifier."""
        parts = text.strip().rstrip("/").split("/")
        return self.by_uid.get(parts[-1]) if parts else None

    def suggest(self, text: str) -> list[str]:
        """Titles that have all the words of a text that is none."""
        words = fold(text).split()
        return [
            self.title(keys[0])
            for title, keys in self.by_title.items()
            if all(word in title for word in words)
        ][:_MOST_SUGGESTED]

    def title(self, key: int) -> str:
        return str(self.records[key])


def refuse_activity(scope: ImportScope, given: Values) -> str:
    """Why rows cannot be of the activity that was named for all of them."""
    named = given.get("activity")
    if not named:
        return ""
    index = ActivityIndex(scope)
    match = index.find({**given, "external_id": None}, "activity")
    if match.problem:
        return match.problem[1]
    if match.key is not None:
        return ""
    if found := index.suggest(named):
        text = _(
            "No activity that you see is called “%(name)s”. Is it one of: %(titles)s?"
        )
        return text % {"name": named, "titles": "; ".join(found)}
    return _("No activity that you see is called “%(name)s”.") % {"name": named}


def _span(values: Values) -> Span:
    start = PartialDate.parse(values.get("start") or "")
    return start.earliest, start.latest


def _meet(one: Span, other: Span) -> bool:
    def before(first: Any, second: Any) -> bool:
        return bool(first and second and first < second)

    return not (before(one[1], other[0]) or before(other[1], one[0]))
