"""When: the dates and hours of a sentence, put to its activities."""

import datetime as dt
import re
from dataclasses import replace

from fondaco.engines.press.dates.patterns import compiled
from fondaco.engines.press.items import When, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.asides import Asides
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.later import is_first, is_last, is_later
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.spans import LONGEST_TOUR
from fondaco.engines.press.telling.verbs import tense_at, tense_of

# One of these is what “l'evento” and “i lavori” are.
_AROUND = frozenset(
    {"conference", "seminar", "meeting", "assembly", "other", "fair", "matchmaking"}
) | {"kick_off", "final_event", "networking", "training"}
# “▪ Lipsia, 10 maggio -”, “3/7 -”: what is told is on a list.
_LISTED = re.compile(
    r"[^\w\n]*(?:[\w'-]+(?: [\w'-]+){0,3}\s*(?:\([^()\n]{2,30}\))?\s*[,:-]\s*)?"
    r"(?:(?:il|dal|i)\s+|l')?"
)
# “Il 30 settembre con un evento finale”
_WITH = re.compile(
    r"\s*,?\s*con\s+(?:(?:il|lo|la|i|gli|le|uno?|una)\s+|l'|un')(?:\w+\s+)?"
)
_CLOSED = re.compile(
    r"(?<!\w)(?:chius|conclus|terminat|apert|iniziat|partit)[oaie]\s+(?:[\w']+\s+){0,3}$"
)
_AND_THE = re.compile(
    r"(?:\s+\w+)?,?\s+(?:e|mentre)\s+"
    r"(?:(?:il|lo|la|i|gli|le)\s+|l')(?:\w+\s+)?"
)
_RETURN = re.compile(r"(?<!\w)(?:rientro|ritorno|rientrera(?:nno)?|rientreremo)(?!\w)")
_DAY_AFTER = re.compile(
    r"(?<!\w)(?:(?P<after>(?:il|nel|al|del)\s+giorno\s+(?:seguente|successivo|dopo)|l'indomani"
    r"|(?:la|nella)\s+giornata\s+(?:seguente|successiva)|un\s+giorno\s+dopo)"
    r"|(?P<before>(?:il|nel)\s+giorno\s+(?:prima|precedente|avanti|innanzi)|la\s+(?:sera|giornata)\s+precedente"
    r"|alla\s+vigilia)"
    r"|(?P<same>(?:(?:nel)?lo\s+stesso\s+giorno|(?:(?:nel)?la\s+)?stessa\s+(?:giornata|data|occasione)"
    r"|la\s+sera\s+stessa|il\s+giorno\s+stesso)))(?!\w)"
)

# So far back among what was told it may be.
MOST_BEFORE = 8


