"""XML read in a stream, without what makes XML dangerous."""

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from fondaco.core.spreadsheets.archive import damaged, too_much

Attributes = dict[str, str]
# A tag is held in memory until its end is seen, and each level until it is closed.
LONGEST_TAG = 2**22
DEEPEST = 100


class LocalNames(dict[str, str]):
    """Names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < 10_000:
            self[name] = local
        return local


def parse(
    chunks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Call back for each element, and hand over after each chunk.

    A document type is refused: with it go entities that multiply or read other files.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    fed = 0
    for chunk in chunks:
        parser.Parse(chunk)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > LONGEST_TAG:
            raise too_much()
        yield
    parser.Parse(b"", True)
    yield


def elements(chunks: Iterable[bytes]) -> Iterator[tuple[str, Attributes]]:
    """The elements of a small part, by name, without their text."""
    found: list[tuple[str, Attributes]] = []
    depth, names = 0, LocalNames()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise damaged()
        found.append((names[name], attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    for _ in parse(chunks, start, end):
        yield from found
        found.clear()


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute whatever its prefix is."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""


def _refuse(*_: object) -> None:
    raise damaged()
