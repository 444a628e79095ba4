"""Names and texts with the words marked for which they were found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from fondaco.core.search_index.question import Level, Question, stems, words_at
from fondaco.core.texts import LANGUAGES
from fondaco.engines.language.folding import fold
from fondaco.portal.searching.kinds import Kind

# Letters with what belongs to them, as decomposed accents do.
_WORDS = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
AROUND = 90
LONGEST_READ = 20_000


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool = False


class Marker:
    """Knows the words of one question, as they may be written."""

    def __init__(self, question: Question) -> None:
        words = [one for word in question.words for one in words_at(Level.ANY, word)]
        self._whole = {one.text for one in words if not one.is_beginning}
        self._beginnings = tuple(one.text for one in words if one.is_beginning)

    def marks(self, word: str) -> bool:
        folded = fold(word)
        return (
            folded in self._whole
            or folded.startswith(self._beginnings)
            or not self._whole.isdisjoint(stems(folded, LANGUAGES))
        )

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _WORDS.finditer(text):
            if self.marks(found[0]):
                yield found.span()

    def pieces(self, text: str) -> list[Piece]:
        made, end = [], 0
        for start, stop in self.places(text):
            made += [Piece(text[end:start]), Piece(text[start:stop], is_marked=True)]
            end = stop
        return [one for one in (*made, Piece(text[end:])) if one.text]

    def snippet(self, kind: Kind, record: Any) -> list[Piece]:
        """Where a text of it says a word, in the reader's language if that does."""
        for text in _texts(kind, record):
            if place := next(self.places(text), None):
                return self.pieces(_around(text, place[0]))
        return []


def _texts(kind: Kind, record: Any) -> list[str]:
    own = [
        path
        for path in kind.indexed.text
        if path.endswith(tuple(f"_{one}" for one in LANGUAGES)) and "__" not in path
    ]
    own.sort(key=lambda path: not path.endswith(f"_{get_language()}"))
    texts = (getattr(record, path, "")[:LONGEST_READ] for path in own)
    return [kind.read(text) for text in texts if text]


def _around(text: str, place: int) -> str:
    """Some words before and after."""
    start, end = max(0, place - AROUND), place + AROUND
    if start:
        start = text.find(" ", start, place) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", place, end), place) if " " in text[place:end] else end
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"
