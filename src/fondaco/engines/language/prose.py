"""What a sentence needs around its names: articles, prepositions, lists, ordinals."""

import re
from collections.abc import Sequence
from functools import cache

from fondaco.engines.language.countries import country_name, read_table
from fondaco.engines.language.folding import fold

# Prepositions that Italian writes in one with the article after them.
_JOINT = {"a": "a", "da": "da", "di": "de", "in": "ne", "su": "su"}
_VOWELS = tuple("aeiou")
# Before these a masculine noun takes “lo” and “gli”.
_IMPURE = re.compile(r"(s[bcdfghjklmnpqrstvwxz]|z|gn|ps|pn|x|y[aeiou])")
_ARTICLE = re.compile(r"(il|lo|la|i|gli|le) |(l[’'])", re.IGNORECASE)
_ORDINALS_IT = (
    *("prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non"),
    *("decim", "undicesim", "dodicesim", "tredicesim", "quattordicesim"),
    *("quindicesim", "sedicesim", "diciassettesim", "diciottesim"),
    *("diciannovesim", "ventesim"),
)
_ORDINALS_EN = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth"),
)


def listed(items: Sequence[str], language: str) -> str:
    """Join items as a sentence does: “A, B e C”, “A, B and C”.

    Parameters
    ----------
    items
        What is listed, in order.
    language
        ``it`` or ``en``.

    Returns
    -------
    str
        Empty where there is nothing. Italian says “ed” before an *e*.
    """
    *first, last = items or [""]
    if not first:
        return last
    joint = "and"
    if language == "it":
        joint = "ed" if fold(last)[:1] == "e" else "e"
    return f"{', '.join(first)} {joint} {last}"


def article(word: str, *, feminine: bool, plural: bool = False) -> str:
    """Give the definite article of an Italian noun, with the space that follows it.

    Parameters
    ----------
    word
        The noun, or whatever stands before it and takes the article.
    feminine, plural
        What the noun is.

    Returns
    -------
    str
        Such as ``"la "`` or ``"l’"``.
    """
    start = fold(word)
    vowel = start.startswith(_VOWELS)
    impure = bool(_IMPURE.match(start))
    if plural:
        if feminine:
            return "le "
        return "gli " if vowel or impure else "i "
    if vowel:
        return "l’"
    if feminine:
        return "la "
    return "lo " if impure else "il "


def after(preposition: str, phrase: str) -> str:
    """Put an Italian preposition before a phrase that may begin with an article.

    Parameters
    ----------
    preposition
        Such as ``"a"``, ``"di"`` or ``"in collaborazione con"``.
    phrase
        “la fiera”, “l’evento”, “Confindustria”.

    Returns
    -------
    str
        “alla fiera”, “dell’evento”, “di Confindustria”.
    """
    *words, last = preposition.split(" ")
    found = _ARTICLE.match(phrase)
    if found is None or last not in _JOINT:
        euphonic = last == "a" and fold(phrase)[:1] == "a"
        return f"{preposition}{'d' if euphonic else ''} {phrase}"
    rest = phrase[found.end() :]
    begun = " ".join([*words, _JOINT[last]])
    form = (found[1] or "l’").lower()
    if form == "il":
        return f"{begun}l {rest}"
    if form == "i":
        return f"{begun}i {rest}"
    if form == "gli":
        return f"{begun}gli {rest}"
    if found[2]:
        return f"{begun}ll’{rest}"
    return f"{begun}l{form} {rest}"


def ordinal(number: int, language: str, *, feminine: bool = False) -> str:
    """Write an ordinal number in words, a large one in figures.

    Parameters
    ----------
    number
        From 1.
    language
        ``it`` or ``en``.
    feminine
        Of what it counts, in Italian.

    Raises
    ------
    ValueError
        If the number is less than 1.
    """
    if number < 1:
        raise ValueError(f"There is no number {number} in a row.")
    if language == "it":
        if number <= len(_ORDINALS_IT):
            return _ORDINALS_IT[number - 1] + ("a" if feminine else "o")
        return f"{number}{'ª' if feminine else 'º'}"
    if number <= len(_ORDINALS_EN):
        return _ORDINALS_EN[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def in_country(code: str, language: str) -> str:
    """Say that something is in a country: “in Brasile”, “negli Stati Uniti”, “a Malta”.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2.
    language
        ``it`` or ``en``.

    Raises
    ------
    ValueError
        If the code is not of a country.
    """
    phrase = (
        _phrases().get(code, {}).get("in_italian" if language == "it" else "in_english")
    )
    return phrase or f"in {country_name(code, language)}"


def in_city(name: str, language: str) -> str:
    """Say that something is in a city: “a Bruxelles”, “ad Atene”, “in Athens”."""
    if language != "it":
        return f"in {name}"
    if found := re.match(r"(Il|La|L[’'])\s*", name):
        return after("a", f"{found[0].lower()}{name[found.end() :]}")
    return after("a", name)


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("country_phrases.csv")}