class Dating(Asides):
    """Gives activities their dates."""

    def _dates(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if when.expression.bound == "deadline" or self._is_of_office(when):
                continue
            here = self._domains_of(when, domains)
            if here and _WITH.fullmatch(
                self.text.folded, when.end, max(when.end, here[-1].mention.start)
            ):
                # “Si concluderà il 30 maggio con un convegno” is on that day.
                when = _without_bound(when)
            if not here and self._is_of_lead(when):
                continue
            for domain in here:
                self._date(sentence, when, domain, drafts)
            if not here:
                self._date(sentence, when, None, drafts)
        self._days_after(sentence, domains, drafts)
        for domain in domains:
            draft = drafts[domain.mention.start]
            tense = tense_of(self.text, domain.start, domain.end) or tense_of(
                self.text, sentence.start, sentence.end
            )
            if tense:
                draft.tenses.append(tense)
            self._last(draft, sentence.start, sentence.end)
            self._time(draft, domain.start, domain.end)
        if not domains and (carried := self._carried(sentence, [])) is not None:
            self._time(carried, sentence.start, sentence.end)

    def _date(
        self,
        sentence: Sentence,
        when: When,
        domain: Domain | None,
        drafts: dict[int, Draft],
    ) -> None:
        """Put a date to what its words speak of, or to what the text goes on about."""
        if self._is_return(sentence, when):
            return
        if domain is None:
            draft = self._there(sentence) or self._carried(sentence, [])
            if draft is None or draft.kind not in EVENTS:
                return
            if self._is_of_state(sentence, when):
                return
            start, end = sentence.start, sentence.end
        else:
            draft = drafts[domain.mention.start]
            start, end = domain.start, domain.end
        if self._is_said(when, domain.mention.start if domain else draft.start):
            return
        tense = tense_at(self.text, start, end, when.start) or tense_at(
            self.text, sentence.start, sentence.end, when.start
        )
        if self._is_new_date(when):
            tense = "future"
        date = self._resolved(when, tense)
        if date is None:
            return
        self._note_stop(draft, when, date)
        self._put_date(draft, when, date, in_domain=domain is not None)
        if _LISTED.fullmatch(self.text.folded[sentence.start : when.start]):
            draft.flags.add("listed")
        if date.precision == "day" and when.expression.bound != "until":
            self._note_days(draft, date, when)

    def _is_return(self, sentence: Sentence, when: When) -> bool:
        """“Il rientro è previsto per sabato”: the last day of the journey."""
        left = max(sentence.start, when.start - 60)
        if not _RETURN.search(self.text.folded, left, when.start):
            return False
        journey = next((d for d in reversed(self.drafts) if d.kind in MISSIONS), None)
        if journey is None or journey.section != sentence.section:
            return False
        date = self._resolved(when, "")
        known = journey.date
        if date is None or known is None or known.precision != "day":
            return False
        if not 0 <= (date.latest - known.latest).days <= LONGEST_TOUR:
            return False
        journey.dates = [(replace(known, latest=date.latest), *journey.dates[0][1:])]
        journey.say("end", when.start, when.end)
        return True

    def _domains_of(self, when: When, domains: list[Domain]) -> list[Domain]:
        """“Si è chiusa ieri, con la visita a Beta, la missione”: it was the mission."""
        bracket = self._of_bracket(when)
        if bracket is not None:
            return [bracket]
        here = [d for d in domains if d.start <= when.start < d.end]
        if here and self._is_of_clause_before(when, here[0]):
            return []
        after = [d for d in domains if d.mention.start >= when.end]
        if not after:
            return here
        gap = self.text.folded[when.end : after[0].mention.start]
        if not _WITH.fullmatch(gap):
            return here
        before = self.text.folded[max(0, when.start - 40) : when.start]
        inverted = (
            len(after) > 1
            and after[1].mention.kind in MISSIONS | {"fair", "conference", "other"}
            and after[1].mention.is_definite
        )
        if _CLOSED.search(before) and inverted:
            return [after[1], after[0]]
        return after[:1]

    def _is_of_clause_before(self, when: When, domain: Domain) -> bool:
        """“Si parte il 1° febbraio, e la riunione sarà il 24”: only the 24th is its."""
        mention = domain.mention
        gap = self.text.folded[when.end : mention.start]
        if when.end > mention.start or not _AND_THE.fullmatch(gap):
            return False
        later = within(self.gathered.dates, mention.end, domain.end)
        return any(d.expression.first.day for d in later)

    def _of_bracket(self, when: When) -> Domain | None:
        """“In vista della fiera Alfa (13-17 settembre), un webinar”: of the fair."""
        bracket = self.text.folded.rfind("(", max(0, when.start - 60), when.start)
        if bracket < 0 or ")" in self.text.folded[bracket : when.start]:
            return None
        for mention in reversed(self.told):
            if mention.end > bracket:
                continue
            gap = self.text.folded[mention.end : bracket]
            if mention.is_context and len(gap) <= 40 and not re.search("[,;:.]", gap):
                return Domain(mention, mention.start, when.end)
            return None
        return None

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

    def _same_day(self, sentence: Sentence, draft: Draft) -> None:
        """“Alle 18 si aprirà la tavola rotonda”, “nel pomeriggio”: on the same day."""
        if draft.is_weak and not draft.is_named and draft.kind in {"meeting", "visit"}:
            return
        if draft.dates or draft.kind in {"project", "programme", "proposal", "mandate"}:
            return
        opening = self.text.folded[sentence.start : sentence.start + 70]
        later = is_later(opening)
        if draft.time is None and not later:
            return
        before = self.focus
        if later and (before is None or not _is_on_a_day(before)):
            before = next(
                (
                    d
                    for d in reversed(self.drafts[-MOST_BEFORE:])
                    if d is not draft and d.kind in _AROUND and _is_on_a_day(d)
                ),
                None,
            )
        if before is None or draft is before or not _is_on_a_day(before):
            return
        if before.section != sentence.section:
            return
        date, start, end = before.dates[0]
        if is_first(opening):
            date = replace(date, latest=date.earliest)
        elif is_last(opening):
            date = replace(date, earliest=date.latest)
        draft.dates.append((date, start, end))
        draft.say("start", start, end)
        if not draft.places:
            for place in before.places:
                draft.add_place(place)


def _without_bound(when: When) -> When:
    expression = when.expression
    if expression.bound != "until":
        return when
    return replace(when, expression=replace(expression, bound=""))


def _is_on_a_day(draft: Draft) -> bool:
    return draft.date is not None and draft.date.precision == "day"
