"""What was read of Markdown, as HTML for a page or a mail, and as plain text."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from fondaco.newsroom.markdown.marking import MARK, words_of
from fondaco.newsroom.markdown.parsing import parse

# Programs for mail know no style sheets.
IN_MAIL: Mapping[str, str] = {
    "h2": "font-size:20px;line-height:1.3;margin:28px 0 8px;color:#17324d",
    "h3": "font-size:17px;line-height:1.3;margin:24px 0 8px;color:#17324d",
    "h4": "font-size:16px;line-height:1.3;margin:20px 0 8px;color:#17324d",
    "p": "margin:0 0 14px",
    "ul": "margin:0 0 14px;padding-left:22px",
    "ol": "margin:0 0 14px;padding-left:22px",
    "li": "margin:0 0 6px",
    "a": "color:#0059b3",
    "blockquote": "margin:0 0 14px;padding-left:14px;border-left:3px solid #bfcbd6",
}
WIDTH = 76


class _Renderer(RendererHTML):
    def sentence_end(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any
    ) -> str:
        """As discreet as a note: its number, which leads to the records below."""
        number = tokens[idx].meta["number"]
        return format_html(
            '<sup class="bulletin-mark"><a id="sentence-{}" href="#records-{}">'
            '<span class="visually-hidden">{} </span>{}</a></sup>',
            number,
            number,
            gettext("Records of this sentence:"),
            number,
        )


_renderer = _Renderer()


def as_html(tokens: Sequence[Token]) -> SafeString:
    """Safe as it is: there is no HTML in Markdown here, and all text is escaped."""
    html = _renderer.render(tokens, OptionsDict(_OPTIONS), {})
    return mark_safe(html)  # noqa: S308


_OPTIONS: Any = {
    "maxNesting": 20,
    "html": False,
    "linkify": False,
    "typographer": False,
    "quotes": "“”‘’",
    "xhtmlOut": False,
    "breaks": False,
    "langPrefix": "language-",
    "highlight": None,
}


def as_mail(text: str, base_url: str) -> SafeString:
    """With its style in every part, and addresses that lead here from anywhere."""
    tokens = parse(text)
    for token in tokens:
        for one in (token, *(token.children or ())):
            if one.nesting == 1 and one.tag in IN_MAIL:
                one.attrSet("style", IN_MAIL[one.tag])
            if one.type == "link_open":
                one.attrSet("href", _absolute(str(one.attrGet("href")), base_url))
    return as_html(tokens)


def _absolute(url: str, base_url: str) -> str:
    return f"{base_url}{url}" if url.startswith("/") else url


def as_text(text: str, base_url: str = "") -> str:
    """For the plain part of a mail; links in brackets."""
    writing = _Plain(base_url)
    for token in parse(text):
        writing.take(token)
    return "\n\n".join(writing.blocks).strip()


def as_line(text: str) -> str:
    """Its sentences one after the other, without its headings."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return " ".join(as_text("\n".join(lines)).split())


class _Plain:
    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.blocks: list[str] = []
        # Of each list that is open, the number of the next item, or none.
        self._lists: list[int | None] = []
        self._starts_item = False
        self._heading = False

    def take(self, token: Token) -> None:
        if token.type == "bullet_list_open":
            self._lists.append(None)
        elif token.type == "ordered_list_open":
            self._lists.append(int(token.attrGet("start") or 1))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._starts_item = True
        elif token.type == "heading_open":
            self._heading = True
        elif token.type == "hr":
            self.blocks.append("* * *")
        elif token.type in {"fence", "code_block"}:
            self._add(token.content.rstrip("\n"), is_kept=True)
        elif token.type == "inline":
            self._add(self._line(token.children or []))

    def _line(self, tokens: list[Token]) -> str:
        parts: list[str] = []
        links: list[str] = []
        for token in tokens:
            if token.type == "link_open":
                links.append(_absolute(str(token.attrGet("href")), self.base_url))
            elif token.type == "link_close":
                address = links.pop().removeprefix("mailto:")
                if not parts or parts[-1] != address:
                    parts.append(f" ({address})")
            elif token.type != MARK:
                parts.append(words_of([token]))
        return "".join(parts)

    def _add(self, text: str, *, is_kept: bool = False) -> None:
        if self._heading:
            self._heading = False
            self.blocks.append(text.upper())
            return
        indent = "  " * max(0, len(self._lists) - 1)
        first = indent + self._mark() if self._lists else ""
        rest = " " * len(first)
        if is_kept:
            self.blocks.append(textwrap.indent(text, rest or "  "))
            return
        self.blocks.append(
            textwrap.fill(
                text,
                WIDTH,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )

    def _mark(self) -> str:
        if not self._starts_item:
            return "  "
        self._starts_item = False
        number = self._lists[-1]
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "
