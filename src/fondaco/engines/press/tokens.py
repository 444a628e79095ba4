"""The words of a text, and which of them are written as names are."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_common, is_word
from fondaco.engines.press.sentences import Sentence

_TOKEN = re.compile(
    r"[^\W\d_]+'(?=\w)"
    r"|\w+(?:(?:[&+/@-]|(?<=[A-Z\d])\.(?=[A-Z])|(?<=\w)\.(?=[a-z]))\w+)*"
    # “Universita'”: a typewriter's accent.
    r"(?:(?<=[ielrt]ta)'(?=[\s,.;:)]|$))?"
    r"|[^\w\s]"
)
_CAPITAL = re.compile(r"[A-ZÀ-Ý]|\d+[A-Z]|[a-z]{1,6}[A-Z]")


# “Etra sarà…”: a noun would have its article before such a verb.
_ACTS = re.compile(
    r"(?:,?\s+(?:e|ed)\s+\w[\w\s]{0,30}?)?\s+(?:non\s+)?(?:ha|hanno|è\s+\w+t[oa](?!\w)|sara(?:nno)?|si\s+(?:è|sono)"
    r"|organizza(?:no)?|promuove|partecipa(?:no)?|presenta(?:no)?|ospita|espone|espongono|porta|torna|vola|sbarca"
    r"|[a-z]{4,}era(?:nno)?|[a-z]{4,}ira(?:nno)?)(?!\w)"
)


def _acts(folded: str, end: int) -> bool:
    """Whether a verb follows the first word of a sentence."""
    return _ACTS.match(folded, end) is not None


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign.

    Parameters
    ----------
    start, end
        In the plain text, the end excluded.
    folded
        Folded.
    is_name
        Whether its capital says that it is a name, or a part of one.
    is_acronym
        Whether it is in capitals alone.
    """

    start: int
    end: int
    folded: str
    is_name: bool
    is_acronym: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, to look up by where they stand.

    Parameters
    ----------
    all
        In the order of the text.
    starts
        Where each begins.
    """

    all: Sequence[Token]
    starts: Sequence[int]

    def at(self, position: int) -> int:
        """Give the number of the first token at or after a position.

        Parameters
        ----------
        position
            In the plain text.
        """
        return bisect_left(self.starts, position)


def tokenise(text: Text, sentences: Sequence[Sentence]) -> Tokens:
    """Split a text into words and signs.

    Parameters
    ----------
    text
        A text made plain.
    sentences
        Its sentences: what stands between them is passed over.
    """
    tokens: list[Token] = []
    for sentence in sentences:
        first = True
        for match in _TOKEN.finditer(text.plain, sentence.start, sentence.end):
            word, folded = match[0], text.folded[match.start() : match.end()]
            if match.end() < sentence.end and not text.plain[match.end()].isalnum():
                folded = folded.rstrip("' ") or folded
            name = bool(
                word[0].isupper() or _CAPITAL.match(word)
            ) and not folded.endswith("'")
            acronym = name and len(word) > 1 and word.upper() == word
            # “Sarà Trieste a…”: no Sara.
            name = name and word != "Sarà"
            if name and first and not acronym and is_common(folded.rstrip("'")):
                name = not is_word(folded) and _acts(text.folded, match.end())
            tokens.append(Token(match.start(), match.end(), folded, name, acronym))
            first = word in '“"«:-•*' if not word[0].isalnum() else False
    return Tokens(tokens, [token.start for token in tokens])
