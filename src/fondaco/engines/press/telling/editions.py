"""Which edition of an event a mention is of: “giunta alla decima edizione”."""

import re

from fondaco.engines.press.lexicon import table
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention


def edition_of(text: Text, sentence: Sentence, mention: Mention) -> int | None:
    """Give the number of the edition, if one stands beside a mention.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where the mention is.
    mention
        Of what.
    """
    left = max(sentence.start, mention.start - 45)
    window = text.folded[left : mention.end]
    found = list(_EDITION.finditer(window))
    match = found[-1] if found else None
    if match is None:
        after = _EDITION.match(text.folded, mention.end) or _EDITION_AFTER.match(
            text.folded, mention.end
        )
        match = after
    named = mention.title is not None and mention.title.start == mention.start
    if match is None and named:
        match = _ORDINAL.search(text.folded[left : mention.start])
    return None if match is None else _ordinal(match)


_ORDINAL = re.compile(
    rf"(?<!\w)(?P<number>{'|'.join(table('numbers')['ordinals'])})\s+$"
)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


_EDITION = re.compile(
    r"(?<!\w)(?P<number>\d{1,3}\s?(?:°|º|\^|ª|a|esima|esimo)?"
    r"|[ivxl]{1,6}\s?(?:°|º|\^|ª)?|"
    + "|".join(table("numbers")["ordinals"])
    + r")\s+(?:ed(?:\.|izione)|edition)(?!\w)"
)


_EDITION_AFTER = re.compile(
    r"[\s,(-]*(?:(?:che\s+è\s+|ormai\s+)?(?:giunt|arrivat)[oa]\s+(?:quest'anno\s+)?)?"
    r"(?:alla\s+(?:sua\s+)?|all'|nella\s+sua\s+|in\s+|edizione\s+n\.?\s*)?"
    r"(?P<number>\d{1,3}\s?(?:°|º|\^|ª|esima)|[ivxl]{1,6}|"
    + "|".join(table("numbers")["ordinals"])
    + r")\s+edizione(?!\w)"
)


def _ordinal(match: re.Match[str]) -> int | None:
    number = match["number"].strip(" °º^ª")
    digits = re.match(r"\d+", number)
    if digits:
        return int(digits[0])
    if number in table("numbers")["ordinals"]:
        return int(table("numbers")["ordinals"][number])
    values = [_ROMAN[c] for c in number if c in _ROMAN]
    if not values or len(values) != len(number):
        return None
    return sum(
        -a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)
    )
