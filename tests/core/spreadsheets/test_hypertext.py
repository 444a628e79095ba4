"""Texts that were kept as HTML."""

import pytest

from fondaco.core.spreadsheets.hypertext import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Uno&nbsp;due</p><p>tre</p>", "Uno due\n\ntre"),
        ("Uno<br>due<br/><b>tre</b>", "Uno\ndue\ntre"),
        ("<ul><li>Uno</li><li>due</li></ul>", "- Uno\n- due"),
        (
            '<a href="https://example.org">Iscriviti</a> '
            '<a href="https://example.net">https://example.net</a>',
            "Iscriviti (https://example.org) https://example.net",
        ),
        ("<style>p {}</style><span>Uno</span>", "Uno"),
        ("Ricerca&nbsp;&amp; sviluppo", "Ricerca & sviluppo"),
        ("a < b, R&D; <m@example.org>\n  due", "a < b, R&D; <m@example.org>\n  due"),
    ],
)
def test_the_words_of_html_are_kept_in_lines(text: str, words: str) -> None:
    assert plain(text) == words
