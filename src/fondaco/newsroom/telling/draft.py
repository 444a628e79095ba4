"""The draft of a bulletin: its paragraphs, every sentence with its records."""

from collections.abc import Iterable, Iterator

from fondaco.activities.vocabularies import (
    LEVELS,
    ActivityKind,
    CountSubject,
    ParticipationStatus,
)
from fondaco.core.partial_dates import Precision
from fondaco.newsroom.telling.english import English
from fondaco.newsroom.telling.facts import (
    HowMany,
    Paragraph,
    Sentence,
    Story,
    Taking,
    Told,
)
from fondaco.newsroom.telling.grammar import Grammar
from fondaco.newsroom.telling.italian import Italian
from fondaco.newsroom.telling.tense import Tense, tense_of

GRAMMARS: dict[str, Grammar] = {"it": Italian(), "en": English()}
MISSIONS = (ActivityKind.MISSION_OUTGOING, ActivityKind.MISSION_INCOMING)
CHOSEN = (ParticipationStatus.SELECTED, ParticipationStatus.APPLIED)


def compose(story: Story, language: str) -> list[Paragraph]:
    """Tell everything of a story, in the order of a bulletin.

    Each activity is named in full once; whoever takes part in the same role without
    more to tell of them shares a sentence.
    """
    grammar = GRAMMARS[language]
    year = story.period.only_year
    paragraphs: list[Paragraph] = []

    def add(name: str, sentences: Iterable[Sentence]) -> None:
        if found := tuple(sentences):
            paragraphs.append(Paragraph(grammar.headings[name], found))

    def tell(told: Iterable[Told]) -> Iterator[Sentence]:
        for one in told:
            yield from _tell(grammar, one, tense_of(one, story.today), year)

    # What is known to be some time in the year has no place among the dates.
    activities = sorted(
        story.activities, key=lambda one: one.start.precision == Precision.YEAR
    )
    missions = [one for one in activities if one.kind in MISSIONS]
    others = [one for one in activities if one.kind not in MISSIONS]
    add("year", (Sentence(grammar.says(one), (one.key,)) for one in story.statements))
    add("activities", tell(others))
    add("missions", tell(missions))
    add(
        "undertakings",
        (Sentence(grammar.joins(one), (one.key,)) for one in story.undertakings),
    )
    add("bids", (Sentence(grammar.bids(one), (one.key,)) for one in story.bids))
    return paragraphs


def _tell(
    grammar: Grammar, told: Told, tense: Tense, year: int | None
) -> Iterator[Sentence]:
    event = grammar.event(told, year)
    if tense in (Tense.CANCELLED, Tense.POSTPONED):
        yield Sentence(grammar.does_not_happen(event, told, tense), (told.key,))
        return
    named = False

    def name() -> str:
        nonlocal named
        if named:
            return grammar.again(told)
        named = True
        return event

    for count in told.counts:
        if count.subject == CountSubject.CLUSTERS:
            text = grammar.unnamed(count, name(), tense)
            yield Sentence(text, (told.key, count.key))
    for taking in _groups(told.taking):
        chosen = taking[0].status in CHOSEN and tense != Tense.PAST
        text = grammar.take_part(taking, name(), tense, selected=chosen)
        keys = tuple(one.key for one in taking)
        yield Sentence(text, (told.key, *keys))
        yield from _counted(grammar, taking, tense)
    if not named:
        yield Sentence(grammar.happens(name(), told, tense), (told.key,))
    counts = [one for one in told.counts if one.subject != CountSubject.CLUSTERS]
    yield from _numbers(grammar, counts, tense)


def _groups(taking: Iterable[Taking]) -> list[list[Taking]]:
    """The highest role first; who has more to tell of them stands alone."""
    groups: list[list[Taking]] = []
    together: dict[tuple[str, bool, bool], list[Taking]] = {}
    for one in sorted(taking, key=lambda one: -LEVELS[one.role]):
        if one.session or one.topic or one.presented or one.people or one.counts:
            groups.append([one])
            continue
        kind = (one.role, one.status in CHOSEN, one.who.is_cluster)
        if kind not in together:
            together[kind] = []
            groups.append(together[kind])
        together[kind].append(one)
    return groups


def _counted(
    grammar: Grammar, taking: list[Taking], tense: Tense
) -> Iterator[Sentence]:
    for one in taking:
        yield from _numbers(grammar, one.counts, tense, one.who.name)
        for key, text in one.outcomes:
            yield Sentence(text, (key,))


def _numbers(
    grammar: Grammar, counts: Iterable[HowMany], tense: Tense, who: str = ""
) -> Iterator[Sentence]:
    found = list(counts)
    for text in grammar.counted(found, tense, who):
        yield Sentence(text, tuple(one.key for one in found))
