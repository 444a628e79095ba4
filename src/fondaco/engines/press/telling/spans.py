"""From the dates that are said of an activity to the days that it lasts."""

import datetime as dt
import re
from dataclasses import replace

from fondaco.engines.press.dates.forms import Unit
from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import When, Where, within
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.telling.drafts import EXACT, MISSIONS, Draft
from fondaco.engines.press.telling.leads import Leads
from fondaco.engines.press.telling.mention import EVENTS

_MOVED = (
    r"(?:(?:rinvi|posticip|rimand|spost|slitt|anticip)at[oaie]"
    r"|slitt(?:a|ano|era|eranno)|spostera|sposta)"
)
_TO_NEW_DATE = re.compile(
    rf"(?<!\w)(?:{_MOVED}|(?:riprogramm|ricalendarizz)at[oaie])\s+(?:[\w']+\s+){{0,4}}?"
    r"(?:ad?|al|all'|ai|alla|alla\s+settimana|dal|in|nel|nell'|nella|per\s+il|per\s+l')?\s*$"
)
# “Non più a maggio, quindi, ma dal 15 al 20 giugno”
_BUT = re.compile(r"(?<!\w)non\s+(?:piu|gia)\s[^.;:]{2,45}\s(?:ma|bensi)\s+$")
_FROM_OLD_DATE = re.compile(rf"(?<!\w){_MOVED}")
_BEGAN = re.compile(
    r"(?<!\w)(?:iniziat|cominciat|partit|avviat|apert|inaugurat)[oaie](?:si)?"
    r"\s+(?:[\w']+\s+){0,2}$"
)
_SINCE = re.compile(r"(?<!\w)(?:da|dal|dalla|dallo)\s+$|dall'$")
_ENDED = re.compile(
    r"(?<!\w)(?:chius|conclus|terminat|finit)[oaie](?:si)?(?!\w)"
    r"|(?<!\w)(?:chiude|chiudono|conclude|concludono|termina|terminano)(?!\w)"
    r"|(?<!\w)(?:rientrat|tornat)[oaie](?!\w)|cala(?:to)?\s+il\s+sipario"
)
_BEGINS = re.compile(
    r"(?<!\w)(?:apr(?:e|ono|ira|iranno)|inaugur\w+|inizia(?:no)?|iniziera|comincia"
    r"|comincera|part(?:e|ono|ira|iranno)|prend\w+\s+il\s+via|pres[oa]\s+il\s+via"
    r"|al\s+via|(?:iniziat|cominciat|partit|apert)[oaie])(?!\w)"
)
_LENGTH = re.compile(
    r"(?<!\w)(?P<number>due|tre|quattro|cinque|sei|sette|otto|nove|dieci|[2-9]|1\d)\s+"
    r"(?:[\w']+\s+)?"
    r"(?P<unit>giorni|giornate|settimane)(?!\w|\s+(?:fa|prima|dopo|lavorativ\w|successiv\w)\b)"
)
# Between the place of a stop and its day.
_BESIDE = re.compile(
    r"[\s,;:()-]*(?:(?:il|l'|a|ad|in|e|dal|la|poi|quindi|infine|sara|con\s+[\w\s]{0,20},)\s*)*"
)
_TOUR = re.compile(r"(?:tour|road ?show|study (?:visit|tour)|tappe|viaggio|giro)\b")
LONGEST_TOUR = 10
# Kinds of which the length of days may be told.
_LONG = MISSIONS | {"fair", "conference", "matchmaking", "training", "other"}


