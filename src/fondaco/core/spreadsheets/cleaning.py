"""Texts without what nobody sees: controls, zero-width characters, odd spaces."""

import re

# What word processors and web pages leave in a cell: spaces of no width, soft hyphens,
# marks of direction; controls; halves of characters, which cannot be stored.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
    # These also join the parts of an emoji: they go from between letters only.
    r"|(?<=\w)[\u200c\u200d]|[\u200c\u200d](?=\w)"
)
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINES = re.compile("\r\n?|[\x85\u2028\u2029]")
# What is written in a cell to say that there is nothing; “NA” is Naples.
_NOTHING = re.compile(
    r"[-–—_.]+|n ?[./] ?[adp] ?[./]?|non (?:disponibil[ei]|applicabil[ei]|pervenut[oa])"
    r"|not (?:available|applicable)|da (?:definire|confermare)|tb[acd]"
    r"|to be (?:announced|confirmed|defined)",
    re.I,
)


def says_nothing(value: object) -> bool:
    return isinstance(value, str) and _NOTHING.fullmatch(value.strip()) is not None


def clean(text: str) -> str:
    """The text as it is seen, without the space around it; its lines stay lines."""
    if not (text.isascii() and text.isprintable()):
        text = _LINES.sub("\n", text)
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return text.strip()


# A cell that begins with one of these is a formula to some spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """A text that no program takes for a formula, and that `unmarked` gives back."""
    return f"'{text}" if _is_like_formula(text) else text


def unmarked(text: str) -> str:
    """A text without the mark by which it was made harmless."""
    if text.startswith("'") and _is_like_formula(text[1:]):
        return text[1:]
    return text


def _is_like_formula(text: str) -> bool:
    # A second mark in front keeps apart what had one of its own.
    text = text.lstrip("'") if text.startswith("'") else text
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
