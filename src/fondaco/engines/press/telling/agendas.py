"""Programmes: a line with a day and a place, and what its hours begin."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import When, Where, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.spans import LONGEST_TOUR, Spans

LONGEST_HEAD = 90
_OPENING = re.compile(
    r"[\s•*▪▸›»·-]*(?P<hour>(?:(?:alle\s+)?(?:ore|h\.?)\s*|dalle\s+)?\d{1,2}[.:,]\d\d"
    r"(?:\s*(?:-|alle)\s*(?:ore\s+)?\d{1,2}[.:,]\d\d)?\b|ore\s+\d{1,2}\b)?[\s:-]*"
)


_DIARY = re.compile(r"(?<!\w)(?:appuntamenti|agenda|eventi|giornata|programma)(?!\w)")


class Agendas(Spans):
    """Gives what a programme lists its day and its place."""

    def _agenda(self, sentence: Sentence, drafts: dict[int, Draft]) -> None:
        """Under “Lunedì 5 giugno - Roma” what an hour begins is on that day, there."""
        self._of_heading(sentence, drafts)
        begins = sentence.start
        if self.lead is not None and self.lead.when is None:
            # “MILANO - Ore 9.30, Palazzo Turati”
            begins = max(begins, min(self.lead.end, sentence.end))
        opening = _OPENING.match(self.text.folded, begins, sentence.end)
        start = opening.end() if opening else sentence.start
        dates = within(self.gathered.dates, start, start + 1)
        if dates and not drafts and sentence.end - sentence.start < LONGEST_HEAD:
            date = self._resolved(dates[0], "future")
            places = within(self.gathered.places, dates[0].end, sentence.end)
            if date is not None and date.precision == "day":
                self.day = ((date, dates[0].start, dates[0].end), places)
                self._extend_mission(date, dates[0], places)
            return
        if opening is None or not opening["hour"]:
            return
        day = self.day or self._day_of_programme(sentence, drafts)
        if day is None:
            return
        for draft in drafts.values():
            if draft.dates or draft.is_context:
                continue
            draft.dates.append(day[0])
            draft.say("start", *day[0][1:])
            for place in () if any(p.city for p in draft.places) else day[1]:
                draft.add_place(place)

    def _day_of_programme(
        self, sentence: Sentence, own: dict[int, Draft]
    ) -> tuple[tuple[Date, int, int], list[Where]] | None:
        """Give the day, and the city, of what the hours are the programme of."""
        told = (d for d in self.drafts if d.section == sentence.section)
        whole = next((d for d in told if d not in own.values()), None)
        if whole is None or len(whole.dates) != 1 or not whole.dates[0][0].is_one_day:
            return None
        cities = [p for p in whole.places if p.city]
        return whole.dates[0], cities if len(cities) == 1 else []

    def _of_heading(self, sentence: Sentence, drafts: dict[int, Draft]) -> None:
        """“Gli appuntamenti di domani”: the day of the hours below."""
        if not sentence.is_heading or drafts:
            return
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        if len(dates) != 1 or not _DIARY.search(
            self.text.folded, sentence.start, sentence.end
        ):
            return
        date = self._resolved(dates[0], "future")
        if date is not None and date.is_one_day:
            self.day = ((date, dates[0].start, dates[0].end), [])

    def _extend_mission(self, date: Date, when: When, places: Sequence[Where]) -> None:
        """Give a mission the days of the agenda that is its own."""
        mission = self.mission
        if mission is None:
            return
        known = mission.date
        if known is None:
            mission.dates.append((date, when.start, when.end))
        elif (
            known.precision == "day"
            and 0 < (date.earliest - known.latest).days <= LONGEST_TOUR
        ):
            mission.dates = [
                (replace(known, latest=date.latest), *mission.dates[0][1:])
            ]
        else:
            return
        mission.say("end", when.start, when.end)
        for place in places:
            mission.add_place(place)

    def _scope(self, sentence: Sentence) -> None:
        """“Il 2016 segna una presenza più forte”: the year of what has no date."""
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            opening = self.text.folded[sentence.start : when.start].strip() == ""
            date = self._resolved(when, "")
            if (
                opening
                and date is not None
                and date.precision == "year"
                and date.earliest.year == date.latest.year
            ):
                self.scope = (date, when.start, when.end)
