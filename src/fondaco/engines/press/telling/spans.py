"""From the dates that are said of an activity to the days that it lasts."""

import re
from dataclasses import replace

from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import When, within
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.state import State

_TO_NEW_DATE = re.compile(
    r"(?:rinviat|posticipat|rimandat|spostat|slittat)[oaie]\s+(?:\w+\s+){0"
    r",2}?(?:al|all'|a)\s*$|slitta\s+(?:al|all'|a)\s*$"
)
# Between the place of a stop and its day.
_BESIDE = re.compile(
    r"[\s,;:()-]*(?:(?:il|l'|a|ad|in|e|dal|la|poi|quindi|infine|sara|con\s+[\w\s]{0,20},)\s*)*"
)
_TOUR = re.compile(r"(?:tour|road ?show|study (?:visit|tour)|tappe|viaggio|giro)\b")
LONGEST_TOUR = 10


class Spans(State):
    """Puts dates to activities: one day, or from one to another."""

    def _put_date(
        self, draft: Draft, when: When, date: Date, *, in_domain: bool
    ) -> None:
        if when.expression.bound == "until":
            if draft.date is None and self.focus is not None:
                draft = self.focus
            current = draft.date
            if (
                current is not None
                and current.precision == "day"
                and date.latest > current.latest
            ):
                draft.dates = [
                    (replace(current, latest=date.latest), when.start, when.end)
                ]
                draft.say("end", when.start, when.end)
            return
        before = self.text.folded[max(0, when.start - 40) : when.start]
        if _TO_NEW_DATE.search(before):
            draft.dates = [(date, when.start, when.end)]
            draft.say("start", when.start, when.end)
            return
        rank = {"day": 0, "month": 1, "season": 2, "year": 3}
        current = draft.date
        if current is not None and self._is_stop(draft, when, date, current):
            draft.dates = [
                (
                    replace(
                        current,
                        earliest=min(current.earliest, date.earliest),
                        latest=max(current.latest, date.latest),
                    ),
                    *draft.dates[0][1:],
                )
            ]
            draft.say("end", when.start, when.end)
            return
        if current is not None and rank[date.precision] >= rank[current.precision]:
            if current.precision == "day" == date.precision and self._goes_on(
                draft, when, date
            ):
                draft.dates = [
                    (replace(current, latest=date.latest), when.start, when.end)
                ]
            return
        if not in_domain and date.precision not in {"day", "month"}:
            return
        draft.dates.append((date, when.start, when.end))
        draft.say("start", when.start, when.end)

    def _is_stop(self, draft: Draft, when: When, date: Date, current: Date) -> bool:
        """“Stoccarda (20 giugno), Ulma (21) e Linz (22-23)”: days of one journey."""
        if not (current.precision == date.precision == "day"):
            return False
        if draft.kind not in MISSIONS and not _TOUR.match(draft.title.casefold()):
            return False
        if not -LONGEST_TOUR <= (date.earliest - current.latest).days <= LONGEST_TOUR:
            return False
        places = self.gathered.places
        near = within(places, when.start - 50, when.end + 30)
        return any(
            _BESIDE.fullmatch(self.text.folded[p.end : when.start])
            or _BESIDE.fullmatch(self.text.folded[when.end : p.start])
            for p in near
        )

    def _goes_on(self, draft: Draft, when: When, date: Date) -> bool:
        """“Dal 13 al 15 aprile e il 20 aprile”: two spans of one fair."""
        last = draft.dates[-1]
        gap = self.text.folded[last[2] : when.start]
        return re.fullmatch(r"\s*(?:,|e)\s*(?:poi\s+)?", gap) is not None or (
            re.search(r"\b(?:prosegu|continu|termin|si\s+conclud)\w*\s*$", gap)
            is not None
            and date.latest > last[0].latest
        )
