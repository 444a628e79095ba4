"""A reading as its page shows it: the marked text, and a card for each finding."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Prefetch

from fondaco.core.permissions import Actor
from fondaco.newsroom.models import Finding, Reading
from fondaco.newsroom.queries.likely import Likely, likely_records, suggested
from fondaco.newsroom.queries.words_of_findings import Line, Names, lines_of
from fondaco.newsroom.vocabularies import NEW, FindingState
from fondaco.registry.models import Network
from fondaco.web.records.types import RECORD_TYPES

TINTS = 4


@dataclass
class Card:
    """A finding with its parts, in words, and the record that it may be."""

    finding: Finding
    number: int
    lines: list[Line]
    parts: list["Card"] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    chosen: Any = None
    quotes: list[str] = field(default_factory=list)
    url: str = ""

    @property
    def uid(self) -> str:
        return self.finding.uid

    @property
    def tint(self) -> int:
        return self.number % TINTS

    @property
    def is_open(self) -> bool:
        return self.finding.is_open

    @property
    def chosen_key(self) -> str:
        return key_of(self.chosen)

    @property
    def reasons(self) -> list[str]:
        """Why the record is taken for it."""
        found = (one for one in self.likely if one.record == self.chosen)
        return [str(reason) for one in found for reason in one.reasons]


@dataclass(frozen=True)
class Piece:
    """Words of the text, and the cards that rest on them."""

    text: str
    cards: tuple[str, ...] = ()
    tint: int = 0
    # Where the words of a card first stand: its link leads here.
    begins: str = ""


def read_cards(reading: Reading, network: Network | None, actor: Actor) -> list[Card]:
    wholes = list(
        reading.findings.filter(whole=None)
        .select_related("decided_by")
        .prefetch_related(
            Prefetch("parts", Finding.objects.order_by("position", "pk")),
            GenericPrefetch("record", []),
        )
        .order_by("position", "pk")
    )
    waiting = [one for one in wholes if one.is_open]
    likely = likely_records(waiting, network, actor) if network and waiting else {}
    names = Names([*wholes, *(part for one in wholes for part in one.parts.all())])
    text = reading.item.text
    return [
        _card(one, number, text, names, likely.get(one.pk, []), actor)
        for number, one in enumerate(wholes, start=1)
    ]


def _card(
    finding: Finding,
    number: int,
    text: str,
    names: Names,
    likely: list[Likely],
    actor: Actor,
) -> Card:
    card = Card(finding, number, lines_of(finding, names), likely=likely)
    card.parts = [
        Card(part, number, lines_of(part, names), quotes=_quotes(part, text))
        for part in finding.parts.all()
    ]
    card.quotes = _quotes(finding, text)
    card.chosen = chosen(finding, likely)
    record = finding.record
    if record is not None and type(record) in RECORD_TYPES:
        record_type = RECORD_TYPES[type(record)]
        may = record_type.may(actor, "change", record)
        card.url = record_type.url("change", record) if may else ""
    return card


def chosen(finding: Finding, likely: Sequence[Likely]) -> Any:
    """What a person chose goes before what seems likely."""
    link = finding.said.get("link", "")
    if link == NEW:
        return None
    if link:
        return next((one.record for one in likely if key_of(one.record) == link), None)
    return suggested(likely)


def key_of(record: Any) -> str:
    return f"{record._meta.model_name}:{record.uid}"


def _quotes(finding: Finding, text: str) -> list[str]:
    spans = sorted({(words[1], words[2]) for words in finding.evidence})
    return [text[start:end] for start, end in spans]


def mark_text(text: str, cards: Iterable[Card]) -> Iterator[Piece]:
    """Cut where a mark begins or ends; each piece knows all that rests on it."""
    spans = [
        (words[1], words[2], card)
        for card in cards
        for finding in (card.finding, *(part.finding for part in card.parts))
        if card.finding.state != FindingState.REJECTED
        for words in finding.evidence
        if 0 <= words[1] < words[2] <= len(text)
    ]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span[:2])})
    begun: set[str] = set()
    for start, end in pairwise(edges):
        over = [card for first, last, card in spans if first <= start and end <= last]
        named = tuple(dict.fromkeys(card.uid for card in over))
        begins = next((uid for uid in named if uid not in begun), "")
        begun.add(begins)
        yield Piece(text[start:end], named, over[0].tint if over else 0, begins)


def count_waiting(cards: Sequence[Card]) -> int:
    return sum(card.is_open for card in cards)
