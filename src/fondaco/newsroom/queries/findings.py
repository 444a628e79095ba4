"""A reading as its page shows it: the marked text, and a card for each finding."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType

from fondaco.core.attaching import keep_rows
from fondaco.core.permissions import Actor
from fondaco.core.reading import read_together, records
from fondaco.newsroom.confirming.proposing import PASSAGE
from fondaco.newsroom.models import Finding, Reading
from fondaco.newsroom.queries.likely import is_unclear, likely_records, suggested
from fondaco.newsroom.queries.likely_undertakings import Likely
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
    def is_unclear(self) -> bool:
        return not self.finding.said.get("link") and is_unclear(self.likely)

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
    found = list(
        reading.findings.select_related("decided_by").order_by("position", "pk")
    )
    of_whole: dict[int, list[Finding]] = defaultdict(list)
    for one in found:
        if one.whole_id:
            of_whole[one.whole_id].append(one)
    wholes = [one for one in found if one.whole_id is None]
    for one in wholes:
        keep_rows(one, "parts", of_whole[one.pk])
    waiting = [one for one in wholes if one.is_open]
    likely = likely_records(waiting, network, actor) if network and waiting else {}
    names = Names(found)
    read_records(wholes)
    text = reading.item.text
    return [
        _card(one, number, text, names, likely.get(one.pk, []), actor)
        for number, one in enumerate(wholes, start=1)
    ]


def read_records(findings: Iterable[Finding]) -> None:
    """What those that were decided became, all in one read."""
    by_model: dict[Any, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.object_id is not None and finding.content_type_id:
            by_model[_model(finding.content_type_id)].append(finding)
    reads = [
        records(model._default_manager.filter(pk__in=[f.object_id for f in among]))
        for model, among in by_model.items()
    ]
    rows = read_together(*reads) if reads else []
    for among, found in zip(by_model.values(), rows, strict=True):
        known = {one.pk: one for one in found}
        for finding in among:
            finding.record = known.get(finding.object_id)


def _model(key: int) -> Any:
    return ContentType.objects.get_for_id(key).model_class()


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
        Card(part, number, lines_of(part, names, finding), quotes=quotes_of(part, text))
        for part in finding.parts.all()
    ]
    card.quotes = quotes_of(finding, text)
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


def quotes_of(finding: Finding, text: str) -> list[str]:
    marked = (words for words in finding.evidence if words[0] != PASSAGE)
    spans = sorted({(words[1], words[2]) for words in marked})
    return [text[start:end] for start, end in spans]


def mark_text(text: str, cards: Iterable[Card]) -> Iterator[Piece]:
    """Cut where a mark begins or ends; each piece knows all that rests on it."""
    spans = [
        (words[1], words[2], card)
        for card in cards
        for finding in (card.finding, *(part.finding for part in card.parts))
        if card.finding.state != FindingState.REJECTED
        for words in finding.evidence
        if words[0] != PASSAGE and 0 <= words[1] < words[2] <= len(text)
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
