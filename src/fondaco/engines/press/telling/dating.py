"""When: the dates and hours of a sentence, put to its activities."""

import datetime as dt
import re
from dataclasses import replace

from fondaco.engines.press.dates.patterns import compiled
from fondaco.engines.press.items import When, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.agendas import Agendas
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mentions import EVENTS
from fondaco.engines.press.telling.triggers import find_triggers
from fondaco.engines.press.telling.verbs import tense_at, tense_of

_LATER = re.compile(
    r"(?:^|\W)(?:nel\s+(?:pomeriggio|corso\s+(?:della\s+giornata|della\s+mattinata|dell'evento|dell'assemblea|dell'incontro))"
    r"|in\s+(?:mattinata|serata)|nella\s+(?:mattinata|serata|stessa\s+giornata)|a\s+seguire|a\s+conclusione|al\s+termine|in\s+chiusura|durante\s+(?:la\s+giornata|l'evento|i\s+lavori))(?!\w)"
)


_DAY_AFTER = re.compile(
    r"(?<!\w)(?:(?P<after>(?:il|nel|al)\s+giorno\s+(?:seguente|successivo|dopo)|l'indomani"
    r"|(?:la|nella)\s+giornata\s+(?:seguente|successiva)|un\s+giorno\s+dopo)"
    r"|(?P<before>(?:il|nel)\s+giorno\s+(?:prima|precedente)|la\s+(?:sera|giornata)\s+precedente"
    r"|alla\s+vigilia)"
    r"|(?P<same>(?:(?:nel)?lo\s+stesso\s+giorno|(?:(?:nel)?la\s+)?stessa\s+(?:giornata|data|occasione)"
    r"|la\s+sera\s+stessa|il\s+giorno\s+stesso)))(?!\w)"
)


class Dating(Agendas):
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
            tense = tense_at(self.text, start, end, when.start) or tense_at(
                self.text, sentence.start, sentence.end, when.start
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

    def _time(self, draft: Draft, start: int, end: int) -> None:
        match = compiled("time_range").search(self.text.folded, start, end) or compiled(
            "time"
        ).search(self.text.folded, start, end)
        if match is None or draft.time is not None or int(match["hour"]) > 23:
            return
        draft.time = f"{int(match['hour']):02}:{match['minute'] or '00'}"
        draft.say("time", *match.span())

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
