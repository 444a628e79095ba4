"""Finding sentences in what was written, whatever was made bold or a link in them."""

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

MARK = "sentence_end"
BREAKS = frozenset({"softbreak", "hardbreak"})


def mark_sentences(tokens: list[Token], sentences: Sequence[str]) -> list[int]:
    """Set a mark behind each sentence that stands word for word; which were found.

    They are found in reading order, and the mark's `meta["number"]` counts them from
    1. Of a sentence that stands twice the first place is marked.
    """
    left = dict(enumerate(sentences))
    found: list[int] = []
    for token in tokens:
        if token.type != "inline" or not token.children:
            continue
        ends = sorted(_ends(words_of(token.children), left))
        first = len(found) + 1
        for _end, sentence in ends:
            del left[sentence]
            found.append(sentence)
        places = [(end, number) for number, (end, _one) in enumerate(ends, first)]
        token.children = _with_marks(token.children, places)
    return found


def words_of(tokens: Iterable[Token]) -> str:
    return "".join(map(_words, tokens))


def _words(token: Token) -> str:
    return " " if token.type in BREAKS else token.content


def _ends(text: str, sentences: dict[int, str]) -> list[tuple[int, int]]:
    """Where each that stands there ends; no place is that of two."""
    ends: dict[int, int] = {}
    for number, sentence in sentences.items():
        start = text.find(sentence)
        while start >= 0 and start + len(sentence) in ends:
            start = text.find(sentence, start + 1)
        if start >= 0:
            ends[start + len(sentence)] = number
    return list(ends.items())


def _with_marks(tokens: list[Token], places: list[tuple[int, int]]) -> list[Token]:
    """Never inside of a link: the mark is one itself."""
    made: list[Token] = []
    waiting, position, links = list(places), 0, 0
    for token in tokens:
        rest, words = token, _words(token)
        while links == 0 and token.type == "text" and waiting:
            cut = waiting[0][0] - position
            if cut > len(words):
                break
            made.append(_text(rest, words[:cut]))
            words, position = words[cut:], position + cut
            rest = _text(rest, words)
            made.append(_mark(waiting.pop(0)[1]))
        position += len(words)
        if words or token.type != "text":
            made.append(rest)
        links += (token.type == "link_open") - (token.type == "link_close")
        while links == 0 and waiting and waiting[0][0] <= position:
            made.append(_mark(waiting.pop(0)[1]))
    return made


def _text(token: Token, content: str) -> Token:
    return token.copy(content=content)


def _mark(number: int) -> Token:
    return Token(MARK, "", 0, meta={"number": number})
