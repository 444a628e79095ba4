"""A text made plain for reading, of which every place leads back to the original."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.reading import Span
from fondaco.engines.press.recasing import recase

_MARKS = {
    "'": "‘’‚‛′‹›`´ʻʼʽˈʹ",
    "“": "„«‟",
    "”": "»″",
    "-": "‐‑‒–—―−⁃",
    " ": "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\x0b\x0c",
    "\n": "\r\u2028\u2029\x85",
}
_PLAIN = str.maketrans(
    {mark: plain for plain, marks in _MARKS.items() for mark in marks}
)
# Invisible: soft hyphens, joiners, byte order marks.
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# “Val-/tellina”: where a page was too narrow, and often.
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])[-\u2010]\r?\n[ \t]*(?=[a-zà-ÿ])")
FEWEST_BROKEN = 3
# “12/09<tab>Workshop<tab>Lecce”: cells, of a row that has three.
_CELL = re.compile(r"(?<=\S)(?: *\t[\t ]*| {4,})(?=\S)")
_ROW = re.compile(rf"^\s*\S.*?{_CELL.pattern}.*?{_CELL.pattern}.*$", re.MULTILINE)
FEWEST_ROWS = 3
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
# “È” is a verb and “e” is not: written “E'”, too.
_IS = re.compile(r"(?<![\w'])[EeÈè]'(?!\w)|(?<![\w'])[Èè](?![\w'])")
# “Sara' presente”: a typewriter's accent.
_ACCENT = re.compile(r"(?<=[aeiou])'(?!\w)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in three forms of one length.

    Parameters
    ----------
    original
        As it was given.
    plain
        With one kind of apostrophe, dash and blank; what was all in capitals has them
        where names have them.
    folded
        Lower case and without accents, but that the verb “è” keeps its own.
    offsets
        Of each character of the plain text, its place in the original; None where they
        are the same.
    """

    original: str
    plain: str
    folded: str
    offsets: Sequence[int] | None

    def span(self, start: int, end: int) -> Span:
        """Lead a span of the plain text back to the original.

        Parameters
        ----------
        start, end
            In the plain text, the end excluded.
        """
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]

    def quote(self, start: int, end: int) -> str:
        """Quote the original.

        Parameters
        ----------
        start, end
            In the plain text, the end excluded.
        """
        first, last = self.span(start, end)
        return self.original[first:last]


def normalise(original: str) -> Text:
    """Make a text plain.

    Parameters
    ----------
    original
        Any text, in any state.
    """
    composed, offsets = _compose(original)
    plain = recase(composed.translate(_PLAIN))
    return Text(original, plain, _fold(plain), offsets)


def _compose(text: str) -> tuple[str, Sequence[int] | None]:
    broken = [m.span() for m in _BROKEN.finditer(text)]
    if len(broken) < FEWEST_BROKEN:
        broken = []
    cells = _cells(text)
    plain = unicodedata.is_normalized("NFC", text) and not _DROPPED.search(text)
    if plain and not broken and not cells:
        return text, None
    borders = {start for start, _ in cells}
    dropped = {
        place for start, end in (*broken, *cells) for place in range(start, end)
    } - borders
    pieces: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        if cluster.start() in dropped:
            continue
        piece = unicodedata.normalize("NFC", _DROPPED.sub("", cluster[0]))
        if cluster.start() in borders:
            piece = " | "
        pieces.append(piece)
        offsets += [cluster.start()] * len(piece)
    offsets.append(len(text))
    return "".join(pieces), offsets


def _cells(text: str) -> list[tuple[int, int]]:
    """Find what stands between the cells of a table."""
    rows = list(_ROW.finditer(text)) if "\t" in text or "    " in text else []
    if len(rows) < FEWEST_ROWS:
        return []
    return [m.span() for row in rows for m in _CELL.finditer(text, *row.span())]


def _fold(plain: str) -> str:
    if plain.isascii():
        folded = plain.lower()
    else:
        folded = plain.translate({ord(c): _folded(c) for c in set(plain)})
    pieces: list[str] = []
    end = 0
    for match in _IS.finditer(plain):
        pieces += [folded[end : match.start()], "è".ljust(len(match[0]))]
        end = match.end()
    return _ACCENT.sub(" ", "".join([*pieces, folded[end:]]))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in "“”\n":
        return character
    folded = fold(character)
    return folded if len(folded) == 1 else character.lower()[:1]
