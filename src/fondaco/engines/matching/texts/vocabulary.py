"""The competences and other words that both languages have a name for.

Competences are the nodes of EuroSciVoc and some more of our own, whose codes tell what
they are part of; the glossary holds words of no special field. Both are data files.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from fondaco.engines.language.folding import fold
from fondaco.engines.language.stemming import chunks, stem

LANGUAGES = ("it", "en")
# The highest level but one says that a text is about engineering: nothing.
HIGHEST = 2
Stems = tuple[str, ...]


@dataclass(frozen=True)
class Competence:
    """Something that organisations know.

    Parameters
    ----------
    code
        Of EuroSciVoc; our own have a last part that begins with ``+``.
    en, it
        Its name in each language; the English one where there is no Italian.
    """

    code: str
    en: str
    it: str

    @property
    def broader(self) -> tuple[str, ...]:
        """The codes of what it is part of, the nearest first."""
        parts = self.code.split("/")[1:-1]
        codes = ("/" + "/".join(parts[:n]) for n in range(len(parts), HIGHEST, -1))
        return tuple(codes)


@dataclass(frozen=True)
class Found:
    """A phrase of the vocabulary in a text.

    Parameters
    ----------
    concept
        The code of a competence, or the English word of the glossary.
    length
        How many words of the text it takes.
    """

    concept: str
    length: int


@cache
def competences() -> Mapping[str, Competence]:
    """Read the competences by their codes."""
    found = {}
    for row in _rows("competences.csv"):
        en = row["en"].split("|")[0]
        it = row["it"].split("|")[0] or en
        found[row["code"]] = Competence(row["code"], en, it)
    return found


@cache
def small_words(language: str) -> frozenset[str]:
    """Read the words of a language that say nothing of a subject.

    Parameters
    ----------
    language
        ``it`` or ``en``.
    """
    return frozenset(
        fold(word)
        for row in _rows("stop_words.csv")
        if row["language"] == language
        for word in row["words"].split()
    )


def words_of(text: str) -> list[str]:
    """Split a text into folded words.

    Parameters
    ----------
    text
        Any text.
    """
    return [part for chunk in chunks(text) for part in chunk.parts]


@lru_cache(maxsize=100_000)
def root(word: str, language: str) -> str:
    """Cut a word to its stem; what has none stays.

    Parameters
    ----------
    word
        Folded.
    language
        ``it`` or ``en``.
    """
    return stem(word, language) or word


def find(words: Sequence[str], language: str) -> Iterator[Found | None]:
    """Find the vocabulary's phrases in a text, the longest at each place.

    Names of the other language are found, too, where its own has none: Italians write
    of “additive manufacturing”.

    Parameters
    ----------
    words
        Folded, in the order of the text.
    language
        ``it`` or ``en``.

    Yields
    ------
    Found or None
        For each word that no phrase took, ``None``; else the phrase.
    """
    other = LANGUAGES[language == "it"]
    tables = [
        (_phrases(one), [root(word, one) for word in words])
        for one in (language, other)
    ]
    place = 0
    while place < len(words):
        found = None
        for phrases, stems in tables:
            if words[place] not in small_words(language):
                found = found or _longest(phrases, stems, place)
        yield found
        place += found.length if found else 1


def _longest(
    phrases: Mapping[str, tuple[tuple[Stems, str], ...]], stems: Sequence[str], at: int
) -> Found | None:
    for phrase, concept in phrases.get(stems[at], ()):
        if tuple(stems[at : at + len(phrase)]) == phrase:
            return Found(concept, len(phrase))
    return None


@cache
def _phrases(language: str) -> Mapping[str, tuple[tuple[Stems, str], ...]]:
    """List the phrases that begin with each stem, the longest first."""
    table: dict[str, dict[Stems, str]] = {}
    for name, key in (("competences.csv", "code"), ("glossary.csv", "en")):
        for row in _rows(name):
            concept = row[key].split("|")[0]
            for label in filter(None, row[language].split("|")):
                stems = tuple(root(word, language) for word in words_of(label))
                # The first that claims a phrase keeps it: competences before words.
                table.setdefault(stems[0], {}).setdefault(stems, concept)
    return {
        first: tuple(sorted(phrases.items(), key=lambda one: (-len(one[0]), one[0])))
        for first, phrases in table.items()
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    file = resources.files(__package__) / "data" / name
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines())
