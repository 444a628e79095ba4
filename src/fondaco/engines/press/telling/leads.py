"""What a line begins with: “27 ottobre - Jesi.”, “PESARO -”, “Lipsia, 10 maggio:”."""

import datetime as dt
import re
from dataclasses import replace

from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import Item, When, Where, within
from fondaco.engines.press.names.venues import seat_of
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.state import Lead, State

# No lead goes further.
LONGEST = 120
LONGEST_QUESTION = 40
LONGEST_DAY = 40
# An act older than this is no news.
NEWS = dt.timedelta(days=7)
_BEFORE = re.compile(r"[^\w\n]*")
_BETWEEN = re.compile(
    r"\s*[,(:|/-]?\s*(?:\([^()\n]{2,30}\)\s*[,:|-]?\s*)?(?:ore\s+[\d.:]+\s*[,:-]\s*)?"
)
_AFTER = re.compile(r"\s*\)?\s*(?:[-:|]\s|\.\s|\.?$|\n)")
_HOURS = re.compile(
    r"(?:[\s.,:;)|-]|ore|dalle|alle|h\b|\d{1,2}(?:[.:,]\d\d)?(?!\d)|fino)*"
)
_COMMA = re.compile(r"\s*\)?\s*,\s")


class Leads(State):
    """Gives what a line tells of the day and the place that it begins with."""

    def _open(self, sentence: Sentence) -> None:
        """Note what a new line begins with."""
        if sentence.paragraph == self.paragraph:
            self._ask(sentence)
            return
        self.paragraph = sentence.paragraph
        self.lead = self._lead_of(sentence)
        day = self._day_of_diary(sentence)
        if day is not None:
            self.diary, self.lead, self.focus = (day, sentence.section), None, None
            return
        self.lead = self._in_diary(sentence)
        if self.lead is None:
            self._ask(sentence)
            return
        if self._is_bare(sentence, self.lead):
            # “Martedì 22 novembre” under a name is the day of what it names.
            self.lead = None
        elif self.lead.when is not None:
            self.focus = None

    def _day_of_diary(self, sentence: Sentence) -> When | None:
        """“LUNEDÌ 24 OTTOBRE”, where another line is “MARTEDÌ 25 OTTOBRE”."""
        day = self._only_day(sentence)
        others = (
            other
            for other in self.gathered.sentences
            if other is not sentence and other.section == sentence.section
        )
        return day if day and any(map(self._only_day, others)) else None

    def _only_day(self, sentence: Sentence) -> When | None:
        if sentence.end - sentence.start > LONGEST_DAY:
            return None
        lead = self._lead_of(sentence)
        if lead is None or lead.when is None or lead.where is not None:
            return None
        alone = _HOURS.fullmatch(self.text.folded, lead.end, sentence.end)
        return lead.when if alone and lead.when.expression.first.day else None

    def _in_diary(self, sentence: Sentence) -> Lead | None:
        """Give a line of a diary the day that it stands under."""
        lead = self.lead
        if self.diary is None or (lead is not None and lead.when is not None):
            return lead
        day, section = self.diary
        if section != sentence.section:
            self.diary = None
            return lead
        if lead is None:
            return Lead(sentence.start, sentence.start, day, None)
        return Lead(lead.start, lead.end, day, lead.where)

    def _ask(self, sentence: Sentence) -> None:
        """“E a gennaio?”: when what follows will be."""
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        short = sentence.end - sentence.start <= LONGEST_QUESTION
        if len(dates) == 1 and short and self.text.plain[sentence.end - 1] == "?":
            self.lead = Lead(sentence.start, sentence.end, dates[0], None)
            self.focus = None

    def _is_bare(self, sentence: Sentence, lead: Lead) -> bool:
        """Whether nothing else stands on the line."""
        following = self.number + 1
        if following < len(self.gathered.sentences):
            after = self.gathered.sentences[following]
            if after.paragraph == sentence.paragraph:
                return False
        return _HOURS.fullmatch(self.text.folded, lead.end, sentence.end) is not None

    def _lead_of(self, sentence: Sentence) -> Lead | None:
        stop = min(sentence.end, sentence.start + LONGEST)
        dates = within(self.gathered.dates, sentence.start, stop)
        places = within(self.gathered.places, sentence.start, stop)
        bodies = within(self.gathered.organisations, sentence.start, stop)
        places += [seat for body in bodies if (seat := seat_of(body)) is not None]
        opening = _BEFORE.match(self.text.folded, sentence.start, stop)
        position = opening.end() if opening else sentence.start
        when: When | None = None
        where: Where | None = None
        end = position
        while True:
            date = next((d for d in dates if d.start == position), None)
            place = next((p for p in places if p.start == position), None)
            if date is not None and when is None:
                when, end = date, date.end
            elif (
                place is not None
                and where is None
                and (when is not None or (place.city and not place.venue))
            ):
                where, end = place, place.end
            else:
                break
            between = _BETWEEN.match(self.text.folded, end, stop)
            position = between.end() if between else end
        if when is None and where is None:
            return None
        if when is not None and when.expression.bound == "deadline":
            return None
        strong = _AFTER.match(self.text.plain, end, sentence.end + 1)
        listed = when is not None and not self._is_prose(when)
        if strong is None and not (listed and _COMMA.match(self.text.plain, end)):
            return None
        return Lead(sentence.start, end, when, where)

    def _is_prose(self, when: When) -> bool:
        """“Il 5 maggio, a Milano…” begins a sentence, “5 maggio, Milano” a line."""
        said = self.text.folded[when.start : when.end]
        return re.match(r"(?:il|lo|la|i|nel|dal|dall'|l'|a|in)\b", said) is not None

    def _is_of_lead(self, item: Item) -> bool:
        return self.lead is not None and self.lead.start <= item.start < self.lead.end

    def _lead_date(self) -> Date | None:
        lead = self.lead
        if lead is None or lead.when is None:
            return None
        return self._resolved(lead.when, "")

    def _follow_lead(self, draft: Draft) -> None:
        """Give what a line tells its day and its place, where it has none."""
        lead = self.lead
        if lead is None or (draft.is_context and draft.dates):
            return
        if lead.when is not None:
            self._give_lead_date(draft, lead.when)
        if lead.where is None or any(p.city or p.country for p in draft.places):
            return
        if lead.when is None and not self._is_news(draft):
            return
        draft.add_place(lead.where)

    def _give_lead_date(self, draft: Draft, when: When) -> None:
        date = self._lead_date()
        if date is None or draft.dates or draft.kind in {"project", "programme"}:
            return
        draft.dates.append((date, when.start, when.end))
        draft.say("start", when.start, when.end)
        draft.flags |= {"listed", "led"}
        if not self._is_of_lead(when):
            self._frame(date)
            self._until(draft)

    def _until(self, draft: Draft) -> None:
        """“Al via, fino a venerdì, il forum”, in a diary."""
        sentence = self.gathered.sentences[self.number]
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if when.expression.bound != "until":
                continue
            last, (date, start, end) = self._resolved(when, "future"), draft.dates[0]
            if last is not None and last.latest > date.latest:
                draft.dates = [(replace(date, latest=last.latest), start, end)]
                draft.say("end", when.start, when.end)

    def _is_news(self, draft: Draft) -> bool:
        """Whether it may be where the news is written: no journey, no old act."""
        if draft.kind in MISSIONS | {"fair", "project", "programme"} or draft.default:
            return False
        date = draft.date
        if draft.kind in EVENTS or date is None or self.published is None:
            return draft.kind in EVENTS
        return abs(self.published - date.latest) <= NEWS
