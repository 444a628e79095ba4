"""Markdown of bulletins: safe whatever is in it, and its sentences found again."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.newsroom.markdown.marking import mark_sentences, words_of
from fondaco.newsroom.markdown.parsing import escape, parse
from fondaco.newsroom.markdown.writing import as_html, as_mail, as_text

TAGS = frozenset(
    {
        *("h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em"),
        *("blockquote", "hr", "br", "pre", "code", "sup", "span"),
    }
)
ATTRIBUTES = frozenset({"href", "title", "start", "class", "id", "style"})
PIECES = (
    "<script>",
    "</p>",
    "[a](",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "https://example.org",
    "![",
    "](",
    ")",
    '"',
    "'",
    "<",
    ">",
    "&#106;",
    "onerror=",
    "`",
    "**",
    "\n\n",
    "\n- ",
    "# ",
    "    ",
    "[x]: vbscript:y",
    "a",
    "\0",
)


class Reader(HTMLParser):
    """What a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            safe = ("http://", "https://", "mailto:", "/", "#")
            if name not in ATTRIBUTES:
                self.wrong.append(name)
            leads = str(value).lower().startswith(safe) and value[:2] != "//"
            if name == "href" and not leads:
                self.wrong.append(value)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12))
def test_nothing_hostile_comes_through(pieces: list[str]) -> None:
    text = "".join(pieces)
    for html in (as_html(parse(text)), as_mail(text, "https://example.org")):
        reader = Reader()
        reader.feed(html)
        assert reader.wrong == []
    as_text(text)


@pytest.mark.parametrize(
    "text",
    [
        '<script>alert(1)</script><img src=x onerror="alert(1)">',
        "[x](javascript:alert(1)) [y](JaVaScRiPt&colon;alert(1)) [z](//evil.example)",
        "<javascript:alert(1)> ![x](data:image/svg+xml;base64,AAAA)",
    ],
)
def test_what_is_no_markdown_is_text(text: str) -> None:
    html = as_html(parse(text))
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


@given(st.text(max_size=60))
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    line = " ".join(text.replace("\0", "").split())
    tokens = parse(escape(line))
    read = "".join(words_of(one.children or []) for one in tokens)
    assert " ".join(read.split()) == line


def test_no_level_of_headings_is_left_out() -> None:
    html = as_html(parse("# a\n\n#### b\n\n# c\n\n###### d"))
    assert [
        html[i + 1 : i + 3] for i in range(len(html)) if html[i : i + 2] == "<h"
    ] == [
        "h2",
        "h3",
        "h2",
        "h3",
    ]


def marks(text: str, *sentences: str) -> tuple[list[int], str]:
    tokens = parse(text)
    found = mark_sentences(tokens, sentences)
    return found, as_html(tokens)


def test_a_sentence_is_found_where_it_stands_word_for_word() -> None:
    found, html = marks("Uno due. Tre quattro.", "Tre quattro.", "Cinque.", "Uno due.")
    assert found == [2, 0]
    assert html.index("Uno due.<sup") < html.index("Tre quattro.<sup")
    assert "#records-2" in html
    assert "#records-3" not in html


def test_what_was_made_bold_or_a_link_is_still_the_same_words() -> None:
    text = "Uno **due**. [Tre](https://example.org/tre.) fine"
    found, html = marks(text, "Uno due.", "Tre")
    assert found == [0, 1]
    assert "</strong>.<sup" in html
    # A link in a link is none.
    assert "Tre</a><sup" in html


def test_a_sentence_that_was_changed_leads_nowhere() -> None:
    assert marks("Uno tre.", "Uno due.")[0] == []


def test_of_two_like_sentences_each_has_its_place() -> None:
    assert marks("Sì. Sì.", "Sì.", "Sì.")[0] == [0, 1]


def test_plain_text_has_its_links_and_lists() -> None:
    text = (
        "## Uno\n\n[qui](/a/) e <https://b.org>\n\n1. x\n2. y\n   - z\n\n---\n\n    c"
    )
    assert as_text(text, "https://s.org").split("\n\n") == [
        "UNO",
        "qui (https://s.org/a/) e https://b.org",
        "1. x",
        "2. y",
        "  - z",
        "* * *",
        "  c",
    ]


def test_a_mail_has_its_style_inside_and_whole_addresses() -> None:
    html = as_mail("## Uno\n\n[qui](/a/)", "https://s.org")
    assert '<h2 style="font-size' in html
    assert 'href="https://s.org/a/" style=' in html
