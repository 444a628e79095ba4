"""When: the dates and hours of a sentence, put to its activities."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.dates.patterns import compiled
from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import When, Where, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mentions import EVENTS
from fondaco.engines.press.telling.state import State
from fondaco.engines.press.telling.triggers import find_triggers
from fondaco.engines.press.telling.verbs import tense_of

_TO_NEW_DATE = re.compile(
    r"(?:rinviat|posticipat|rimandat|spostat|slittat)[oaie]\s+(?:\w+\s+){0"
    r",2}?(?:al|all'|a)\s*$|slitta\s+(?:al|all'|a)\s*$"
)
_LATER = re.compile(
    r"(?:^|\W)(?:nel\s+(?:pomeriggio|corso\s+(?:della\s+giornata|della\s+mattinata|dell'evento|dell'assemblea|dell'incontro))"
    r"|in\s+(?:mattinata|serata)|nella\s+(?:mattinata|serata|stessa\s+giornata)|a\s+seguire|a\s+conclusione|al\s+termine|in\s+chiusura|durante\s+(?:la\s+giornata|l'evento|i\s+lavori))(?!\w)"
)


# Between the place of a stop and its day.
_BESIDE = re.compile(
    r"[\s,;:()-]*(?:(?:il|l'|a|ad|in|e|dal|la|poi|quindi|infine|sara|con\s+[\w\s]{0,20},)\s*)*"
)
_TOUR = re.compile(r"(?:tour|road ?show|study (?:visit|tour)|tappe|viaggio|giro)\b")
_DAY_AFTER = re.compile(
    r"(?<!\w)(?:(?P<after>(?:il|nel|al)\s+giorno\s+(?:seguente|successivo|dopo)|l'indomani"
    r"|(?:la|nella)\s+giornata\s+(?:seguente|successiva)|un\s+giorno\s+dopo)"
    r"|(?P<before>(?:il|nel)\s+giorno\s+(?:prima|precedente)|la\s+(?:sera|giornata)\s+precedente"
    r"|alla\s+vigilia)"
    r"|(?P<same>(?:(?:nel)?lo\s+stesso\s+giorno|(?:(?:nel)?la\s+)?stessa\s+(?:giornata|data|occasione)"
    r"|la\s+sera\s+stessa|il\s+giorno\s+stesso)))(?!\w)"
)
LONGEST_TOUR = 10
LONGEST_HEAD = 90
_OPENING = re.compile(
    r"[\s•*▪▸›»·-]*(?P<hour>(?:(?:alle\s+)?(?:ore|h\.?)\s*|dalle\s+)?\d{1,2}[.:,]\d\d"
    r"(?:\s*(?:-|alle)\s*(?:ore\s+)?\d{1,2}[.:,]\d\d)?\b|ore\s+\d{1,2}\b)?[\s:-]*"
)


class Dating(State):
    """Gives activities their dates."""

    def _dates(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if when.expression.bound == "deadline" or self._is_of_office(when):
                continue
            domain = domain_at(domains, when.start)
            draft = (
                drafts[domain.mention.start] if domain else self._carried(sentence, [])
            )
            if draft is None or (domain is None and draft.kind not in EVENTS):
                continue
            if domain is None and self._is_of_state(sentence, when):
                continue
            start, end = (
                (domain.start, domain.end) if domain else (sentence.start, sentence.end)
            )
            tense = tense_of(self.text, start, end) or tense_of(
                self.text, sentence.start, sentence.end
            )
            date = self._resolved(when, tense)
            if date is None:
                continue
            self._put_date(draft, when, date, in_domain=domain is not None)
            if date.precision == "day" and when.expression.bound != "until":
                self.told_day = (date, when.start, when.end)
        self._days_after(sentence, domains, drafts)
        for domain in domains:
            draft = drafts[domain.mention.start]
            tense = tense_of(self.text, domain.start, domain.end) or tense_of(
                self.text, sentence.start, sentence.end
            )
            if tense:
                draft.tenses.append(tense)
            self._time(draft, domain.start, domain.end)
        if not domains and (carried := self._carried(sentence, [])) is not None:
            self._time(carried, sentence.start, sentence.end)

    def _days_after(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        """“Il giorno seguente”, “il giorno prima”, “nella stessa giornata”."""
        for match in _DAY_AFTER.finditer(
            self.text.folded, sentence.start, sentence.end
        ):
            domain = domain_at(domains, match.start())
            if domain is None or self.told_day is None:
                continue
            draft = drafts[domain.mention.start]
            date = self.told_day[0]
            if match.lastgroup == "before":
                day = date.earliest - dt.timedelta(days=1)
            elif match.lastgroup == "after":
                day = date.latest + dt.timedelta(days=1)
            else:
                day = date.latest
            if not draft.dates:
                found = replace(date, earliest=day, latest=day)
                draft.dates.append((found, *match.span()))
                draft.say("start", *match.span())
                self.told_day = (found, *match.span())

    def _agenda(self, sentence: Sentence, drafts: dict[int, Draft]) -> None:
        """Under “Lunedì 5 giugno - Roma” what an hour begins is on that day, there."""
        opening = _OPENING.match(self.text.folded, sentence.start, sentence.end)
        start = opening.end() if opening else sentence.start
        dates = within(self.gathered.dates, start, start + 1)
        if dates and not drafts and sentence.end - sentence.start < LONGEST_HEAD:
            date = self._resolved(dates[0], "future")
            places = within(self.gathered.places, dates[0].end, sentence.end)
            if date is not None and date.precision == "day":
                self.day = ((date, dates[0].start, dates[0].end), places)
                self._extend_mission(date, dates[0], places)
            return
        if opening is None or not opening["hour"] or self.day is None:
            return
        for draft in drafts.values():
            if draft.dates or draft.is_context:
                continue
            draft.dates.append(self.day[0])
            draft.say("start", *self.day[0][1:])
            for place in () if any(p.city for p in draft.places) else self.day[1]:
                draft.add_place(place)

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

    def _time(self, draft: Draft, start: int, end: int) -> None:
        match = compiled("time_range").search(self.text.folded, start, end) or compiled(
            "time"
        ).search(self.text.folded, start, end)
        if match is None or draft.time is not None or int(match["hour"]) > 23:
            return
        draft.time = f"{int(match['hour']):02}:{match['minute'] or '00'}"
        draft.say("time", *match.span())

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

    def _is_of_state(self, sentence: Sentence, when: When) -> bool:
        """Whether it is of a state: “il cluster conta oggi 119 associati”."""
        if when.expression.unit is None:
            return False
        return not tense_of(
            self.text, sentence.start, sentence.end
        ) and not find_triggers(self.text, sentence)

    def _is_of_office(self, when: When) -> bool:
        """“Presidente dal 2015”, “per il triennio 2019-2021”."""
        before = self.text.folded[max(0, when.start - 45) : when.start]
        return bool(
            re.search(
                r"(?:president\w+|direttor\w+|guida|carica"
                r"|mandato|nat[oa]|fondat[oa]|costituit[oa]"
                r"|attiv[oa])\s+(?:di\s+[\w.]+\s+|del\s+[\w.]+\s+"
                r"|della\s+\w+\s+)?(?:dal|dall'|da|nel|per\s+il"
                r"|fino\s+al|per\s+gli|il)\s*$",
                before,
            )
        ) or bool(
            re.search(r"(?:per\s+il\s+)$", before)
            and self.text.folded[when.start : when.end].startswith(
                ("triennio", "biennio", "quadriennio")
            )
        )

    def _same_day(self, sentence: Sentence, draft: Draft) -> None:
        """“Alle 18 si aprirà la tavola rotonda”, “nel pomeriggio”: on the same day."""
        before = self.focus
        if draft.is_weak and not draft.is_named and draft.kind in {"meeting", "visit"}:
            return
        if draft.dates or before is None or draft is before or before.date is None:
            return
        if before.section != sentence.section or before.date.precision != "day":
            return
        opening = self.text.folded[sentence.start : sentence.start + 60]
        if draft.time is None and not _LATER.search(opening):
            return
        draft.dates.append(before.dates[0])
        draft.say("start", *before.dates[0][1:])
        if not draft.places:
            for place in before.places:
                draft.add_place(place)
