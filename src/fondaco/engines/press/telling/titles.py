"""Names of events: in quotation marks, or by the words in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place, place_key
from fondaco.engines.press.items import Item, When
from fondaco.engines.press.lexicon import literal, table, whole
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.names.registry import Registry
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.telling.dated_names import find_dated
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.tokens import Token, Tokens

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
_CONNECTORS = frozenset(
    [
        "of",
        "the",
        "in",
        "for",
        "and",
        "on",
        "to",
        "meets",
        "meet",
        "with",
        "at",
        "by",
        "di",
        "del",
        "dello",
        "della",
        "dell'",
        "dei",
        "degli",
        "delle",
        "d'",
        "per",
        "l'",
        "&",
        "-",
        ":",
    ]
)
# A name ends before these, even if a capital follows.
_ENGLISH = frozenset(
    [
        "of",
        "the",
        "in",
        "for",
        "and",
        "on",
        "to",
        "meets",
        "meet",
        "with",
        "at",
        "by",
        "&",
        "-",
        ":",
    ]
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
    for start, end in _named(text, tokens):
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
            city, country = _city_in(name)
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
    known = _known_in(folded)
    kind = known[0] if known else kind_of(folded)
    if quoted and not kind and (noun := nouns().match(folded)):
        kind = noun.lastgroup or ""
    city, country = (known[1], known[2]) if known else ("", "")
    if not country and kind and not quoted:
        city, country = _city_in(name)
    return Title(start, end, name, kind, city or None, country or None, quoted)


def _city_in(name: str) -> tuple[str, str]:
    """Of “Première Vision New York” and “Expo Dubai” the city."""
    names = [word for word in name.split() if not word.isdigit()]
    for ending in (names[-2:], names[-1:], names[:1]):
        city = city_called(place_key(" ".join(ending)))
        if city is not None and len(names) > len(ending):
            return city
    return "", ""


def _known_in(folded: str) -> tuple[str, str, str] | None:
    match = _known_pattern().search(folded)
    if match is None:
        return None
    kind, city, country = table("activities")["known"][" ".join(match[0].split())]
    return kind_of(folded) or kind, city, country


def kind_of(folded: str) -> str:
    """Say what the words of a name make of an event.

    Parameters
    ----------
    folded
        A folded name.

    Returns
    -------
    str
        A kind, or nothing.
    """
    found = ""
    for kind, pattern in _title_words():
        if pattern.search(folded):
            if kind != "other":
                return kind
            found = "other"
    return found


@cache
def _title_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = table("activities")["title_words"]
    order = (
        "kick_off",
        "matchmaking",
        "fair",
        "seminar",
        "training",
        "conference",
        "assembly",
        "meeting",
        "other",
    )
    return tuple((kind, whole(literal(kinds[kind]))) for kind in order)


@cache
def _single_words() -> frozenset[str]:
    kinds = table("activities")["title_words"].values()
    return frozenset(word for kind in kinds for words in kind for word in words.split())


@cache
def _known_pattern() -> re.Pattern[str]:
    names = sorted(table("activities")["known"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _known(text: Text) -> Iterator[tuple[int, int]]:
    for match in _known_pattern().finditer(text.folded):
        if not text.plain[match.start()].isupper():
            continue
        # “Pollutec 2016” and “MIXiii Biomed”: a year or capitals may follow.
        more = re.compile(r"(?: (?:\d{4}|[A-ZÀ-Ý][\w-]*))*").match(
            text.plain, match.end()
        )
        yield match.start(), more.end() if more else match.end()


def _named(text: Text, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Follow capitals and the small words between them, around an event's word."""
    everything = tokens.all
    words = _single_words()
    position = 0
    while position < len(everything):
        if not _is_part(everything[position]):
            position += 1
            continue
        last = _end_of(text, everything, position)
        chunk = everything[position : last + 1]
        index = next(
            (i for i, t in enumerate(chunk) if t.folded in words and t.is_name), None
        )
        if index is not None:
            chunk = _without_city(text, _cut(chunk, index))
        if index is not None and _is_title(chunk):
            yield chunk[0].start, chunk[-1].end
        position = last + 1


def _cut(chunk: Sequence[Token], index: int) -> Sequence[Token]:
    """Of “Farnborough International Airshow di Londra” keep the name alone."""
    first = 0
    for number in range(index, -1, -1):
        # “Regione Lombardia al Forum”: what is before an Italian preposition is not of
        # it.
        if chunk[number].folded in _CONNECTORS - _ENGLISH and number < index:
            first = number + 1
            break
    return chunk[first:]


def _without_city(text: Text, chunk: Sequence[Token]) -> Sequence[Token]:
    """Of “Kick Off Event di Barcellona” the name alone: the city is its place."""
    for number in range(len(chunk) - 1, 0, -1):
        if chunk[number].folded in {"di", "a", "d'", "at"}:
            place = place_key(text.plain[chunk[number].end : chunk[-1].end])
            return chunk[:number] if find_place(place) else chunk
    return chunk


def _is_part(token: Token) -> bool:
    return token.is_name and token.folded[0].isalnum()


def _end_of(text: Text, tokens: Sequence[Token], first: int) -> int:
    last = first
    position = first + 1
    while position < len(tokens):
        gap = text.plain[tokens[position - 1].end : tokens[position].start]
        if gap.strip(" "):
            break
        token = tokens[position]
        if _is_part(token) or (
            token.folded.isdigit()
            and len(token.folded) in (2, 4)
            and position == last + 1
        ):
            last = position
            position += 1
        elif (
            token.folded in _CONNECTORS
            and position - last <= 3
            and not _is_of_body(tokens, position)
        ):
            position += 1
        else:
            break
    return last


_OF_BUILDINGS = frozenset(
    {"centre", "center", "centro", "hall", "hotel", "palace", "palazzo", "arena"}
)
_ARTICLES = frozenset({"il", "lo", "la", "i", "gli", "le", "un", "una"})


def _is_of_body(tokens: Sequence[Token], position: int) -> bool:
    """“Al Summit l'Università di Bergamo…”: with the article a body begins."""
    following = tokens[position + 1].folded if position + 1 < len(tokens) else ""
    return (
        tokens[position].folded == "l'"
        and following in table("organisation_words")["first_words"]
    )


def _is_title(chunk: Sequence[Token]) -> bool:
    names = [t for t in chunk if _is_part(t) and t.folded not in _ARTICLES]
    if len(names) < 2 or any(t.folded in _OF_BUILDINGS for t in names):
        return False
    # “Fiera Milano-Rho” and “Rimini Fiera” are where fairs are.
    rest = [t.folded for t in names if t.folded not in {"fiera", "fiere"}]
    if len(rest) < len(names) and all(
        city_called(city) for word in rest for city in word.split("-")
    ):
        return False
    # “Missione di Sistema” is a noun; “Salone Nautico” and “Green Days” are names.
    return any(t.folded not in _single_words() for t in names)
