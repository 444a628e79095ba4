"""What a language must be able to say; Italian and English each have a module."""

from collections.abc import Sequence
from typing import Protocol

from fondaco.newsroom.telling.facts import (
    Bids,
    HowMany,
    Joined,
    Statement,
    Taking,
    Told,
)
from fondaco.newsroom.telling.tense import Tense


class Grammar(Protocol):
    language: str
    headings: dict[str, str]

    def event(self, told: Told, year: int | None) -> str:
        """The activity in full, with its article: name, date, place, who organises."""

    def again(self, told: Told) -> str:
        """The activity once it was named."""

    def take_part(
        self,
        taking: Sequence[Taking],
        event: str,
        tense: Tense,
        *,
        selected: bool = False,
    ) -> str:
        """All of `taking` have one role at the event."""

    def unnamed(self, clusters: HowMany, event: str, tense: Tense) -> str:
        """So many clusters of so many take part."""

    def happens(self, event: str, told: Told, tense: Tense) -> str:
        """The activity itself, where nobody who takes part is told of."""

    def does_not_happen(self, event: str, told: Told, tense: Tense) -> str:
        """It is cancelled or put off."""

    def counted(
        self, counts: Sequence[HowMany], tense: Tense, who: str = ""
    ) -> list[str]:
        """Sentences of people, meetings and visitors that a source counts."""

    def joins(self, joined: Joined) -> str:
        """Who is in a partnership or a project."""

    def bids(self, bids: Bids) -> str:
        """How many proposals a source counts."""

    def says(self, statement: Statement) -> str:
        """What a source says of the year."""
