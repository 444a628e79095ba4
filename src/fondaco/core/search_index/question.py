"""What a person asks, as words: nothing of it reaches a database as an operator."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from fondaco.core.texts import LANGUAGES
from fondaco.engines.language.stemming import SMALL_WORDS, Chunk, chunks, stem

LONGEST = 200
MOST_WORDS = 10
# What stands before a word in the index: no folded word has such signs.
STEMS = {"it": "¶", "en": "†"}
TITLE = "§"


class Level(Enum):
    """How well a record answers, the best first."""

    TITLE_WHOLE = 1
    TITLE_BEGINNING = 2
    TITLE_STEM = 3
    TEXT_BEGINNING = 4
    ANY = 5


@dataclass(frozen=True)
class Word:
    """A word as it stands in the index, or how such words begin."""

    text: str
    is_beginning: bool = False


TITLES = {Level.TITLE_BEGINNING, Level.TITLE_STEM}
SHORTEST_BEGINNING = 3
# All of any one of these: “dell'acqua” is “acqua”, or “dellacqua”.
Alternatives = tuple[tuple[Word, ...], ...]


@dataclass(frozen=True)
class Question:
    text: str
    groups: tuple[Alternatives, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def words(self) -> list[Word]:
        return [one for group in self.groups for words in group for one in words]


def read_question(text: str) -> Question:
    # Half of a pair of code units is no letter, and cannot be written anywhere.
    text = text[:LONGEST].encode(errors="ignore").decode().replace("\0", " ")
    text = " ".join(text.split())
    asked = list(chunks(text))[:MOST_WORDS]
    # Articles are asked of nobody, unless there is nothing else.
    telling = [one for one in asked if not SMALL_WORDS.issuperset(one.parts)]
    chosen = telling or asked
    return Question(
        text,
        tuple(_alternatives(one, is_last=one is chosen[-1]) for one in chosen),
    )


def _alternatives(chunk: Chunk, *, is_last: bool) -> Alternatives:
    parts = [one for one in chunk.parts if one not in SMALL_WORDS]
    # Of initials, as in “S.p.A.”, no letter says anything by itself.
    are_initials = chunk.joined and all(len(part) == 1 for part in chunk.parts)
    ways = [] if are_initials else [parts or list(chunk.parts)]
    if chunk.joined:
        ways.append([chunk.joined])
    return tuple(
        tuple(
            Word(
                part,
                len(part) > 1 or (is_last and number == len(way) - 1),
            )
            for number, part in enumerate(way[:MOST_WORDS])
        )
        for way in ways
    )


def words_at(level: Level, word: Word) -> list[Word]:
    """Which words of the index are this one, so well."""
    if level is Level.TITLE_WHOLE:
        return [Word(TITLE + word.text)]
    if (
        word.is_beginning
        and len(word.text) < SHORTEST_BEGINNING
        and level not in TITLES
    ):
        # In texts so much begins so that it would tell nothing, and take its time.
        whole = [] if word.text in SMALL_WORDS else [Word(word.text)]
        return [Word(TITLE + word.text, is_beginning=True), *whole]
    title = TITLE if level in TITLES else ""
    found = [Word(title + word.text, word.is_beginning)]
    if level in {Level.TITLE_STEM, Level.ANY}:
        found += [Word(title + one) for one in stems(word.text, LANGUAGES)]
    return found


def stems(word: str, languages: tuple[str, ...]) -> list[str]:
    return [STEMS[one] + stem(word, one) for one in languages if stem(word, one)]


_One = TypeVar("_One")
# Of each part of a question, by any way to write it, of each word any of these.
Asked = tuple[tuple[tuple[tuple[Word, ...], ...], ...], ...]


def asked_at(question: Question, level: Level) -> Asked:
    return tuple(
        tuple(tuple(tuple(words_at(level, one)) for one in way) for way in group)
        for group in question.groups
    )


def write(
    asked: Asked,
    *,
    term: Callable[[Word], _One],
    both: Callable[[list[_One]], _One],
    either: Callable[[list[_One]], _One],
) -> _One:
    """The question in the language of one index."""
    return both(
        [
            either(
                [both([either([*map(term, words)]) for words in way]) for way in group]
            )
            for group in asked
        ]
    )
