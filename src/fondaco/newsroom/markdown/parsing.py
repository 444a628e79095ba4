"""Reading Markdown: CommonMark without HTML and without images.

What is no Markdown is text, and text is escaped, so nothing needs to be cleaned
afterwards: `docs/decisions/0030-bulletins.md`.
"""

import re
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = frozenset({"http", "https", "mailto"})
# Below the title of the page.
HIGHEST, LOWEST = 2, 4
_SPECIAL = re.compile(r"([\\`*_\[\]<&])")
_BLOCK = re.compile(r"^(\s*)(?:([#+\->=~])|(\d{1,9})([.)]))")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Addresses that lead somewhere, and to nothing that runs."""
        if url.startswith(("/", "#")):
            return not url.startswith(("//", "/\\"))
        try:
            return urlsplit(url).scheme.lower() in SCHEMES
        except ValueError:
            return False


_parser = _Parser("commonmark", {"html": False}).disable(["image", "html_block"])


def parse(text: str) -> list[Token]:
    tokens = _parser.parse(text.replace("\0", ""))
    _set_headings(tokens)
    return tokens


def _set_headings(tokens: list[Token]) -> None:
    """No level is left out, whatever was written: pages are read by their headings."""
    level = HIGHEST - 1
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            written = int(token.tag[1:])
            level = max(HIGHEST, min(written, level + 1, LOWEST))
            token.tag = tokens[number + 2].tag = f"h{level}"


def escape(text: str) -> str:
    """The Markdown of which `text` is the text: one line that begins no block."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _BLOCK.sub(_escaped_start, line)


def _escaped_start(match: re.Match[str]) -> str:
    space, mark, number, point = match.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{point}"
