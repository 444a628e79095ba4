"""What a text is about, as weighed terms that both languages share.

A term is a concept of the vocabulary; what such a concept is part of, for less; or a
word in a form in which Italian and English cousins are alike (“ottimizzazione”,
“optimisation”).
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from fondaco.engines.matching.texts.vocabulary import (
    competences,
    find,
    root,
    small_words,
    words_of,
)

CONCEPT, BROADER, GLOSSARY, WORD = 2.0, 0.3, 1.5, 1.0
# A word that a concept stands for already adds little: texts of one language have no
# advantage over those of two.
COVERED = 0.4
# Each level above counts for so much less than the one below.
LESS = 0.5
# Where cousins differ: spelling first, then what one of both keeps of Latin.
COUSINS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ph", "f"),
        ("th", "t"),
        ("[ck]h?", "c"),
        ("qu", "c"),
        ("y|j", "i"),
        ("w", "v"),
        ("h", ""),
        ("x|z", "s"),
        ("[cp]t", "t"),
        (r"(.)\1+", r"\1"),
    )
)
LONGEST = 7


@lru_cache(maxsize=10_000)
def terms_of(text: str, language: str) -> Mapping[str, float]:
    """Weigh what a text is about.

    Parameters
    ----------
    text
        Any text.
    language
        ``it`` or ``en``; `guess_language` says which.

    Returns
    -------
    dict
        Terms with the sum of their weights.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    words = words_of(text)
    place = 0
    for found in find(words, language):
        taken = words[place : place + (found.length if found else 1)]
        place += len(taken)
        for word in taken:
            if word not in small_words(language) and len(word) > 1:
                weights[f"w:{cousin(word, language)}"] += COVERED if found else WORD
        if found:
            named = found.concept in competences()
            weights[f"c:{found.concept}"] += CONCEPT if named else GLOSSARY
            _add_broader(weights, found.concept)
    return MappingProxyType(weights)


def terms_of_competence(code: str) -> Mapping[str, float]:
    """Weigh a competence that is named by its code.

    Parameters
    ----------
    code
        Of `competences`.

    Raises
    ------
    ValueError
        If there is no such competence.
    """
    if code not in competences():
        raise ValueError(f"There is no competence {code[:40]!r}.")
    weights: defaultdict[str, float] = defaultdict(float, {f"c:{code}": CONCEPT})
    _add_broader(weights, code)
    return dict(weights)


def guess_language(text: str) -> str:
    """Tell Italian from English by small words; Italian where neither has any.

    Parameters
    ----------
    text
        Any text.
    """
    words = words_of(text)
    counts = {one: sum(w in small_words(one) for w in words) for one in ("it", "en")}
    return max(counts, key=lambda one: counts[one])


@lru_cache(maxsize=100_000)
def cousin(word: str, language: str) -> str:
    """Give a word the form that it shares with its cousin in the other language.

    Parameters
    ----------
    word
        Folded.
    language
        ``it`` or ``en``.

    Examples
    --------
    >>> cousin("ottimizzazione", "it") == cousin("optimisation", "en")
    True
    """
    form = root(word, language)
    for pattern, plain in COUSINS:
        form = pattern.sub(plain, form)
    return form[:LONGEST] or word


def _add_broader(weights: defaultdict[str, float], concept: str) -> None:
    competence = competences().get(concept)
    part = BROADER
    for code in competence.broader if competence else ():
        weights[f"c:{code}"] += part
        part *= LESS
