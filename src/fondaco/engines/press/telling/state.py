"""What the reading of a text remembers from sentence to sentence."""

import datetime as dt
import re
from dataclasses import dataclass

from fondaco.engines.press.dates.forms import Unit
from fondaco.engines.press.dates.resolving import Date, resolve
from fondaco.engines.press.items import Item, When, Where, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.casting import Casting
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.passages import Passage

# A weekday is of the days that were told so many dates, and so many sentences, ago.
MOST_FRAMES = 6
FARTHEST_FRAME = 6
LONGEST_BEFORE = dt.timedelta(days=31)
LONGEST_FRAME = 20
_CALENDAR = re.compile(
    r"(?<!\w)(?:calendario|programma|piano|agenda|appuntamenti|attivita|fiere|eventi"
    r"|bilancio|consuntivo|resoconto|riepilogo|nostro|anno|stagione)(?!\w)"
    r"[^\n]{0,60}?(?<![\d/.])(?P<year>(?:19|20)\d\d)(?![\d/.])"
)
# So far into a sentence a year is that of its days.
LONGEST_OPENING = 25
_ONE_DAY = dt.timedelta(days=1)

# A city of a journey, the days there and where they are said, and the section.
Stop = tuple[str, tuple[Date, int, int], int]


@dataclass(frozen=True, slots=True)
class Lead(Item):
    """The day and the place that a line begins with.

    Parameters
    ----------
    when, where
        None for what it does not say; one of them is there.
    """

    when: When | None
    where: Where | None


@dataclass(frozen=True, slots=True)
class Frame:
    """Days that a text was speaking of, and where it did.

    Parameters
    ----------
    date
        The days.
    sentence, paragraph, section
        Where they were said.
    """

    date: Date
    sentence: int
    paragraph: int
    section: int


