"""The words of a circular, filled in for one person, as text and as safe HTML."""

import re
from collections.abc import Mapping

from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe

WORDS = ("name", "given_name", "family_name", "organisation", "cluster")
# As whoever writes in Italian calls them; either works in either text.
IN_ITALIAN = {
    "nome_e_cognome": "name",
    "nome": "given_name",
    "cognome": "family_name",
    "organizzazione": "organisation",
    "cluster": "cluster",
}
_WORD = re.compile(r"\{(\w+)\}")


def words_to_write(language: str) -> str:
    """The words that are filled in, as one writes them."""
    return ", ".join(
        f"{{{one}}}" for one in (IN_ITALIAN if language == "it" else WORDS)
    )


def unknown_words(text: str) -> list[str]:
    """What looks like a word to fill in and is none, each once."""
    found = dict.fromkeys(_WORD.findall(text))
    return [f"{{{word}}}" for word in found if word not in {*WORDS, *IN_ITALIAN}]


def fill_in(text: str, words: Mapping[str, str]) -> str:
    """One pass: what a name contains is never read as a word to fill in."""

    def filled(match: re.Match[str]) -> str:
        return words.get(IN_ITALIAN.get(match[1], match[1]), match[0])

    return _WORD.sub(filled, text)


def as_html(text: str) -> SafeString:
    """Paragraphs, line breaks and links; everything else is what it looks like."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return format_html_join(
        "\n", "<p>{}</p>", ((_lines(one),) for one in paragraphs if one.strip())
    )


def _lines(paragraph: str) -> SafeString:
    lines = (urlize(line.strip(), autoescape=True) for line in paragraph.split("\n"))
    # Each line was escaped by `urlize`.
    return format_html_join(mark_safe("<br>"), "{}", ((mark_safe(x),) for x in lines))  # noqa: S308


def in_frame(body: SafeString, footer: SafeString, language: str) -> str:
    """A document of its own, which readers of mail in either language read aloud."""
    return format_html(
        '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"></head>'
        "<body>{}<hr>{}</body></html>",
        language,
        body,
        footer,
    )
