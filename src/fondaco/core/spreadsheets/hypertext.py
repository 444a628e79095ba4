"""The words of a text that a calendar or a web form kept as HTML."""

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|a|h[1-6]|table|tr|td|html-blob)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_PARAGRAPHS = {"p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN = {"script", "style", "head", "title"}


def plain(text: str) -> str:
    """The text as a browser shows it, in lines; what holds no HTML stays as it is."""
    if _TAG.search(text) is None:
        return unescape(text).replace("\xa0", " ") if "&" in text else text
    words = _Words()
    words.feed(text)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0
        self.link = ""
        self.from_link = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in {"br", "tr"}:
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
            self.from_link = len(self.parts)
        self.unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag == "a" and self.link.startswith(("http", "mailto:")):
            address = self.link.removeprefix("mailto:")
            if address not in "".join(self.parts[self.from_link :]):
                self.parts.append(f" ({address})")
            self.link = ""
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)
