"""Capitals where names have them, in lines that are written in nothing but capitals."""

import re
from functools import cache, lru_cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place
from fondaco.engines.language.stemming import stem
from fondaco.engines.press.lexicon import table, words

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_BEGINNING = re.compile(r"^\W*[a-zà-ÿ]|[.!?]\s+[a-zà-ÿ]")
_VOWEL = re.compile("[aeiouyàèéìòù]", re.IGNORECASE)
FEWEST_LETTERS = 25
# One lower letter in ten is a slip, or the “d” of an “ENERGIA e AMBIENTE”.
MOST_LOWER = 0.1
_ENDING = re.compile(
    r"\w{2,}(zion[ei]|ment[eio]|nd[oi]|[aeu]r(e|anno|ono|sì|si)|at[aoei]|ut[aoei]|it[aoei]"
    r"|ra|ranno|rà|ita|ità|tori|trici|ale|ali|ivo|iva|ivi|ive|ici|ico|iche|osi|oso|ose"
    r"|osa|ente|enti|ante|anti|ismo|ezza|enza|enze|anza|anze|aggio|ile|ili)"
)
# Endings that hardly a name has.
_ABSTRACT = re.compile(
    r"\w{3,}(?:zion[ei]|ment[oi]|mente|ita|ismo|aggio|tori|trici|enza|enze|anza|anze)"
)


def recase(plain: str) -> str:
    """Write lines of capitals as other lines are written.

    Parameters
    ----------
    plain
        A text with one kind of apostrophe and blank.

    Returns
    -------
    str
        Of the same length; a text with no such line, unchanged.
    """
    return _LINE.sub(lambda line: _recase(line[0]), plain)


def _recase(line: str) -> str:
    upper = sum(map(str.isupper, line))
    if upper < FEWEST_LETTERS or sum(map(str.islower, line)) > upper * MOST_LOWER:
        return line
    recased = _WORD.sub(lambda word: _word(word[0]), line)
    return _BEGINNING.sub(lambda match: match[0].upper(), recased)


def _word(word: str) -> str:
    folded = fold(word)
    lower = word.lower()
    if len(lower) != len(word) or _is_acronym(word, folded):
        return word
    return lower if is_common(folded) else lower[0].upper() + lower[1:]


def _is_acronym(word: str, folded: str) -> bool:
    if folded in _acronyms():
        return True
    return len(word) > 1 and not _VOWEL.search(word)


def is_common(folded: str) -> bool:
    """Tell whether a folded word is one of the language, and so no name.

    Parameters
    ----------
    folded
        One word, folded.
    """
    if folded in _names():
        return False
    if folded in words("function_words") or folded in words("common_words"):
        return True
    return _looks_common(folded) and find_place(folded) is None


def is_word(folded: str) -> bool:
    """Tell whether a folded word inside a sentence is no name, in spite of a capital.

    Parameters
    ----------
    folded
        One word, folded.
    """
    if folded in _names():
        return False
    if folded in words("function_words") or folded in words("common_words"):
        return True
    if folded in table("numbers")["words"]:
        return True
    return (
        stem(folded, "it") in _stems() or _ABSTRACT.fullmatch(folded) is not None
    ) and find_place(folded) is None


@lru_cache(maxsize=20_000)
def _looks_common(folded: str) -> bool:
    return stem(folded, "it") in _stems() or _ENDING.fullmatch(folded) is not None


@cache
def _stems() -> frozenset[str]:
    return frozenset(filter(None, (stem(w, "it") for w in words("common_words"))))


@cache
def _names() -> frozenset[str]:
    """Words that begin names, and given names, whatever they end in."""
    return words("given_names") | frozenset(table("organisation_words")["first_words"])


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(table("organisation_words")["acronyms"])