class Spans(Leads):
    """Puts dates to activities: one day, or from one to another."""

    def _put_date(
        self, draft: Draft, when: When, date: Date, *, in_domain: bool
    ) -> None:
        before = self.text.folded[max(0, when.start - 40) : when.start]
        ended = when.expression.bound == "until" or _ENDED.search(before)
        if draft.kind in {"project", "programme"} and ended:
            # “Il progetto si è chiuso a marzo” does not say when it began.
            return
        if when.expression.bound == "until":
            self._put_end(draft, when, date)
            return
        if self._is_new_date(when):
            before = self.text.folded[max(0, when.start - 60) : when.start]
            said = self.text.folded[when.start : when.end]
            moved = _FROM_OLD_DATE.search(before) and not _BUT.search(before)
            if said.startswith("da") and moved:
                # “Rinviato dal 12 maggio al 9 giugno”
                date = replace(date, earliest=date.latest)
            draft.dates = [(date, when.start, when.end)]
            draft.say("start", when.start, when.end)
            return
        validity = date.precision == "year" and date.earliest.year != date.latest.year
        if validity and draft.kind in {"agreement", "partnership"}:
            # “L'accordo 2019-2021” says how long it is valid.
            return
        current = draft.date
        if current is None:
            this_year = when.expression.unit is Unit.YEAR and not when.expression.shift
            if this_year and draft.kind in EVENTS:
                # “Anche quest'anno” is no date of an event.
                return
            if in_domain or date.precision in {"day", "month"}:
                draft.dates.append((date, when.start, when.end))
                draft.say("start", when.start, when.end)
            return
        longer = self._longer(draft, when, date, current, in_domain=in_domain)
        if longer is not None:
            draft.dates = [(longer, *draft.dates[0][1:])]
            draft.say("end", when.start, when.end)
            return
        if EXACT.index(date.precision) >= EXACT.index(current.precision):
            return
        inside = current.earliest <= date.earliest <= current.latest
        if not inside and (not in_domain or draft.sentence != self.number):
            return
        draft.dates.append((date, when.start, when.end))
        draft.say("start", when.start, when.end)

    def _is_new_date(self, when: When) -> bool:
        """“Rinviato al 12 maggio”: the date to which something was moved."""
        before = self.text.folded[max(0, when.start - 60) : when.start]
        return bool(_TO_NEW_DATE.search(before) or _BUT.search(before))

    def _put_end(self, draft: Draft, when: When, date: Date) -> None:
        """“Fino al 12 maggio”: the end of what began before, but of no act."""
        if draft.kind not in EVENTS:
            return
        focus = self.focus
        if (
            draft.date is None
            and focus is not None
            and (focus.paragraph == self.paragraph)
        ):
            draft = focus
        current = draft.date
        before = self.text.folded[max(0, when.start - 40) : when.start]
        if current is None and date.precision == "day" and _ENDED.search(before):
            # “Si chiude oggi la missione che da domenica…”: the other end may follow.
            draft.dates = [(date, when.start, when.end)]
            draft.flags.add("closing")
            draft.say("end", when.start, when.end)
            return
        if current is None or current.precision != "day":
            return
        if date.precision == "day" and date.latest > current.latest:
            draft.dates = [(replace(current, latest=date.latest), when.start, when.end)]
            draft.say("end", when.start, when.end)

    def _longer(
        self, draft: Draft, when: When, date: Date, current: Date, *, in_domain: bool
    ) -> Date | None:
        """Give the days with those that another date adds, if it does."""
        if not (current.precision == date.precision == "day"):
            return None
        if draft.kind not in EVENTS:
            return None
        both = replace(
            current,
            earliest=min(current.earliest, date.earliest),
            latest=max(current.latest, date.latest),
        )
        single = current.earliest == current.latest
        covers = date.earliest <= current.earliest and current.latest <= date.latest
        ends = current.earliest in {date.earliest, date.latest}
        if single and covers and date != current and (in_domain or ends):
            # “Si aprirà lunedì (14-18 ottobre)”
            return both
        near = (both.latest - both.earliest).days <= LONGEST_TOUR
        before = self.text.folded[max(0, when.start - 40) : when.start]
        since = "closing" in draft.flags and (
            when.expression.bound == "since" or _SINCE.search(before)
        )
        if (
            near
            and date.earliest < current.earliest
            and (since or _BEGAN.search(before))
        ):
            return both
        if self._is_stop(draft, when, date, current, in_domain=in_domain):
            return both
        if self._goes_on(draft, when, date):
            return replace(current, latest=date.latest)
        return None

    def _last(self, draft: Draft, start: int, end: int) -> None:
        """“Si è chiusa ieri, dopo tre giorni”, “prende il via domani la due giorni”."""
        date = draft.date
        if date is None or not date.is_one_day:
            return
        said = next((d for d in draft.dates if start <= d[1] < end), None)
        length = _LENGTH.search(self.text.folded, start, end)
        if said is None or length is None or draft.kind not in _LONG:
            return
        digits = length["number"]
        number = int(digits) if digits.isdigit() else table("numbers")["words"][digits]
        days = dt.timedelta(
            days=(7 if length["unit"] == "settimane" else 1) * number - 1
        )
        before = self.text.folded[start : said[1]]
        if _ENDED.search(before):
            date = replace(date, earliest=date.latest - days)
        elif _BEGINS.search(before) or re.search(r"(?:dal?|dall')\s*$", before):
            date = replace(date, latest=date.earliest + days)
        else:
            return
        draft.dates = [(date, *said[1:])]
        draft.say("end", *length.span())

    def _is_stop(
        self, draft: Draft, when: When, date: Date, current: Date, *, in_domain: bool
    ) -> bool:
        """“Stoccarda (20 giugno), Ulma (21) e Linz (22-23)”: days of one journey."""
        if draft.kind not in MISSIONS and not _TOUR.match(draft.title.casefold()):
            return False
        away = (date.earliest - current.latest).days
        if not -LONGEST_TOUR <= away <= LONGEST_TOUR:
            return False
        if 0 < away <= 2 and (draft.kind in MISSIONS or not in_domain):
            return True
        return bool(self._beside(when))

    def _beside(self, when: When) -> list[Where]:
        """“Osaka (2-3 febbraio)”, “il 14 a Linz”: the places beside a date."""
        folded = self.text.folded
        near = within(self.gathered.places, when.start - 50, when.end + 30)
        before = [
            p
            for p in near
            if p.end <= when.start and _BESIDE.fullmatch(folded, p.end, when.start)
        ]
        after = [
            p
            for p in near
            if when.end <= p.start and _BESIDE.fullmatch(folded, when.end, p.start)
        ]
        if before and after:
            # “Stoccarda (20 giugno), Ulma (21 giugno)”, “il 14 a Linz e il 15 a Graz”
            closed = "(" in folded[before[-1].end : when.start]
            return before if closed else after
        return before or after

    def _note_stop(self, draft: Draft, when: When, date: Date) -> None:
        """Note on which days a journey is in a city, for what is told to be there."""
        if draft.kind in MISSIONS or _TOUR.match(draft.title.casefold()):
            for place in self._beside(when):
                if place.city and date.precision == "day":
                    stop = (place.city, (date, when.start, when.end), self.section)
                    self.stops.append(stop)

    def _goes_on(self, draft: Draft, when: When, date: Date) -> bool:
        """“Dal 13 al 15 aprile e il 20 aprile”: two spans of one fair."""
        last = draft.dates[-1]
        gap = self.text.folded[last[2] : when.start]
        return re.fullmatch(r"\s*(?:,|e)\s*(?:poi\s+)?", gap) is not None or (
            re.search(r"\b(?:prosegu|continu|termin|si\s+conclud)\w*\s*$", gap)
            is not None
            and date.latest > last[0].latest
        )
