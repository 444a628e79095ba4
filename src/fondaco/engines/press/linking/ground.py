"""Where a text speaks of which activity, and which words of roles stand where."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fondaco.engines.press.telling.domains import domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.passages import Passage
from fondaco.engines.press.telling.triggers import Trigger

# What a text speaks of beside the activities that are handed over.
DROPPED = -1


class Spot(NamedTuple):
    """Where a text names an activity.

    Parameters
    ----------
    start
        In the plain text.
    activity, sentence
        Their numbers.
    """

    start: int
    activity: int
    sentence: int


class Ground:
    """A text as the ground on which parties and activities stand.

    Parameters
    ----------
    gathered
        What the text names.
    passages
        What each sentence speaks of, by where the sentence begins.
    activities
        Those that are handed over.
    """

    def __init__(
        self,
        gathered: Gathered,
        passages: Mapping[int, Passage],
        activities: Sequence[Draft],
    ) -> None:
        self.gathered = gathered
        self.folded = gathered.text.folded
        self.activities = activities
        self.sentences = gathered.sentences
        self._starts = [s.start for s in self.sentences]
        self._passages = [passages.get(s.start) for s in self.sentences]
        self._numbers = {id(draft): i for i, draft in enumerate(activities)}
        spots: list[Spot] = []
        self._whose: list[list[int]] = []
        self.targets: list[int | None] = []
        for at, passage in enumerate(self._passages):
            target = passage.target if passage else None
            self.targets.append(self._number(target) if target else None)
            self._whose.append(
                [self._number(d) for d in passage.drafts] if passage else []
            )
            for start, draft in passage.told if passage else ():
                spots.append(Spot(start, self._number(draft), at))
        self.spots = sorted(spots)
        self.own = [
            [spot for spot in self.spots if spot.activity == i]
            for i in range(len(activities))
        ]

    def _number(self, draft: Draft) -> int:
        while draft.joined is not None:
            draft = draft.joined
        return self._numbers.get(id(draft), DROPPED)

    def sentence_at(self, position: int) -> int:
        """Give the number of the sentence of a place.

        Parameters
        ----------
        position
            In the plain text.
        """
        return max(0, bisect_right(self._starts, position) - 1)

    def whose(self, at: int, position: int) -> int | None:
        """Say whose words stand at a place; None where a sentence names no activity.

        Parameters
        ----------
        at
            The number of the sentence.
        position
            In the plain text.
        """
        passage = self._passages[at]
        domain = domain_at(passage.domains, position) if passage else None
        if passage is None or domain is None:
            return None
        return self._whose[at][list(passage.domains).index(domain)]

    def triggers_beside(
        self, at: int, start: int, end: int
    ) -> tuple[Trigger | None, Trigger | None]:
        """Give the nearest words of roles to the left and to the right.

        Parameters
        ----------
        at
            The number of the sentence.
        start, end
            The stretch that they stand beside.
        """
        passage = self._passages[at]
        left = right = None
        for trigger in passage.triggers if passage else ():
            if trigger.end <= start + 1:
                left = trigger
            elif trigger.start >= end and right is None:
                right = trigger
        return left, right
