"""Bytes as letters, whatever wrote them; and letters without what no text has."""

import codecs
import re
from collections.abc import Iterator

from fondaco.newsroom.reading.article import LONGEST_TEXT, UnreadableError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What Italian texts were written in before UTF-8: on Windows, on a Mac, under DOS.
_USUAL = ["cp1252", "mac_roman", "cp850"]
_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?([\w-]+)"""
)
_BEGINNING = 4096
# Controls but for ends of lines and tabulators; no database keeps the first of them.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(content: bytes, declared: str = "") -> str:
    """What reads as UTF-8 is UTF-8; the rest is what it says it is, or guessed."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    if name := _wide(content):
        return content.decode(name, errors="replace")
    for name in ["utf-8", *_said(content, declared)]:
        try:
            return content.decode(name)
        except (LookupError, ValueError):
            continue
    from charset_normalizer import from_bytes  # noqa: PLC0415 — seldom needed

    found = from_bytes(content[: 2**16], cp_isolation=_USUAL).best()
    return content.decode(found.encoding if found else "cp1252", errors="replace")


def _wide(content: bytes) -> str:
    """Two bytes a letter, unmarked: every second one of plain letters is empty."""
    beginning = content[:_BEGINNING]
    if b"\0" not in beginning:
        return ""
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    most = max(even, odd)
    if most < len(beginning) // 4 or min(even, odd) * 10 > most:
        raise UnreadableError("kind")
    return "utf-16-le" if odd > even else "utf-16-be"


def _said(content: bytes, declared: str) -> Iterator[str]:
    within = _DECLARED.search(content[:_BEGINNING].lower())
    for name in (declared, within[1].decode("ascii") if within else ""):
        # Who says Latin 1 means Windows' letters, which have quotation marks.
        yield {"iso-8859-1": "cp1252", "latin-1": "cp1252"}.get(name.lower(), name)


def tidy(text: str) -> str:
    """The same words: line ends of one kind, nothing that is no letter, no margins."""
    plain = _CONTROLS.sub("", _ENDS.sub("\n", text))
    lines = [line.rstrip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST_TEXT].rstrip()


def has_words(text: str) -> bool:
    """Letters or figures, not only what stands between them."""
    return any(map(str.isalnum, text))


def first_line(text: str, longest: int) -> str:
    """What stands for a title where there is none."""
    line = " ".join(next((one for one in text.split("\n") if one.strip()), "").split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"
