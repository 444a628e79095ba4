"""Lines and sentences of a text, without what a site writes around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.normalising import Text

_LINE = re.compile(r"[^\n]+")
_END = re.compile(
    # A stop, with what closes after it, before a blank and what may begin a sentence…
    r"[.!?…]+[”\")\]']*(?=\s+[-•*]?\s*[A-ZÀ-Ý0-9“\"(\['])"
    # …or between a small letter and a word with a capital: the blank is lost.
    r"|(?<=[a-zà-ÿ\d)”\"])[.!?](?=[A-ZÀ-Ý][a-zà-ÿ]{2})"
    r"|;(?=\s)"
)
_LAST_WORD = re.compile(r"[^\s(\['“\"]+$")
_INITIALS = re.compile(r"(?:[a-z]\.)*[a-z]")
# An hour, a bullet or a letter begins an item of a list, whatever is before it.
_ITEM = re.compile(
    r"\s*(?:(?:alle |dalle )?ore \d|h\.? ?\d|[•▪▸›»*·o-] |[a-z0-9]{1,2}\) )"
)
_DAY = re.compile(
    r"^\s*(?:ore\s+)?\d{1,2}[.:]\d\d|\d{1,2}[°º]?\s+(?:gen|feb|mar|apr|mag|giu|lug|ago|set"
    r"|ott|nov|dic)|\d{1,2}/\d{1,2}|(?:ore|alle)\s+\d"
)
_ADDRESS = re.compile(
    r"(?<!\w)(?:via|viale|piazza|piazzale|corso|largo|strada)\s[\w' .]{2,40},? \d"
)
# From here on a line is prose that a page was too narrow for.
LONG_LINE = 60
FEWEST_LINES = 6
LONGEST_HEADING = 160
LONGEST_SENTENCE = 1500


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a line that is none.

    Parameters
    ----------
    start, end
        In the plain text, the end excluded.
    paragraph
        A number that its neighbours in a paragraph share.
    section
        A number that goes up at each heading.
    is_heading
        Whether it stands on a line of its own, without a stop.
    """

    start: int
    end: int
    paragraph: int
    section: int
    is_heading: bool


def split(text: Text) -> list[Sentence]:
    """Split a text into sentences.

    Parameters
    ----------
    text
        A text made plain.

    Returns
    -------
    list[Sentence]
        In order; lines that sites write around texts are left out.
    """
    sentences: list[Sentence] = []
    section = 0
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        pieces = list(_sentences(text, start, end))
        line = text.plain[start:end]
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        heading = len(pieces) == 1 and _is_heading(line)
        if number and heading:
            heading = following is not None and _leads(text, start, end, *following)
        section += heading
        sentences += [Sentence(a, b, number, section, heading) for a, b in pieces]
    return sentences


def _paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    lines = [m.span() for m in _LINE.finditer(text.plain) if m[0].strip()]
    width = _width(text, lines)
    start: int | None = None
    others = False
    for index, (first, last) in enumerate(lines):
        folded = text.folded[first:last].strip()
        others = bool(_others().search(folded)) or (
            others and last - first < LONGEST_HEADING
        )
        if others or _is_boilerplate(folded):
            if start is not None:
                yield start, lines[index - 1][1]
                start = None
            continue
        start = first if start is None else start
        following = lines[index + 1][0] if index + 1 < len(lines) else None
        if following is not None and _goes_on(
            text.plain, first, last, following, width
        ):
            continue
        yield start, last
        start = None
    if start is not None:
        yield start, lines[-1][1]


def _width(text: Text, lines: list[tuple[int, int]]) -> int:
    """Say from which length on a line was broken by the page; 0 if none was."""
    lengths = [end - start for start, end in lines]
    long = [length for length in lengths if length >= LONG_LINE]
    if len(long) >= 4 and max(lengths) <= 2 * LONG_LINE and 2 * len(long) > len(lines):
        return LONG_LINE
    if len(lines) < FEWEST_LINES or max(lengths) > LONG_LINE:
        return 0
    # The column of a newspaper: most lines begin inside a sentence.
    inside = sum(text.plain[start:end].lstrip()[0].islower() for start, end in lines)
    usual = sorted(lengths)[len(lengths) // 2]
    return usual * 7 // 10 if 2 * inside >= len(lines) else 0


def _goes_on(plain: str, first: int, last: int, following: int, width: int) -> bool:
    if plain.count("\n", last, following) > 1:
        return False
    ends = plain[first:last].rstrip()[-1:] in ".!?:;…"
    if _ITEM.match(plain, following) or plain.count(" | ", first, last) > 1:
        return False
    if " | " in plain[first:last]:
        # The next row of a table may begin with “sett.”.
        return False
    if plain[following].islower():
        return not ends
    if not width or last - first < width:
        return False
    # In a column a sentence may end with its line, and the paragraph go on.
    return not ends or (width < LONG_LINE and not plain[following].isspace())


def _is_heading(line: str) -> bool:
    stripped = line.strip().rstrip("”\")'")
    return len(stripped) <= LONGEST_HEADING and stripped[-1:] not in ".;…"


def _leads(text: Text, start: int, end: int, first: int, last: int) -> bool:
    """Whether a line is the heading of what follows, and no item of a list."""
    if _DAY.search(text.folded[start:end]) or _ADDRESS.search(text.folded, start, end):
        return False
    return (
        last - first > end - start and text.plain[first:last].rstrip()[-1:] in '.!?”"'
    )


def _is_boilerplate(folded: str) -> bool:
    return bool(_boilerplate().search(folded)) and len(folded) < 200


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile(one_of(table("layout")["boilerplate"]))


def _sentences(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _END.finditer(text.plain, start, end):
        if stop[0][0] == "." and _is_abbreviation(text.folded, first, stop.start()):
            continue
        yield from _bounded(text.plain, first, stop.end())
        first = stop.end()
    yield from _bounded(text.plain, first, end)


def _bounded(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence, so that the time for it is bounded."""
    while end - start > LONGEST_SENTENCE:
        blank = plain.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = blank if blank > start else start + LONGEST_SENTENCE
        yield from _trimmed(plain, start, cut)
        start = cut
    yield from _trimmed(plain, start, end)


def _trimmed(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_abbreviation(folded: str, start: int, stop: int) -> bool:
    word = _LAST_WORD.search(folded[max(start, stop - 30) : stop])
    if word is None:
        return False
    return word[0] in _abbreviations() or bool(_INITIALS.fullmatch(word[0]))


@cache
def _others() -> re.Pattern[str]:
    return re.compile(one_of(table("layout")["others"]))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("layout")["abbreviations"])
