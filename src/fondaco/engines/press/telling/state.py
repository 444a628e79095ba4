"""What the reading of a text remembers from sentence to sentence."""

import datetime as dt

from fondaco.engines.press.dates.resolving import Date, resolve
from fondaco.engines.press.items import When, Where
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.casting import Casting
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.mentions import EVENTS, Mention


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
    """

    def __init__(
        self, gathered: Gathered, published: dt.date | None, years: tuple[int, ...]
    ) -> None:
        self.gathered = gathered
        self.text = gathered.text
        self.published = published
        self.years = years
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self.number = 0
        self.casting = Casting(gathered)
        self._mentioned: list[Mention] = []
        self._elsewhere = False
        self.mission: Draft | None = None
        self.day: tuple[tuple[Date, int, int], list[Where]] | None = None
        self.told_day: tuple[Date, int, int] | None = None
        self.scope: tuple[Date, int, int] | None = None

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

    # 3. When and where.
    def _resolved(self, when: When, tense: str) -> Date | None:
        return resolve(when.expression, self.published, tense=tense, years=self.years)
