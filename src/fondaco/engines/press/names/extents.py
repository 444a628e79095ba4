"""How far the name of an organisation goes on from its first word."""

import re
from collections.abc import Sequence
from functools import cache

from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.names.naming import CONNECTORS, after_connector
from fondaco.engines.press.names.taken import Taken
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_word
from fondaco.engines.press.tokens import Token

_PLACED = frozenset(
    ["camera", "ateneo", "universita", "politecnico", "confindustria", "ambasciata"]
)
_OF_A_PLACE = re.compile(
    r"(?!italian|europe)[a-z]{3,}(?:es[ei]|an[ao]|in[ao]|ens[ei]|asc[ao]|bic[ao])"
)
_ADJECTIVE = re.compile(
    r"[a-z]{3,}(?:al[ei]|an[aoie]|iv[aoie]|il[ei]|ic[aoi]|ari[aoe]|os[ao]|ier[aeo])"
)
_OF_MANY = frozenset(["dei", "degli", "delle"])
_MANY = re.compile(r"[a-z]{5,}(?:[ioe])")
OF_EVENTS = frozenset(
    {"excellence", "initiative", "conference", "week", "days", "day", "forum", "summit"}
    | {"label", "award", "awards", "collaboration", "meeting", "meetings", "expo"}
)
LONGEST = 14
_CAPS = re.compile(
    r"(?:[A-ZÀ-Ý&][\w&.+'-]*\s+(?:(?:di|&|e(?=\s(?:Figl|F\.?lli|Fratelli|C\.|Co\.|Soci|Associati|Nipot)))\s+)?){1,4}"
)


def to_last_word(
    text: Text, tokens: Sequence[Token], first: int, taken: Taken
) -> int | None:
    """Follow a name in the English order: “Umbria Aerospace Cluster”.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    first
        The number of the word that begins the name.
    taken
        Where something else stands.

    Returns
    -------
    int or None
        The number of its last word.
    """
    ends = table("organisation_words")["last_words"]
    if tokens[first].folded in words("function_words"):
        return None
    found = None
    position = first + 1
    while position < len(tokens) and position - first < 7:
        gap = text.plain[tokens[position - 1].end : tokens[position].start]
        if (
            gap.strip(" ")
            or not _is_part(tokens[position], frozenset())
            or taken.holds(tokens[position].start)
        ):
            break
        # “IN BREVE DAL CLUSTER” is a heading.
        if tokens[position].folded in words("function_words") - CONNECTORS:
            return None
        if tokens[position].folded in ends:
            found = position
        elif tokens[position].folded in OF_EVENTS:
            # “European Cluster Excellence Initiative”, “Cluster Week”: no body.
            return None
        position += 1
    return found


def grown(
    text: Text,
    tokens: Sequence[Token],
    first: int,
    taken: Taken,
    *,
    needs_name: bool,
) -> int | None:
    """Follow a name from its first word to its last.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    first
        The number of the word that begins the name.
    taken
        Where something else stands.
    needs_name
        Whether the first word alone is none, with whatever small words.

    Returns
    -------
    int or None
        The number of its last word.
    """
    vocabulary = table("organisation_words")
    seconds = frozenset(vocabulary["seconds"])
    head = tokens[first].folded
    adjectived = table("bodies")["with_adjective"] if tokens[first].is_name else ()
    last, names = first, 0
    position = first + 1
    if needs_name and not _adjacent_name(text, tokens, position, seconds):
        return None
    while position < len(tokens) and position - first < LONGEST:
        if text.plain[tokens[position - 1].end : tokens[position].start].strip(" "):
            break
        token = tokens[position]
        if taken.holds(token.start):
            break
        # “La Camera lariana”, “l'Ateneo pisano”: the adjective is the name.
        if head in _PLACED and not names and _OF_A_PLACE.fullmatch(token.folded):
            return position
        if head in adjectived and not names and _ADJECTIVE.fullmatch(token.folded):
            last, names = position, 1
            position += 1
            continue
        if _is_part(token, seconds):
            names += token.is_name
            last = position
            position += 1
            continue
        following = _after_and(tokens, position) if names else None
        following = following or after_connector(tokens, position, head)
        if following is None or not _is_part(tokens[following], seconds):
            # “L'Ordine degli ingegneri”: of whom it is made is its name.
            if adjectived and token.folded in _OF_MANY and following is not None:
                return (
                    following
                    if _MANY.fullmatch(tokens[following].folded)
                    else last
                    if names
                    else None
                )
            break
        if taken.holds(tokens[following].start):
            break
        position = following
    if head in vocabulary["need_more"] or needs_name:
        return last if names else None
    return last


def _after_and(tokens: Sequence[Token], position: int) -> int | None:
    """“Fondazione Terra e Lavoro”: words of the language on both sides are one name."""
    if tokens[position].folded not in {"e", "ed"} or position + 1 >= len(tokens):
        return None
    before, after = tokens[position - 1].folded, tokens[position + 1].folded
    return position + 1 if is_word(before) and is_word(after) else None


def _adjacent_name(
    text: Text, tokens: Sequence[Token], position: int, seconds: frozenset[str]
) -> bool:
    """After a small “consorzio” comes a name: no “di”, but maybe “tecnologico”."""
    while position < len(tokens) and tokens[position].folded in seconds:
        position += 1
    if position >= len(tokens):
        return False
    if tokens[position].is_name:
        return tokens[position].folded not in table("organisation_words")["not_names"]
    head = tokens[position - 1].folded
    return (
        head
        in {
            "commercio",
            "universita",
            "speciale",
            "studi",
            "regione",
            "provincia",
            "comune",
            "ministero",
            "governo",
            "prefettura",
            "ambasciata",
            "consolato",
            "facolta",
            "ateneo",
        }
        and tokens[position].folded in CONNECTORS
        and position + 1 < len(tokens)
        and tokens[position + 1].is_name
    )


def _is_part(token: Token, seconds: frozenset[str]) -> bool:
    if not token.is_name:
        return token.folded in seconds
    return token.folded[0].isalnum()


def has_legal_ending(text: Text, tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a name that ends in “S.r.l.” begins here.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    position
        The number of a word.
    """
    token = tokens[position]
    if not token.is_name:
        return False
    window = text.folded[token.start : token.start + 60]
    match = _legal_inside().search(window)
    return (
        match is not None
        and _CAPS.fullmatch(text.plain[token.start : token.start + match.start()])
        is not None
    )


def last_of_company(text: Text, tokens: Sequence[Token], position: int) -> int | None:
    """Give the number of the word that ends a name with “S.r.l.”.

    Parameters
    ----------
    text, tokens
        A text made plain, and its words.
    position
        The number of its first word.
    """
    start = tokens[position].start
    match = _legal_inside().search(text.folded, start, start + 60)
    if match is None:
        return None
    last = position
    while last + 1 < len(tokens) and tokens[last + 1].end <= match.end():
        last += 1
    return last


@cache
def _legal_inside() -> re.Pattern[str]:
    endings = one_of(table("organisation_words")["legal_endings"])
    return re.compile(rf"(?<!\w)(?:{endings})(?!\w)")
