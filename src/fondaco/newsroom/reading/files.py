"""Files: told apart by what is in them, not by their names."""

import re
from io import BytesIO

from fondaco.newsroom.reading.article import LONGEST_TEXT, Article, UnreadableError
from fondaco.newsroom.reading.letters import decode, has_words, tidy
from fondaco.newsroom.reading.pages import read_page, read_saved_page

MOST_PAGES = 200
_BEGINNING = 4096
_MARKUP = re.compile(rb"<\s*(!doctype\s+html|html|head|body|article|p|div|h1)\b", re.I)
_SAVED = re.compile(
    rb"^(from|mime-version|snapshot-content-location|subject):.", re.I | re.M
)
# Of other programs: packed folders (DOCX, ODT), Word of old, pictures, films.
_OTHERS: tuple[bytes, ...] = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
)
_OTHERS += (b"{\\rtf", b"RIFF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ")
_PROGRAM = re.compile(
    r"microsoft|word|untitled|senza (titolo|nome)|\.(docx?|pdf|odt)$", re.I
)


def read_file(content: bytes, declared: str = "", url: str = "") -> Article:
    """What somebody sent or what stands at an address."""
    beginning = content[:_BEGINNING].lstrip()
    if beginning.startswith(b"%PDF-"):
        return read_pdf(content)
    if beginning.startswith(_OTHERS):
        raise UnreadableError("kind")
    if _SAVED.search(beginning) and b"multipart/related" in beginning.lower():
        return read_saved_page(content)
    if _MARKUP.search(beginning.replace(b"\0", b"")):
        return read_page(content, declared, url)
    text = tidy(decode(content, declared))
    if not has_words(text):
        raise UnreadableError("empty")
    return Article(text=text, url=url)


def read_pdf(content: bytes) -> Article:
    from pypdf import PdfReader  # noqa: PLC0415 — heavy, seldom needed
    from pypdf.errors import (  # noqa: PLC0415 — as above
        DependencyError,
        FileNotDecryptedError,
        LimitReachedError,
    )

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("locked")
        parts: list[str] = []
        length = 0
        for page in reader.pages[:MOST_PAGES]:
            parts.append(page.extract_text())
            length += len(parts[-1])
            if length > LONGEST_TEXT:
                break
        title = str((reader.metadata and reader.metadata.title) or "")
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadableError("locked") from error
    except (LimitReachedError, MemoryError, RecursionError) as error:
        raise UnreadableError("heavy") from error
    except UnreadableError:
        raise
    # A broken file is broken in whatever way it likes.
    except Exception as error:
        raise UnreadableError("broken") from error
    text = tidy("\n\n".join(parts))
    if not has_words(text):
        raise UnreadableError("pictures")
    title = " ".join(tidy(title).split())[:300]
    return Article(text=text, title="" if _PROGRAM.search(title) else title)
