"""When: the dates and hours of a sentence, put to its activities."""

import re
from dataclasses import replace

from fondaco.engines.press.dates.forms import Unit
from fondaco.engines.press.dates.patterns import compiled
from fondaco.engines.press.dates.resolving import resolve
from fondaco.engines.press.items import When, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.same_days import SameDays
from fondaco.engines.press.telling.spans import LONGEST_TOUR
from fondaco.engines.press.telling.tenses import has_future_form, tense_at, tense_of

# “▪ Lipsia, 10 maggio -”, “3/7 -”: what is told is on a list.
_LISTED = re.compile(
    r"[^\w\n]*(?:[\w'-]+(?: [\w'-]+){0,3}\s*(?:\([^()\n]{2,30}\))?\s*[,:-]\s*)?"
    r"(?:(?:il|dal|i)\s+|l')?"
)
# “Il programma: giovedì, alle 18, accoglienza; sabato sera concerto”
_OPENING = re.compile(r"(?:[^\w\n]*|[^:;.\n]{2,40}:\s+)(?:(?:il|poi|infine|e)\s+|l')*")
_RIGHT_AFTER = re.compile(
    r"(?:\s+(?:mattina|pomeriggio|sera))?"
    r"(?:\s*,\s*(?:alle|dalle|ore|dopo|prima|presso|a|ad|al|alla|in|nel|nella)(?!\w)"
    r"[^,;:]{1,30},|\s+(?:alle|dalle|ore)\s[\d.]+,?|\s*[:-])?"
    r"\s*(?:(?:il|lo|la|i|gli|le|un|uno|una)\s+|l'|un')?"
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
    r"(?:(?:il|lo|la|i|gli|le|al|allo|alla|ai|alle|del|della)\s+|(?:l|all|dell)')(?:\w+\s+)?"
)
_BRACKET = re.compile(r"\s*\([^()\n]{4,60}\)")
# “La Settimana dell'Energia, giunta alla decima edizione (4-9 giugno)”
_COUNTED = re.compile(r",\s+(?:giunt|arrivat)[oaie]\s+(?:\w+\s+){1,3}edizione\s*$")
# What a sentence is about that begins with an article.
_SUBJECT = re.compile(r"[^\w]*(?:(?:il|lo|la|i|gli|le)\s+|l')(?P<noun>\w+)")
_OF_EVENTS = re.compile(
    r"(?:delegazion|gruppo|comitiva|ospit|lavori|programma|calendario|cors[oi]|visitator"
    r"|mostr|esposizion|apertur|chiusur|padiglion|stand|vetrin|tour|spedizion|partecipant"
    r"|impres|aziend|stagion|temporad|maraton|campagn|scuol|laborator|presenz|permanenz)"
)
_RETURN = re.compile(r"(?<!\w)(?:rientro|ritorno|rientrera(?:nno)?|rientreremo)(?!\w)")


