"""What was read of Markdown as plain blocks of runs, for whoever sets type."""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from fondaco.newsroom.markdown.marking import BREAKS, MARK

Block = dict[str, Any]
LISTS = {"bullet_list": None, "ordered_list": 1}


def blocks_of(tokens: Sequence[Token], base_url: str) -> list[Block]:
    """Each with its kind, its depth among lists and quotations, and its runs."""
    return list(_blocks(tokens, base_url))


def _blocks(tokens: Sequence[Token], base_url: str) -> Iterator[Block]:
    lists: list[int | None] = []
    quotes, level, marker = 0, 0, ""
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in LISTS:
            if end == "close":
                lists.pop()
            else:
                start = token.attrGet("start")
                lists.append(int(start or 1) if name == "ordered_list" else None)
        elif name == "list_item" and end == "open":
            number = lists[-1]
            marker = "–" if number is None else f"{number}."
            lists[-1] = None if number is None else number + 1
        elif name == "blockquote":
            quotes += 1 if end == "open" else -1
        elif name == "heading":
            level = int(token.tag[1:]) if end == "open" else 0
        elif token.type == "hr":
            yield _block("rule", 0, "", [])
        elif token.type in {"fence", "code_block"}:
            runs = [_run(token.content.rstrip("\n"), code=True)]
            yield _block("paragraph", len(lists) + quotes, marker, runs)
            marker = ""
        elif token.type == "inline":
            runs = list(_runs(token.children or [], base_url))
            kind = "heading" if level else "paragraph"
            yield _block(kind, level or len(lists) + quotes, marker, runs)
            marker = ""


def _block(kind: str, depth: int, marker: str, runs: list[Block]) -> Block:
    return {"kind": kind, "depth": depth, "marker": marker, "runs": runs}


def _run(text: str, **more: Any) -> Block:
    plain = {"bold": False, "italic": False, "code": False, "mark": False, "link": ""}
    return {"text": text} | plain | more


def _runs(tokens: Sequence[Token], base_url: str) -> Iterator[Block]:
    bold, italic, link = 0, 0, ""
    for token in tokens:
        if token.type.startswith("strong_"):
            bold += token.nesting
        elif token.type.startswith("em_"):
            italic += token.nesting
        elif token.type == "link_open":
            address = str(token.attrGet("href"))
            link = f"{base_url}{address}" if address.startswith("/") else address
            # A place on the page is none on paper.
            link = "" if link.startswith("#") else link
        elif token.type == "link_close":
            link = ""
        elif token.type == MARK:
            yield _run(str(token.meta["number"]), mark=True)
        else:
            text = " " if token.type in BREAKS else token.content
            yield _run(
                text,
                bold=bold > 0,
                italic=italic > 0,
                link=link,
                code=token.type == "code_inline",
            )