class State:
    """What a reader of sentences remembers.

    Parameters
    ----------
    gathered
        What the text names.
    published
        The day on which it was published.
    years
        The years that it names, the strongest first.
    home
        The city that it is written from.
    """

    def __init__(
        self,
        gathered: Gathered,
        published: dt.date | None,
        years: tuple[int, ...],
        home: Where | None = None,
    ) -> None:
        self.gathered = gathered
        self.text = gathered.text
        self.published = published
        self.years = years
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self.number = 0
        self._before: Sentence | None = None
        self.casting = Casting(gathered)
        self._mentioned: list[Mention] = []
        self.told: list[Mention] = []
        self._elsewhere = False
        self.mission: Draft | None = None
        self.day: tuple[tuple[Date, int, int], list[Where]] | None = None
        self.told_day: tuple[Date, int, int] | None = None
        self.frames: list[Frame] = []
        self.stops: list[Stop] = []
        self.section = 0
        self.paragraph = -1
        self.lead: Lead | None = None
        self.diary: tuple[When, int] | None = None
        self.scene: Where | None = None
        self.noun: tuple[Mention, int] | None = None
        self.several: Draft | None = None
        self.own_stops: set[int] = set()
        self.home = home
        self.calendar = self._year_of_calendar()
        self.scope: tuple[Date, int, int] | None = None
        self.passages: dict[int, Passage] = {}

    def _year_of_calendar(self) -> int | None:
        """“CALENDARIO DELLE FIERE 2019”: the year of the days below."""
        for sentence in self.gathered.sentences[:2]:
            match = _CALENDAR.search(self.text.folded, sentence.start, sentence.end)
            if sentence.is_heading and match is not None:
                return int(match["year"])
        return None

    # 1. What is mentioned.
    def _carried(self, sentence: Sentence, told: list[Mention]) -> Draft | None:
        """Say what a sentence without an activity of its own goes on about."""
        if (
            any(not m.is_relative for m in told)
            or self.focus is None
            or sentence.is_heading
            or self._elsewhere
        ):
            return None
        if self.focus.kind not in EVENTS and self.number - self.focus.sentence > 1:
            return None
        return self.focus if self.focus.section == sentence.section else None

    def _there(self, sentence: Sentence) -> Draft | None:
        """Give what was told of the city that “A Spalato hanno…” begins with."""
        if sentence.is_heading or self._elsewhere:
            return None
        first = within(self.gathered.places, sentence.start, sentence.start + 14)
        if len(first) != 1 or not first[0].city:
            return None
        there = [
            d
            for d in self.drafts
            if d.kind in EVENTS and any(p.city == first[0].city for p in d.places)
        ]
        return there[0] if len(there) == 1 else None

    # 3. When and where.
    def _resolved(self, when: When, tense: str) -> Date | None:
        expression = when.expression
        if self.calendar is not None and not tense and not expression.modifier:
            expression = expression.in_year(self.calendar)
        another = self._year_beside(when)
        if another is not None and not expression.modifier:
            expression = expression.in_year(another)
        date = resolve(expression, self.published, tense=tense, years=self.years)
        return self._in_frame(when, "future" if tense == "due" else tense) or date

    def _year_beside(self, when: When) -> int | None:
        """“L'anno scorso fu a Como, il 22 settembre”: of that year."""
        if self.published is None or self.number >= len(self.gathered.sentences):
            return None
        sentence = self.gathered.sentences[self.number]
        before = within(self.gathered.dates, sentence.start, when.start)
        for other in reversed(before):
            said = other.expression
            if said.unit is Unit.YEAR and abs(said.shift) == 1:
                return self.published.year + said.shift
            words = self.text.folded[other.start : other.end]
            alone = (
                words.startswith(("nel", "sul", "del", "calendario"))
                and said.first.month is None
            )
            if alone and said.first.year and said.first.year == said.last.year:
                # “Chi ha seguito il 2019, dalla fiera di novembre al convegno…”
                opening = self.text.folded[sentence.start : other.start]
                return said.first.year if len(opening) < LONGEST_OPENING else None
        return None

    def _note_days(self, draft: Draft, date: Date, when: When) -> None:
        """Note what day a text was speaking of, for what follows."""
        self.told_day = (date, when.start, when.end)
        said = any(s.start <= when.start < s.end for s in self.gathered.speeches)
        if draft.kind in EVENTS and not said:
            self._frame(date)

    def _frame(self, date: Date) -> None:
        self.frames.append(Frame(date, self.number, self.paragraph, self.section))

    def _in_frame(self, when: When, tense: str) -> Date | None:
        """“Dal 26 al 29 novembre… Mercoledì”: the Wednesday of these days."""
        expression = when.expression
        first, last = expression.first.weekday, expression.last.weekday
        number = expression.first.day
        if expression.until is not None or expression.modifier or expression.season:
            return None
        whole = expression.first.month or expression.first.year
        if whole and not expression.is_borrowed:
            return None
        if number is None and (first is None or last is None):
            return None
        for frame in reversed(self.frames[-MOST_FRAMES:]):
            far = self.number - frame.sentence > FARTHEST_FRAME
            if frame.section != self.section or far:
                break
            date = frame.date
            single = date.latest == date.earliest
            if single and expression.is_borrowed:
                continue
            if single and number is None and frame.paragraph != self.paragraph:
                # A weekday of a new paragraph is near the day of publication.
                continue
            if single and not self._is_near(date):
                continue
            days = (date.latest - date.earliest).days + 6 * single
            for shift in range(min(days, LONGEST_FRAME) + 1):
                day = date.earliest + shift * _ONE_DAY
                right = day.day == number if number else day.weekday() == first
                if right and self._may_be(day, tense):
                    more = (
                        (expression.last.day or day.day) - day.day
                        if number
                        else ((last or 0) - (first or 0)) % 7
                    )
                    return Date(day, day + max(0, more) * _ONE_DAY, "day", 0.7)
        return None

    def _may_be(self, day: dt.date, tense: str) -> bool:
        if self.published is None:
            return True
        if tense == "future":
            return day >= self.published
        return not (tense == "past" and day > self.published)

    def _is_near(self, date: Date) -> bool:
        """Whether what a weekday after a day may mean is near the publication."""
        published = self.published or date.latest
        return abs(published - date.latest) <= LONGEST_BEFORE
