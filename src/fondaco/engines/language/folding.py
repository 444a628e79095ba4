"""Fold texts to a plain form in which different spellings of one name are equal."""

import re
import unicodedata

# Letters that no Unicode decomposition turns into a plain one.
_LETTERS = {
    "æ": "ae",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "œ": "oe",
    "þ": "th",
    "ŧ": "t",
}
_MARKS = {
    "'": "‘’‚‛′‹›`´ʻʼʽˈʹ",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−⁃",
    "/": "⁄∕",
}
_PLAIN = str.maketrans(
    _LETTERS | {mark: plain for plain, marks in _MARKS.items() for mark in marks}
)
# The accents of Latin letters, as most texts have them: most are plain without these.
_WITHOUT_ACCENTS = _PLAIN | dict.fromkeys(range(0x300, 0x370))
# Accents, controls, invisible formatting and unpaired surrogates.
_DROPPED = {"Mn", "Cc", "Cf", "Cs"}
# Typewriters wrote “Forli'” and “qualita'” for “Forlì” and “qualità”.
_APOSTROPHE_FOR_ACCENT = re.compile(r"(?<=[aeiou])'++(?!\w)")


def fold(text: str) -> str:
    """Fold a text for searching and comparing.

    Lower case; no accents, whether written as marks or as a final apostrophe; one
    kind of apostrophe, quotation mark and dash; single spaces. Controls, invisible
    characters and unpaired surrogates go, so that the result can be encoded and stored.

    Parameters
    ----------
    text
        Any text, in any state.

    Returns
    -------
    str
        The folded text; folding it again changes nothing.

    Examples
    --------
    >>> fold("São José dos  Campos"), fold("Forli’"), fold("Valle d’Aosta")
    ('sao jose dos campos', 'forli', "valle d'aosta")
    """
    text = text.translate(_PLAIN)
    if not text.isascii():
        text = _decompose(text)
        text = _decompose(text.casefold()).translate(_WITHOUT_ACCENTS)
    text = " ".join(text.lower().split())
    if not (text.isascii() and text.isprintable()):
        text = "".join(c for c in text if unicodedata.category(c) not in _DROPPED)
        text = " ".join(text.split())
    return _APOSTROPHE_FOR_ACCENT.sub("", text)


def _decompose(text: str) -> str:
    return unicodedata.normalize("NFKD", text)
