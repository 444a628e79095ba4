"""The words of a text and what they stem from, in Italian and in English.

Whoever keeps an index and whoever asks it use these alone, so that every database
answers the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from fondaco.engines.language.folding import fold

_STEMMERS = {
    language: Stemmer.Stemmer(name)
    for language, name in (("it", "italian"), ("en", "english"))
}
_PARTS = re.compile(r"[^\W_]+")
LONGEST_WORD = 60
SHORTEST_STEMMED = 4
# “C.N.R.”, “dell'acqua” and “e-mail” are also written as one; an address is not.
MOST_JOINED = 5
_SMALL_WORDS = """
    a ad al allo alla ai agli alle all con col da dal dallo dalla dai dagli dalle dall
    di del dello della dei degli delle dell d e ed fra i il in nel nello nella nei negli
    nelle nell la le lo gli l o od per su sul sullo sulla sui sugli sulle sull tra un
    una uno an and at by for from of on or the to with s
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class Chunk:
    """What stands between spaces: its parts, and all of them as one word."""

    parts: tuple[str, ...]
    joined: str = ""


def chunks(text: str) -> Iterator[Chunk]:
    """Split a text into folded words.

    Parameters
    ----------
    text
        Any text, in any state.

    Yields
    ------
    Chunk
        In the order of the text; signs alone are none.

    Examples
    --------
    >>> list(chunks("L’acqua, C.N.R."))[0]
    Chunk(parts=('l', 'acqua'), joined='lacqua')
    """
    for piece in fold(text).split():
        parts = tuple(part[:LONGEST_WORD] for part in _PARTS.findall(piece))
        if not parts:
            continue
        several = 1 < len(parts) <= MOST_JOINED
        yield Chunk(parts, "".join(parts)[:LONGEST_WORD] if several else "")


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Cut a folded word to what its forms share.

    Parameters
    ----------
    word
        A folded word.
    language
        `it` or `en`.

    Returns
    -------
    str
        The stem, or nothing where a word has none: short ones, numbers, articles.

    Examples
    --------
    >>> stem("imprese", "it"), stem("technologies", "en"), stem("delle", "it")
    ('impres', 'technolog', '')
    """
    short = len(word) < SHORTEST_STEMMED
    if short or word in SMALL_WORDS or not (word.isascii() and word.isalpha()):
        return ""
    return str(_STEMMERS[language].stemWord(word))
