"""Names of events that an event's word and the capitals around it show."""

from collections.abc import Iterator, Sequence

from fondaco.engines.language.gazetteer import find_place, place_key
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.telling.title_words import single_words
from fondaco.engines.press.tokens import Token, Tokens

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


def find_capitals(text: Text, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Follow capitals and the small words between them, around an event's word.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.

    Yields
    ------
    tuple[int, int]
        First character and last, the last excluded.
    """
    everything = tokens.all
    words = single_words()
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
    return any(t.folded not in single_words() for t in names)