class Dating(SameDays):
    """Gives activities their dates."""

    def _dates(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if when.expression.bound == "deadline" or self._is_of_office(when):
                continue
            if self._is_denied(when) or self._is_nowadays(when, domains):
                continue
            if when.expression.unit is Unit.WEEK:
                week = self._resolved(when, "")
                if week is not None:
                    # “La prossima settimana sarà fitta: lunedì…”
                    self._frame(week)
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
            if self._is_of_state(sentence, when) or _is_of_while(when):
                return
            if when.expression.bound == "until" and self._is_of_thing(sentence):
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
        if tense == "past" and self._is_after_colon(when, start):
            tense = ""
        if self._is_new_date(when):
            tense = "future"
        if tense == "future" and not self._is_new_date(when):
            sure = has_future_form(self.text, sentence.start, sentence.end)
            tense = "future" if sure else "due"
        date = self._resolved(when, tense)
        if date is None:
            return
        self._note_stop(draft, when, date)
        self._put_date(draft, when, date, in_domain=domain is not None)
        if _LISTED.fullmatch(self.text.folded[sentence.start : when.start]):
            draft.flags.add("listed")
        opening = self.text.folded[sentence.start : when.start]
        if (
            domain is not None
            and _OPENING.fullmatch(opening)
            and _RIGHT_AFTER.fullmatch(
                self.text.folded, when.end, max(when.end, domain.mention.start)
            )
        ):
            draft.flags.add("led")
        if date.precision == "day" and when.expression.bound != "until":
            self._note_days(draft, date, when)

    def _is_of_thing(self, sentence: Sentence) -> bool:
        """“Il biglietto vale fino al 31 ottobre”: no last day of what was told."""
        subject = _SUBJECT.match(self.text.folded, sentence.start, sentence.end)
        return (
            subject is not None
            and not nouns().match(subject["noun"])
            and not _OF_EVENTS.match(subject["noun"])
        )

    def _is_after_colon(self, when: When, start: int) -> bool:
        """“È stata approvata Alfa: avvio il 1° settembre”: no verb says when."""
        colon = self.text.folded.rfind(":", start, when.start)
        if colon < 0 or when.expression.first.month is None:
            return False
        stop = self.text.folded.find(".", when.end)
        stop = stop if stop >= 0 else len(self.text.folded)
        return not tense_at(self.text, colon, stop, when.start)

    def _is_return(self, sentence: Sentence, when: When) -> bool:
        """“Il rientro è previsto per sabato”: the last day of the journey."""
        left = max(sentence.start, when.start - 60)
        if not _RETURN.search(self.text.folded, left, when.start):
            return False
        journey = next((d for d in reversed(self.drafts) if d.kind in MISSIONS), None)
        if journey is None or journey.section != sentence.section:
            return False
        known = journey.date
        if known is None or known.precision != "day":
            return False
        if when.expression.unit in (None, Unit.WEEKDAY):
            # “Si parte il 10 giugno, rientro il 17”: the 17th after the 10th.
            date = resolve(when.expression, known.latest, tense="future")
        else:
            date = self._resolved(when, "")
        if date is None:
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
        if here and self._is_dated_in_brackets(when, here[0]):
            return []
        if here and self._has_its_own(when, here[0]):
            return []
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

    def _is_nowadays(self, when: When, domains: list[Domain]) -> bool:
        """“Oggi vengono loro da noi: a luglio abbiamo ospitato…”: it was in July."""
        if self.text.folded[when.start : when.end] != "oggi":
            return False
        domain = domain_at(domains, when.start)
        others = within(self.gathered.dates, domain.start, domain.end) if domain else ()
        return any(d.expression.first.month and not d.expression.bound for d in others)

    def _is_dated_in_brackets(self, when: When, domain: Domain) -> bool:
        """“Il 9 e il 10, in concomitanza con Alfa (9-13 novembre)”: not of Alfa."""
        bracket = _BRACKET.match(self.text.folded, domain.mention.end)
        if bracket is None or when.start >= domain.mention.end:
            return False
        own = within(self.gathered.dates, *bracket.span())
        return any(date.expression.first.day for date in own)

    def _has_its_own(self, when: When, domain: Domain) -> bool:
        """“Bergamo (il 14), infine Lodi, il 21, con l'evento finale”."""
        start = domain.mention.start
        later = within(self.gathered.dates, when.end, start)
        return bool(later) and bool(
            _WITH.fullmatch(self.text.folded, later[-1].end, max(later[-1].end, start))
        )

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
            gap = _COUNTED.sub("", gap)
            if mention.is_context and len(gap) <= 40 and not re.search("[,;:.]", gap):
                return Domain(mention, mention.start, when.end)
            return None
        return None

    def _time(self, draft: Draft, start: int, end: int) -> None:
        match = compiled("time_range").search(self.text.folded, start, end) or compiled(
            "time"
        ).search(self.text.folded, start, end)
        if match is None or draft.time is not None or int(match["hour"]) > 23:
            return
        draft.time = f"{int(match['hour']):02}:{match['minute'] or '00'}"
        draft.say("time", *match.span())


def _is_of_while(when: When) -> bool:
    """“Ad agosto le vendite…”: no date of what was told before."""
    return when.expression.first.day is None and when.expression.unit is None


def _without_bound(when: When) -> When:
    expression = when.expression
    if expression.bound != "until":
        return when
    return replace(when, expression=replace(expression, bound=""))
