"""Names that are left over: no place, person, event or date, and so maybe bodies."""

import re
from collections.abc import Iterator, Sequence

from fondaco.engines.press.items import Named
from fondaco.engines.press.names.bodies import is_body
from fondaco.engines.press.names.extents import OF_EVENTS
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.tokens import Token, Tokens

# “Uniacque e Legambiente…”: a list begins a sentence.
_LISTED = re.compile(
    r"(?:\s[A-ZÀ-Ý]\w+)?\s*(?:,|\se|\sed)\s(?:(?:il|la|lo|i|le|gli)\s|l')?[A-ZÀ-Ý]"
)


def find_residue(
    text: Text, tokens: Tokens, sentences: Sequence[Sentence], blocked: bytearray
) -> list[Named]:
    """List capitalised names that nothing else has claimed.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    sentences
        Its sentences.
    blocked
        Where something stands already.

    Returns
    -------
    list[Named]
        In the order of the text. They may act where a verb or a list says so; alone
        they are no organisations.
    """
    return [
        named
        for sentence in sentences
        if not sentence.is_heading
        for named in _in_sentence(text, tokens, sentence, blocked)
    ]


def _in_sentence(
    text: Text, tokens: Tokens, sentence: Sentence, blocked: bytearray
) -> Iterator[Named]:
    number, first = tokens.at(sentence.start), True
    while number < len(tokens.all) and tokens.all[number].start < sentence.end:
        token = tokens.all[number]
        if (
            not token.is_name
            or blocked[token.start]
            or not (_may_begin(token, first) or _LISTED.match(text.plain, token.end))
        ):
            first = first and not token.folded[0].isalnum()
            number += 1
            continue
        end = token.end
        while end < sentence.end and not blocked[end]:
            end += 1
        named = name_at(text, tokens, token.start, end)
        first = False
        if named is None:
            number += 1
            continue
        number = tokens.at(named.end)
        # “La Gold Label”, “l'Innovation Award”
        if named.key.split()[-1] not in OF_EVENTS and is_body(text, named):
            yield named


def _may_begin(token: Token, first: bool) -> bool:
    if token.is_acronym:
        return len(token.folded) > 1
    return not first
