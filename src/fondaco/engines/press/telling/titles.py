"""Names of events: in quotation marks, or by the words in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item, When
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.registry import Registry
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.telling.capitals import find_capitals
from fondaco.engines.press.telling.dated_names import find_dated
from fondaco.engines.press.telling.heads import DEED, nouns
from fondaco.engines.press.telling.title_words import (
    city_in,
    kind_of,
    known_in,
    known_names,
)
from fondaco.engines.press.tokens import Tokens

_QUOTED = re.compile(
    r"“([^“”\n]{2,400})”|\"([^\"\n]{2,400})\"|(?<!\w)'([A-ZÀ-Ý][^'\n]{6,120})'(?!\w)"
)
MOST_WORDS = 16
MOST_WORDS_ASKED = 12
_SENTENCE_END = re.compile(r"[.!?]$|[a-zà-ÿ]{4}[.!?]\s")
_SPEAKING = re.compile(
    r"^\s*,?\s*-?\s*(?:ha|hanno)\s+(?:\w+\s+)?(?:dett|dichiarat"
    r"|spiegat|affermat|commentat|aggiunt"
    r"|sottolineat|conclus|ricordat|ribadit|precisat|osservat|evidenziat)\w+"
    r"|^\s*,?\s*-?\s*(?:dice|dichiara|spiega|afferma|commenta"
    r"|aggiunge|sottolinea|conclude"
    r"|ricorda|prosegue|racconta|ribadisce|precisa|osserva|evidenzia|continua)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Title(Item):
    """The name of an event, a project or an initiative.

    Parameters
    ----------
    name
        Without quotation marks.
    kind
        What its words make it, or nothing.
    city, country
        Where it is, if everybody knows; or the city in its name.
    is_quoted
        Whether it is in quotation marks.
    """

    name: str
    kind: str
    city: str | None
    country: str | None
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Speech(Item):
    """What somebody is quoted to have said."""


def find_titles(
    text: Text, tokens: Tokens, dates: Sequence[When], registry: Registry
) -> tuple[list[Title], list[Speech]]:
    """Find the names of events, and tell them from what is only quoted.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    dates
        Its dates: the name beside one may be of an event.
    registry
        Organisations whose names are none of events.

    Returns
    -------
    tuple[list[Title], list[Speech]]
        Each in the order of the text; none overlaps another.
    """
    titles: list[Title] = []
    speeches: list[Speech] = []
    taken = bytearray(len(text.plain) + 1)

    def free(start: int, end: int) -> bool:
        if any(taken[start:end]):
            return False
        taken[start:end] = b"\x01" * (end - start)
        return True

    for match in _QUOTED.finditer(text.plain):
        inner = match[1] or match[2] or match[3]
        if _is_speech(text, match, inner):
            speeches.append(Speech(*match.span()))
        elif free(*match.span()):
            titles.append(_title(match.start(), match.end(), inner.strip(), True))
    inside = bytearray(taken)
    for speech in speeches:
        taken[speech.start : speech.end] = b"\x00" * (speech.end - speech.start)
    for start, end in find_capitals(text, tokens):
        if not any(inside[start:end]) and free(start, end):
            titles.append(_title(start, end, text.plain[start:end], False))
    for start, end in _known(text):
        if free(start, end):
            titles.append(_title(start, end, text.plain[start:end], False))
    for start, end, kind in find_dated(text, dates):
        name = text.plain[start:end]
        if any(inside[start:end]) or registry.of(name) or not free(start, end):
            continue
        title = _title(start, end, name, False)
        if not title.country:
            city, country = city_in(name)
            title = replace(title, city=city or None, country=country or None)
        titles.append(replace(title, kind=title.kind or kind or "other"))
    return sorted(titles, key=lambda title: title.start), speeches


def _is_speech(text: Text, match: re.Match[str], inner: str) -> bool:
    words = len(inner.split())
    # “Novel food: chi decide?” may be a name.
    asked = words <= MOST_WORDS_ASKED and inner.rstrip().endswith("?")
    if words > MOST_WORDS or _SENTENCE_END.search(inner[:-1] if asked else inner):
        return True
    after = text.folded[match.end() : match.end() + 60]
    return _SPEAKING.search(after) is not None


def _title(start: int, end: int, name: str, quoted: bool) -> Title:
    name = " ".join(name.split()).strip(" .,;:-")
    folded = fold(name)
    known = known_in(folded)
    kind = known[0] if known else kind_of(folded)
    if quoted and not kind and (noun := nouns().match(folded)):
        kind = (noun.lastgroup or "").removesuffix(DEED)
    city, country = (known[1], known[2]) if known else ("", "")
    if not country and kind and not quoted:
        city, country = city_in(name)
    return Title(start, end, name, kind, city or None, country or None, quoted)


def _known(text: Text) -> Iterator[tuple[int, int]]:
    for match in known_names().finditer(text.folded):
        small = not text.plain[match.start()].isupper()
        if small and match[0] not in table("activities")["written_small"]["names"]:
            continue
        # “Pollutec 2016” and “MIXiii Biomed”: a year or capitals may follow.
        more = re.compile(r"(?: (?:\d{4}|[A-ZÀ-Ý][\w-]*))*").match(
            text.plain, match.end()
        )
        yield match.start(), more.end() if more else match.end()
